from datetime import timedelta

import pytest

from athletes.models import OutgoingMail
from questions.actions.ask import Asker, ask, title_of
from questions.models import Consent, Message, Question
from tests.factories import NOW

AMANDA = Asker(name="Amanda Reyes", email="amanda@example.org", shown_name="Amanda")

pytestmark = pytest.mark.django_db


def test_asking_opens_a_thread_with_consent_and_a_receipt():
    question = ask("I ran New York. How do I rest?", topic="recovery", by=AMANDA, to=None, at=NOW)

    assert (question.title, question.state, question.slug) == ("How do I rest?", "new", None)
    assert [message.text for message in question.messages.all()] == ["I ran New York. How do I rest?"]
    assert [consent.shown_name for consent in question.consents.all()] == ["Amanda"]
    assert [(mail.to, mail.kind) for mail in OutgoingMail.objects.all()] == [
        ("amanda@example.org", "question_received")
    ]


def test_a_refused_publishing_leaves_no_consent():
    private = Asker(name="Amanda Reyes", email="amanda@example.org", shown_name=None)

    ask("How do I rest after it?", topic="recovery", by=private, to=None, at=NOW)

    assert not Consent.objects.exists()


def test_the_same_words_within_ten_minutes_are_one_question():
    first = ask("How do I rest after it?", topic="recovery", by=AMANDA, to=None, at=NOW)
    again = ask("How do I rest after it?", topic="recovery", by=AMANDA, to=None, at=NOW + timedelta(seconds=1))
    later = ask("How do I rest after it?", topic="recovery", by=AMANDA, to=None, at=NOW + timedelta(minutes=11))

    assert again == first
    assert later != first
    assert (Question.objects.count(), Message.objects.count(), OutgoingMail.objects.count()) == (2, 2, 2)


def test_the_receipt_repeats_nothing_that_a_stranger_typed_but_the_name():
    ask("Buy cheap shoes at shoes.example now, will you?", topic="recovery", by=AMANDA, to=None, at=NOW)

    mail = OutgoingMail.objects.get()
    assert "shoes" not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("How long?", "How long?"),
        ("Hi Nora!\nI did it. How do I rest? Thanks", "How do I rest?"),
        ("My knee hurts. It is the left one.", "My knee hurts."),
    ],
)
def test_the_title_is_the_sentence_that_asks(text, title):
    assert title_of(text) == title


def test_a_long_title_ends_at_a_word():
    title = title_of("word " * 60)

    assert len(title) <= 160
    assert title.endswith("word…")
