"""Looking into a mailbox, over a real connection: stored and committed first, whatever breaks in between."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.db import OperationalError

from questions.actions import fetch_mail as module
from questions.actions.fetch_mail import fetch_mail
from questions.models import IncomingMail, MailboxLook
from questions.tasks import file_one, look_into_mailbox
from tests.factories import NOW
from tests.imap_server import running_mailbox
from tests.mail_sink import free_port
from tests.questions.letters import letter
from tests.together import together

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (letter(f"Question {n}?", number=n) for n in (1, 2, 3))


@pytest.fixture(autouse=True)
def queued(monkeypatch):
    ids: list[int] = []
    monkeypatch.setattr(file_one, "delay", ids.append)
    return ids


@pytest.fixture
def box():
    with running_mailbox(FIRST, SECOND, THIRD) as running:
        yield running


def url(box, *, user="ask@club.example", password='p:"a\\ss', port=0, path="INBOX"):
    return f"imap://{quote(user, safe='')}:{quote(password, safe='')}@127.0.0.1:{port or box.port}/{path}"


def look(box, *, at=NOW, **about):
    return fetch_mail(url(box, **about), clock=lambda: at)


def stored():
    return list(IncomingMail.objects.order_by("pk").values_list("key", "door", "deliveries"))


def trouble():
    return MailboxLook.objects.get().error


def test_what_nobody_has_seen_is_taken_and_marked(box, queued):
    box.seen.add(2)

    assert look(box) == 2
    assert stored() == [("<1@example.org>", "imap", 1), ("<3@example.org>", "imap", 1)]
    assert box.seen == {1, 2, 3}
    assert bytes(IncomingMail.objects.get(key="<3@example.org>").raw) == THIRD
    assert len(queued) == 2
    assert (trouble(), MailboxLook.objects.get().seen_at) == ("", NOW)


def test_a_second_look_finds_nothing_new(box):
    look(box)

    assert (look(box), len(stored())) == (0, 3)


def test_what_is_done_may_go_into_a_folder(box):
    look(box, path="INBOX?move_to=Done")

    assert (set(box.inbox), set(box.folders["Done"])) == (set(), {1, 2, 3})


def test_a_server_that_cannot_move_copies_and_deletes(box):
    box.can_move = False
    look(box, path="INBOX?move_to=Done")

    assert (set(box.inbox), set(box.folders["Done"])) == (set(), {1, 2, 3})


def test_what_somebody_else_marked_for_deletion_is_not_expunged(box):
    box.seen.add(1)
    box.deleted.add(1)
    look(box)

    assert set(box.inbox) == {1, 2, 3}


@pytest.mark.parametrize("command", ["UID STORE", "UID FETCH"])
def test_whoever_breaks_off_finds_it_again_and_knows_it(box, command):
    box.cut_at = command
    look(box)
    assert "cannot be reached" in trouble() or "answers" in trouble()

    look(box)
    assert [key for key, *_ in stored()] == ["<1@example.org>", "<2@example.org>", "<3@example.org>"]
    assert box.seen == {1, 2, 3}
    assert trouble() == ""


def test_a_mail_that_was_stored_but_not_marked_counts_once_more(box):
    box.cut_at = "UID STORE"
    look(box)
    look(box)

    assert stored()[0] == ("<1@example.org>", "imap", 2)


def test_nothing_is_marked_that_could_not_be_stored(box, monkeypatch):
    def away(*_args, **_named):
        raise OperationalError("away")

    monkeypatch.setattr(module, "take", away)
    with pytest.raises(OperationalError):
        look(box)

    assert box.seen == set()


def test_a_mail_that_is_too_large_is_refused_and_hardly_fetched(box, settings):
    settings.LARGEST_MAIL = 1000
    box.inbox[1] = letter("a" * 500_000)
    look(box)

    assert IncomingMail.objects.get(key="<1@example.org>").state == "refused"
    assert 1 in box.seen


def test_what_is_no_mail_stays_in_the_mailbox_and_in_nobodys_way(box):
    box.inbox[1] = b""

    assert look(box) == 2
    assert (set(box.inbox), box.seen) == ({1, 2, 3}, {1, 2, 3})


def test_one_look_takes_so_many_and_the_next_goes_on(box, monkeypatch):
    monkeypatch.setattr(module, "MOST_AT_ONCE", 2)

    assert [look(box) for _ in range(3)] == [2, 1, 0]


def test_who_is_told_to_stop_stops(box):
    assert fetch_mail(url(box), clock=lambda: NOW, is_stopping=lambda: True) == 0
    assert trouble() == ""


@pytest.mark.parametrize(
    ("about", "says_no", "words"),
    [
        ({"password": "wrong"}, "", "does not let ask@club.example in"),
        ({"path": "Nowhere"}, "", "has no folder Nowhere"),
        ({"path": "INBOX?move_to=Nowhere"}, "", "answers"),
        ({"port": 1}, "", "cannot be reached on port 1"),
        ({}, "UID SEARCH", "answers"),
        ({}, "UID FETCH", "answers"),
    ],
)
def test_trouble_is_told_in_words_and_without_the_password(box, about, says_no, words):
    box.says_no = says_no
    look(box, **about)

    assert words in trouble()
    assert not [secret for secret in ("wrong", "a\\ss") if secret in trouble()]
    assert MailboxLook.objects.get().lease_until is None


def test_a_server_that_is_silent_is_given_up(box, monkeypatch):
    monkeypatch.setattr("questions.inbound.mailbox.TIMEOUT_S", 0.2)
    with box.lock:
        look(box)

    assert "cannot be reached" in trouble()


def test_a_certificate_that_nobody_vouches_for_is_not_taken():
    """A server that speaks no TLS at all."""
    with running_mailbox(FIRST) as box:
        look_url = url(box).replace("imap://", "imaps://")
        fetch_mail(look_url, clock=lambda: NOW)

    assert "cannot be reached" in trouble() or "certificate" in trouble()
    assert not stored()


@pytest.mark.django_db(transaction=True)
def test_only_one_looks_at_a_time(box):
    together([lambda: look(box) for _ in range(3)])

    assert len(stored()) == 3
    assert box.commands.count("LOGIN") <= 3
    assert {deliveries for *_, deliveries in stored()} == {1}


def test_a_look_that_was_killed_ends_with_its_lease(box):
    MailboxLook.objects.begin(at=NOW)

    assert look(box, at=NOW + timedelta(minutes=9)) == 0
    assert look(box, at=NOW + timedelta(minutes=11)) == 3


def test_the_task_looks_where_a_mailbox_is_set(box, settings):
    settings.IMAP_URL = ""
    look_into_mailbox()
    assert stored() == []
    settings.IMAP_URL = url(box)
    for _ in range(2):
        with time_machine.travel(NOW, tick=False):
            look_into_mailbox()

    assert len(stored()) == 3


def test_nobody_listens():
    port = free_port()
    with running_mailbox() as box:
        look(box, port=port)

    assert "cannot be reached" in trouble()
