"""Machines that answer each other stop."""

from datetime import timedelta

import pytest
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from athletes.emails import message_of
from athletes.models import OutgoingMail
from questions.mail_checks import MOST_IN_THREAD, MOST_OF_SENDER
from questions.models import IncomingMail, Question
from questions.replies import question_address
from tests.factories import NOW
from tests.questions.factories import make_incoming, make_question
from tests.questions.letters import letter, receive

pytestmark = pytest.mark.django_db

MARKS = ("Auto-Submitted", "X-Auto-Response-Suppress", "In-Reply-To", "References", "Message-ID")


class Site:
    """Another installation of this product, in the same database: it has its own addresses and its own outbox."""

    def __init__(self, name, settings):
        self.name, self.settings = name, settings

    def receives(self, raw, *, at):
        """What it sends because of this mail."""
        self.settings.SITE_URL = f"https://{self.name}.example"
        self.settings.DEFAULT_FROM_EMAIL = f"{self.name.title()} <coach@{self.name}.example>"
        self.settings.REPLY_DOMAIN = f"reply.{self.name}.example"
        before = set(OutgoingMail.objects.values_list("pk", flat=True))
        receive(raw, at=at)
        return [message_of(mail).message() for mail in OutgoingMail.objects.exclude(pk__in=before)]


def ping_pong(first, *, settings, through, at=NOW):
    """Each mail goes to the other side a minute later. How many went back and forth before it was silent."""
    sites, waiting, number = [Site("north", settings), Site("south", settings)], [first], 0
    while waiting and number < 100:
        here = sites[number % 2]
        sent = [mail for raw in waiting for mail in here.receives(raw, at=at + timedelta(minutes=number))]
        waiting = [through(mail) for mail in sent]
        # Over there nobody knows this database's outbox: a mail of the other side must not be known as our own.
        OutgoingMail.objects.update(message_id=_renamed())
        number += 1
    return number


def _renamed():
    return Concat(Value("<sent-"), Cast(F("pk"), CharField()), Value("@elsewhere.example>"))


def as_it_is(mail):
    return mail.as_bytes()


def without_marks(mail):
    """Through a relay that takes away all that says "a program wrote this", and gives each mail a new Message-ID."""
    for name in MARKS:
        del mail[name]
    mail["Message-ID"] = f"<relayed-{id(mail)}-{hash(mail.as_bytes())}@relay.example>"
    return mail.as_bytes()


FROM_SOUTH = letter(sender="South <coach@south.example>", to="coach@north.example")


def test_two_sites_that_mail_each_other_stop_at_once(settings):
    assert ping_pong(FROM_SOUTH, settings=settings, through=as_it_is) == 2
    assert Question.objects.count() == 1
    assert IncomingMail.objects.filter(state="refused").count() == 1


def test_they_stop_on_the_same_day_even_where_every_mark_is_lost(settings):
    assert ping_pong(FROM_SOUTH, settings=settings, through=without_marks) == 3
    assert OutgoingMail.objects.count() == 2


def test_a_thread_that_fills_by_itself_is_held():
    address = question_address(make_question().pk)
    states = [receive(letter(f"Yes {n}.", number=n, to=address)).state for n in range(MOST_IN_THREAD + 2)]

    assert states == ["reply"] * MOST_IN_THREAD + ["quarantined"] * 2
    later = receive(letter("Yes.", number="later", to=address), at=NOW + timedelta(hours=2))
    assert later.state == "reply"


def test_a_sender_without_an_end_is_held():
    for n in range(MOST_OF_SENDER):
        make_incoming(letter(number=n), key=f"<{n}@x>", state="question", sender="amanda@example.org")

    assert receive(letter(number="more")).state == "quarantined"
    assert receive(letter(number="other", sender="Mo <mo@example.net>")).state == "question"


def test_what_is_held_names_the_reason():
    for n in range(MOST_OF_SENDER):
        make_incoming(letter(number=n), key=f"<{n}@x>", state="question", sender="amanda@example.org")

    assert "answering each other" in receive(letter(number="more")).reason


@pytest.fixture(autouse=True)
def _domain(settings):
    settings.REPLY_DOMAIN = "reply.club.example"
