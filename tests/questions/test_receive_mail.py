"""What a mail server pipes in: exit codes, and that nothing is lost once it is taken."""

import io
import os
import subprocess

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.urls import reverse

from coachapp.local.places import PYTHON, ROOT
from questions import emails
from questions.models import IncomingMail, Question
from tests.questions.letters import letter
from tests.worker import surroundings

pytestmark = pytest.mark.django_db
COMMAND = "questions.management.commands.receive_mail"


def run(raw, monkeypatch, *options):
    class Stdin:
        buffer = io.BytesIO(raw)

    monkeypatch.setattr(f"{COMMAND}.sys.stdin", Stdin)
    out = io.StringIO()
    call_command("receive_mail", *options, stdout=out)
    return out.getvalue()


def test_it_prints_the_key_and_files_the_mail(monkeypatch):
    assert run(letter(), monkeypatch, "--from", "amanda@example.org", "--to", "ask@club.example") == "<1@example.org>\n"

    mail = IncomingMail.objects.get()
    assert (mail.state, mail.door, mail.envelope_to) == ("question", "command", "ask@club.example")


def test_three_times_is_once(monkeypatch):
    for _ in range(3):
        run(letter(), monkeypatch)

    assert (IncomingMail.objects.get().deliveries, Question.objects.count()) == (3, 1)


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"hello"])
def test_no_mail_ends_with_65(monkeypatch, raw):
    with pytest.raises(CommandError) as caught:
        run(raw, monkeypatch)

    assert caught.value.returncode == os.EX_DATAERR == 65
    assert not IncomingMail.objects.exists()


@pytest.mark.parametrize("raw", [letter(Auto_Submitted="auto-replied"), letter(sender="")])
def test_what_is_refused_or_held_is_taken(monkeypatch, raw):
    run(raw, monkeypatch)

    assert IncomingMail.objects.get().state in {"refused", "quarantined"}


def test_without_a_database_the_server_is_asked_to_come_again(monkeypatch):
    def away(*_args, **_named):
        raise OperationalError("away")

    monkeypatch.setattr(f"{COMMAND}.take", away)
    with pytest.raises(CommandError) as caught:
        run(letter(), monkeypatch)

    assert caught.value.returncode == os.EX_TEMPFAIL == 75


@pytest.mark.parametrize("trouble", [OperationalError("away"), MemoryError(), ValueError("a bug")])
def test_what_goes_wrong_after_it_is_taken_is_left_to_the_next_look(monkeypatch, trouble):
    def fails(*_args, **_named):
        raise trouble

    monkeypatch.setattr(f"{COMMAND}.file_mail", fails)
    run(letter(), monkeypatch)

    assert list(IncomingMail.objects.values_list("state", flat=True)) == ["received"]


@pytest.mark.django_db(transaction=True)
def test_a_real_process_takes_three_at_once_and_one_without_a_database_says_so():
    command = [str(PYTHON), str(ROOT / "manage.py"), "receive_mail"]
    environment = surroundings(1)
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) for _ in range(3)
    ]
    said = [process.communicate(letter(), timeout=60) for process in running]

    assert [(process.returncode, out) for process, (out, _) in zip(running, said, strict=True)] == [
        (0, b"<1@example.org>\n")
    ] * 3
    assert IncomingMail.objects.values_list("state", "deliveries").get() == ("question", 3)
    away = environment | {"DATABASE_URL": "postgres://app@127.0.0.1:1/app"}
    lost = subprocess.run(command, input=letter(), env=away, capture_output=True, check=False, timeout=60)
    assert lost.returncode == 75
    assert site.LARGEST_MAIL == 50_000_000


def test_the_library_is_where_the_receipt_says():
    assert reverse("questions:list") == emails.LIBRARY
