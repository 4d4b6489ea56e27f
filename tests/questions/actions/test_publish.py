from datetime import timedelta
from typing import Any

import pytest

from questions.actions.answer import answer
from questions.actions.merge import merge
from questions.actions.publish import AddressTaken, NamesAsker, NeedsRewriting, NotAnswered, publish, unpublish
from questions.models import Edition
from tests.factories import NOW
from tests.questions.factories import WINTER, make_agreed, make_answered, make_edition, make_published, make_question

pytestmark = pytest.mark.django_db


def publish_it(question, **changes):
    wanted: dict[str, Any] = {
        "title": "Winter fitness?",
        "slug": "",
        "public_text": "A marathoner asks how to rest.",
        "topic": "winter",
        "is_rewritten": True,
        "at": NOW,
    }
    return publish(question, **(wanted | changes))


def test_publishing_gives_an_address_made_from_the_title(alice):
    question = publish_it(make_answered(by=alice))

    assert (question.state, question.slug, question.published_at) == ("published", "winter-fitness", NOW)
    assert (question.edition.title, question.edition.answer_text) == (
        "Winter fitness?",
        "Run a third less and leave nothing out.",
    )


def test_a_taken_title_gets_an_address_of_its_own(alice):
    make_published(by=alice, slug="winter-fitness")

    question = publish_it(make_answered(by=alice))

    assert question.slug == f"winter-fitness-{question.pk}"


@pytest.mark.parametrize("slug", ["winter", "ask", "asked", "feed"])
def test_an_address_that_is_in_use_is_refused(alice, slug):
    make_published(by=alice, slug="winter")

    with pytest.raises(AddressTaken):
        publish_it(make_answered(by=alice), slug=slug)


def test_nothing_is_published_before_it_is_answered(alice):
    with pytest.raises(NotAnswered):
        publish_it(make_question(coach=alice))


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"public_text": "Amanda asks how to rest."}, "Rest."),
        ({"title": "Reyes in winter?"}, "Rest."),
        ({"public_text": "Write to amanda@example.org."}, "Rest."),
        ({}, "Amanda, congratulations."),
    ],
)
def test_in_the_coachs_own_words_nobody_is_named(alice, changes, answer):
    """Also where they were willing when asking: that was no yes to a text."""
    with pytest.raises(NamesAsker):
        publish_it(make_answered(by=alice, shown_name="Amanda Reyes", answer=answer), **changes)


def test_names_in_notes_and_transcript_count_too(alice):
    for said in ({"notes": [{"at_s": 1, "text": "Hello Amanda"}]}, {"transcript": "Hello Amanda"}):
        with pytest.raises(NamesAsker, match="Amanda"):
            publish_it(make_answered(by=alice, **said))


@pytest.mark.parametrize("shown_name", [None, "Amanda"])
def test_without_a_yes_to_the_text_only_a_rewritten_question_is_published(alice, shown_name):
    question = make_answered(by=alice, shown_name=shown_name, text=WINTER)

    with pytest.raises(NeedsRewriting):
        publish_it(question, is_rewritten=False)
    for copied in ({"public_text": WINTER.upper()}, {"title": WINTER}):
        with pytest.raises(NeedsRewriting):
            publish_it(question, **copied)
    assert publish_it(question).is_published


def test_a_text_that_was_agreed_to_needs_no_rewriting(alice):
    question = make_answered(by=alice, answer="Amanda, congratulations.", public_text=WINTER)
    edition = make_agreed(question)

    shown = publish_it(question, title=question.title, public_text=WINTER, is_rewritten=False)

    assert shown.edition == edition


@pytest.mark.parametrize("said", [{"refused_at": NOW}, {"withdrawn_at": NOW}])
def test_a_text_they_said_no_to_is_not_published_as_the_coachs_own(alice, said):
    question = make_answered(
        by=alice, title="Winter fitness?", public_text="A marathoner asks how to rest.", text="How?"
    )
    if "refused_at" in said:
        make_edition(question, asked_at=NOW, **said)
    else:
        make_agreed(question)
        question.consents.update(**said)

    with pytest.raises(NeedsRewriting):
        publish_it(question)


def test_taking_it_out_and_publishing_again_keeps_the_address(alice):
    question = publish_it(make_answered(by=alice))

    unpublish(question)
    question.refresh_from_db()
    assert (question.is_published, question.state) == (False, "answered")

    assert publish_it(question, slug=question.slug).slug == "winter-fitness"


def test_a_thread_that_waits_for_a_word_goes_on_waiting(alice):
    question = make_answered(by=alice, state="waiting")

    shown = publish_it(question)
    assert (shown.is_published, shown.state) == (True, "waiting")

    unpublish(question)
    question.refresh_from_db()
    assert (question.is_published, question.state) == (False, "waiting")


def test_a_second_press_changes_nothing(alice):
    question = make_answered(by=alice)
    publish_it(question)

    again = publish_it(question, at=NOW + timedelta(hours=1))

    assert (again.slug, again.published_at) == ("winter-fitness", NOW)
    assert Edition.objects.count() == 1


def test_an_address_says_no_name_that_the_title_does_not_say(alice):
    question = make_answered(by=alice)
    with pytest.raises(NamesAsker) as found:
        publish_it(question, slug="reyes-in-winter")
    assert found.value.word == "reyes"
    assert publish_it(question, slug="in-winter").slug == "in-winter"


def test_a_name_is_found_however_its_letters_were_typed(alice):
    question = make_answered(by=alice, asker_name="Jos\u00e9 Ruiz")
    with pytest.raises(NamesAsker):
        publish_it(question, title="What does Jose\u0301 do?")


def test_what_was_merged_into_it_is_as_private_as_the_rest(alice):
    question = make_question(coach=alice)
    again = make_question(coach=alice, asker_name="Mandy Quirk", text="My hip hurts on Tuesdays.")
    merge(again, into=question)
    answer(question, by=alice, text="Rest.", at=NOW)

    with pytest.raises(NeedsRewriting):
        publish_it(question, public_text="my hip hurts on Tuesdays.")
    with pytest.raises(NamesAsker):
        publish_it(question, public_text="Mandy asks how to rest.")
