from datetime import timedelta

import pytest
import time_machine
from celery.app.task import Task
from django.core import mail as django_mail
from django.core.management import CommandError, call_command

from athletes.actions.mail import queue_mail
from athletes.models import BeatMark, OutgoingMail
from athletes.tasks import clear_old_mail, note_beat, send_due_mail, send_mail_batch
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def handed_over(monkeypatch):
    """The batches that go to the broker."""
    batches: list[list[int]] = []
    monkeypatch.setattr(Task, "apply_async", lambda _task, args, **_: batches.append(args[0]))
    return batches


def queue(n=1, **fields):
    for number in range(n):
        queue_mail(to=f"bob{number}@example.org", kind="test", key="1", subject="Hi", text="Run.", at=NOW, **fields)


def test_sending_a_batch_twice_sends_each_mail_once():
    queue(2)
    mail_ids = list(OutgoingMail.objects.values_list("pk", flat=True))

    send_mail_batch(mail_ids)
    send_mail_batch(mail_ids)

    assert sorted(message.to[0] for message in django_mail.outbox) == ["bob0@example.org", "bob1@example.org"]


def test_due_mail_is_handed_over_in_batches(handed_over):
    queue(201)
    OutgoingMail.objects.filter(to="bob7@example.org").update(state="sent")
    OutgoingMail.objects.filter(to="bob8@example.org").update(not_before=NOW + timedelta(seconds=1))

    send_due_mail()

    assert [len(batch) for batch in handed_over] == [199]


def test_a_look_at_the_outbox_a_day_late_finds_all_of_it(handed_over):
    queue(401)

    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        send_due_mail()

    assert [len(batch) for batch in handed_over] == [200, 200, 1]


def test_beat_leaves_one_mark():
    note_beat()
    with time_machine.travel(NOW + timedelta(seconds=30), tick=False):
        note_beat()

    assert list(BeatMark.objects.values_list("name", "seen_at")) == [("beat", NOW + timedelta(seconds=30))]


def test_clearing_old_mail_twice_is_no_trouble():
    queue()
    OutgoingMail.objects.update(state="sent", sent_at=NOW - timedelta(days=31))

    clear_old_mail()
    clear_old_mail()

    assert OutgoingMail.objects.get().to.endswith("@cleared.invalid")


def test_check_mail_is_content_when_beat_runs_and_nothing_waits_too_long(capsys):
    note_beat()
    queue()

    call_command("check_mail")

    assert capsys.readouterr().out == "Mail leaves: 1 waiting, 0 sent, 0 given up.\n"


def test_check_mail_fails_where_beat_was_never_heard_of():
    with pytest.raises(CommandError, match="never heard of") as failure:
        call_command("check_mail")

    assert failure.value.returncode == 1


@pytest.mark.parametrize(
    ("beat_age", "mail_age", "complaints"),
    [
        (timedelta(minutes=3), timedelta(minutes=15), []),
        (timedelta(minutes=4), timedelta(0), ["last heard of 4 min ago"]),
        (timedelta(0), timedelta(minutes=16), ["due 16 min ago"]),
        (timedelta(hours=2), timedelta(hours=2), ["last heard of 2 h 00 ago", "due 2 h 00 ago"]),
    ],
)
def test_check_mail_names_what_is_late(beat_age, mail_age, complaints):
    BeatMark.objects.create(name="beat", seen_at=NOW - beat_age)
    queue()
    OutgoingMail.objects.update(not_before=NOW - mail_age)

    assert check_mail_says().count("\n") + 1 == max(1, len(complaints))
    assert all(complaint in check_mail_says() for complaint in complaints)


def check_mail_says():
    try:
        call_command("check_mail")
    except CommandError as error:
        return str(error)
    return ""


def test_a_mail_that_failed_again_and_again_grows_old():
    note_beat()
    queue()
    OutgoingMail.objects.update(attempts=4, created_at=NOW - timedelta(hours=1), not_before=NOW + timedelta(hours=1))

    assert "due 1 h 00 ago" in check_mail_says()


def test_mail_that_is_for_later_is_not_late():
    note_beat()
    queue(not_before=NOW + timedelta(days=1))

    assert check_mail_says() == ""


def test_send_test_mail_goes_past_the_outbox():
    call_command("send_test_mail", "dana@example.org")

    assert [message.to for message in django_mail.outbox] == [["dana@example.org"]]
    assert not OutgoingMail.objects.exists()
