"""Looked for in the database: what nobody has read yet, and what nobody needs any more."""

from datetime import timedelta

import pytest
import time_machine
from kombu.exceptions import OperationalError

from questions.models import IncomingMail, Question
from questions.tasks import clear_old_incoming, enqueue, file_one, file_received
from tests.factories import NOW
from tests.questions.factories import make_incoming, make_question
from tests.questions.letters import letter, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(monkeypatch):
    """Ids that were handed to a worker; the worker is the test."""
    ids = []
    monkeypatch.setattr(file_one, "apply_async", lambda args, **_: ids.extend(args))
    return ids


def look(*, after=timedelta()):
    with time_machine.travel(NOW + after, tick=False):
        file_received()


def test_what_is_not_read_is_found_the_oldest_first(queued):
    newer = make_incoming(letter(number=2), key="<2>", received_at=NOW)
    older = make_incoming(letter(number=1), key="<1>", received_at=NOW - timedelta(days=3))
    make_incoming(letter(number=3), key="<3>", state="question")
    make_incoming(letter(number=4), key="<4>", lease_until=NOW + timedelta(minutes=1))
    look()

    assert queued == [older.pk, newer.pk]


def test_the_mail_of_a_worker_that_was_killed_is_taken_again(queued):
    mail = make_incoming(letter(), lease_until=NOW + timedelta(minutes=1), attempts=1)
    look()
    assert queued == []
    look(after=timedelta(minutes=2))
    assert queued == [mail.pk]

    for _ in range(2):
        with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
            file_one(mail.pk)
    assert (IncomingMail.objects.get().state, Question.objects.count()) == ("question", 1)


def test_a_task_for_a_mail_that_is_gone_does_nothing():
    file_one(4711)


def test_without_a_broker_it_waits(monkeypatch):
    def away(*_args, **_named):
        raise OperationalError("away")

    monkeypatch.setattr(file_one, "delay", away)
    enqueue(make_incoming().pk)

    assert IncomingMail.objects.get().state == "received"


def kept(*, days):
    """What is still there of each, so many days later, run twice."""
    for _ in range(2):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            clear_old_incoming()
    return {mail.message_id[1]: bool(mail.raw) for mail in IncomingMail.objects.all()}


@pytest.mark.parametrize(
    ("days", "there"),
    [(29, "rhq"), (30, "hq"), (89, "hq"), (90, "q"), (900, "q")],
)
def test_refused_mail_stays_a_month_and_held_mail_three(days, there):
    receive(letter(number="r", Auto_Submitted="auto-replied"))
    receive(letter(number="h", sender=""))
    receive(letter(number="q"))

    assert kept(days=days) == {name: name in there for name in "rhq"}


def test_of_cleared_mail_only_ids_and_moments_stay():
    mail = receive(
        letter(Auto_Submitted="auto-replied"), envelope_from="amanda@example.org", envelope_to="ask@x.example"
    )
    kept(days=30)

    mail.refresh_from_db()
    assert (mail.sender, mail.subject, mail.envelope_from, mail.envelope_to, bytes(mail.raw)) == ("",) * 4 + (b"",)
    assert (mail.state, mail.size > 0, mail.filed_at) == ("refused", True, NOW)


def test_the_raw_mail_goes_with_its_thread():
    receive(letter(number="a"))
    make_question()
    Question.objects.filter(title="Winter").delete()

    assert kept(days=0) == {"a": False}
