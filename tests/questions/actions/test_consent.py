from datetime import timedelta
from typing import Any

import pytest

from athletes.models import OutgoingMail
from questions.actions.answer import answer
from questions.actions.consent import (
    LinkOver,
    NameStands,
    NobodyToAsk,
    agree,
    ask_consent,
    names_for,
    refuse,
    withdraw,
)
from questions.actions.publish import NamesAsker, NotAnswered, unpublish
from questions.consent import ShownAs
from questions.models import Consent, Edition
from questions.models.edition import ANSWER_WITHIN, digest_of
from tests.factories import NOW
from tests.questions.factories import WINTER, make_answered, make_published, make_question

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def ask(question, *, by, **changes):
    wanted: dict[str, Any] = {
        "title": "Winter fitness?",
        "slug": "",
        "public_text": WINTER,
        "topic": "winter",
        "publishes": True,
        "at": NOW,
    }
    return ask_consent(question, by=by, **(wanted | changes))


def say_yes(edition, *, as_=ShownAs.FIRST_NAME, at=LATER, user=None):
    return agree(edition, shown_as=as_, user=user, at=at)


def kinds():
    return sorted(OutgoingMail.objects.values_list("kind", flat=True))


def test_asking_mails_a_link_in_person_and_publishes_nothing(alice):
    question = make_answered(by=alice)

    edition = ask(question, by=alice)

    question.refresh_from_db()
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.kind, mail.headers) == ("amanda@example.org", "consent_asked", {"Auto-Submitted": "no"})
    assert "/consent/" in mail.text
    assert "/consent/" in mail.html
    assert (question.is_published, question.topic, question.slug) == (False, "winter", "winter-fitness")
    assert edition.digest == digest_of(edition.texts)


def test_an_athletes_reply_goes_into_the_thread(alice, bob, settings):
    settings.REPLY_DOMAIN = "reply.example.org"
    question = make_answered(by=alice, athlete=bob, asker=bob.user)

    ask(question, by=alice)

    assert "@reply.example.org" in OutgoingMail.objects.get().headers["Reply-To"]


def test_a_second_press_asks_once_and_days_later_once_more(alice):
    question = make_answered(by=alice)

    first = ask(question, by=alice)
    assert ask(question, by=alice, at=NOW + timedelta(seconds=3)) == first
    again = ask(question, by=alice, at=LATER)

    assert again != first
    assert kinds() == ["consent_asked", "consent_asked"]


def test_yes_records_who_when_which_text_and_which_name_and_publishes(alice, bob):
    question = make_answered(by=alice)
    edition = ask(question, by=alice)

    say_yes(edition, user=bob.user)

    question.refresh_from_db()
    consent = Consent.objects.given().get()
    assert (consent.email, consent.user, consent.at) == ("amanda@example.org", bob.user, LATER)
    assert (consent.edition, consent.shown_name) == (edition, "Amanda")
    assert (question.edition, question.published_at, question.state) == (edition, LATER, "published")
    assert (question.asked_by, question.title) == ("Amanda", "Winter fitness?")
    assert kinds() == ["answer_published", "consent_asked"]


def test_yes_said_twice_is_one_and_the_first_name_counts(alice):
    edition = ask(make_answered(by=alice), by=alice)

    say_yes(edition)
    say_yes(edition, as_=ShownAs.NAMELESS)

    assert Consent.objects.given().get().shown_name == "Amanda"
    assert kinds() == ["answer_published", "consent_asked"]


@pytest.mark.parametrize(
    ("as_", "asked_by"), [(ShownAs.FIRST_NAME, "Amanda"), (ShownAs.INITIAL, "A."), (ShownAs.NAMELESS, "a runner")]
)
def test_the_name_is_the_one_they_chose(alice, as_, asked_by):
    question = make_answered(by=alice)
    say_yes(ask(question, by=alice), as_=as_)

    question.refresh_from_db()
    assert question.asked_by == asked_by


def test_the_coach_may_wish_to_publish_later(alice):
    question = make_answered(by=alice)

    say_yes(ask(question, by=alice, publishes=False))

    question.refresh_from_db()
    assert not question.is_published
    assert kinds() == ["consent_asked"]
    ask(question, by=alice, at=LATER)  # the same text needs no second yes
    question.refresh_from_db()
    assert question.is_published


def test_a_text_that_names_them_leaves_no_choice_of_another_name(alice):
    edition = ask(make_answered(by=alice, answer="Amanda, rest."), by=alice)

    assert names_for(edition) == {ShownAs.FIRST_NAME: "Amanda"}
    with pytest.raises(NameStands):
        say_yes(edition, as_=ShownAs.NAMELESS)


def test_more_than_the_first_name_is_not_even_asked_for(alice):
    for text in ("Amanda Reyes asks.", "Write to amanda@example.org."):
        with pytest.raises(NamesAsker):
            ask(make_answered(by=alice), by=alice, public_text=text)
    assert not Edition.objects.exists()


def test_no_publishes_nothing_and_may_become_a_yes(alice):
    question = make_answered(by=alice)
    edition = ask(question, by=alice)

    refuse(edition, at=LATER)
    question.refresh_from_db()
    assert not question.is_published

    say_yes(edition)
    question.refresh_from_db()
    assert question.is_published


def test_a_link_says_yes_for_fourteen_days(alice):
    edition = ask(make_answered(by=alice), by=alice)

    for say in (
        lambda: say_yes(edition, at=NOW + ANSWER_WITHIN + timedelta(seconds=1)),
        lambda: refuse(edition, at=NOW + ANSWER_WITHIN + timedelta(seconds=1)),
    ):
        with pytest.raises(LinkOver):
            say()
    say_yes(edition, at=NOW + ANSWER_WITHIN)


def test_a_newer_text_ends_the_link_to_the_older(alice):
    question = make_answered(by=alice)
    older = ask(question, by=alice)
    ask(question, by=alice, public_text="How do I rest?")

    with pytest.raises(LinkOver):
        say_yes(older)


def test_after_an_edit_the_agreed_text_stands_until_the_new_one_is_agreed_to(alice):
    question = make_answered(by=alice)
    first = ask(question, by=alice)
    say_yes(first)

    answer(question, by=alice, text="Run half.", at=LATER)
    second = ask(question, by=alice, title="Winter?", at=LATER)
    question.refresh_from_db()
    assert (question.edition, question.title) == (first, "Winter fitness?")

    say_yes(second, at=LATER)
    question.refresh_from_db()
    assert (question.edition.answer_text, question.title, question.published_at) == ("Run half.", "Winter?", LATER)
    assert question.slug == "winter-fitness"


def test_an_edit_after_asking_does_not_change_what_the_yes_is_to(alice):
    question = make_answered(by=alice)
    edition = ask(question, by=alice)
    answer(question, by=alice, text="Something else entirely.", at=NOW)

    say_yes(edition)

    question.refresh_from_db()
    assert question.edition.answer_text == "Run a third less and leave nothing out."


def test_a_yes_can_be_taken_back_for_ever_and_ends_what_is_still_asked(alice):
    question = make_answered(by=alice)
    first = ask(question, by=alice)
    say_yes(first)
    second = ask(question, by=alice, title="Winter?", at=LATER)

    for _ in range(2):
        withdraw(first, at=NOW + timedelta(days=400))

    question.refresh_from_db()
    second.refresh_from_db()
    assert (question.is_published, question.state) == (False, "answered")
    assert not Consent.objects.given().exists()
    assert second.refused_at is not None
    with pytest.raises(LinkOver):
        say_yes(first)


def test_taking_back_leaves_what_the_coach_wrote_in_their_own_words(alice):
    question = make_published(by=alice, shown_name=None)
    edition = ask(question, by=alice)

    withdraw(edition, at=LATER)

    question.refresh_from_db()
    assert question.is_published


def test_what_the_coach_took_down_a_yes_to_another_text_brings_back(alice):
    question = make_published(by=alice)
    unpublish(question)

    say_yes(ask(question, by=alice))

    question.refresh_from_db()
    assert question.is_published


def test_nobody_is_asked_without_an_answer_or_an_address(alice):
    with pytest.raises(NotAnswered):
        ask(make_question(coach=alice), by=alice)
    with pytest.raises(NobodyToAsk):
        ask(make_answered(by=alice, asker_email=""), by=alice)


def test_a_page_that_stands_keeps_its_address_while_another_text_is_asked_for(alice):
    question = make_published(by=alice, slug="winter", topic="winter")
    question.answer.text = "Run half."
    question.answer.save()

    ask(question, by=alice, slug="another", topic="racing")

    question.refresh_from_db()
    assert (question.slug, question.topic) == ("winter", "winter")
