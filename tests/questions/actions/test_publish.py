from datetime import timedelta
from typing import Any

import pytest

from questions.actions.publish import AddressTaken, NamesAsker, NeedsRewriting, NotAnswered, publish, unpublish
from tests.factories import NOW
from tests.questions.factories import WINTER, make_answered, make_published, make_question

pytestmark = pytest.mark.django_db


def publish_it(question, **changes):
    wanted: dict[str, Any] = {
        "title": "Winter fitness?",
        "slug": "",
        "public_text": "A marathoner asks how to rest.",
        "topic": "winter",
        "is_rewritten": False,
    }
    return publish(question, at=NOW, **(wanted | changes))


def test_publishing_gives_an_address_made_from_the_title(alice):
    question = publish_it(make_answered(by=alice))

    assert (question.state, question.slug, question.published_at) == ("published", "winter-fitness", NOW)


def test_a_taken_title_gets_an_address_of_its_own(alice):
    make_published(by=alice, slug="winter-fitness")

    question = publish_it(make_answered(by=alice))

    assert question.slug == f"winter-fitness-{question.pk}"


@pytest.mark.parametrize("slug", ["winter", "ask", "asked"])
def test_an_address_that_is_in_use_is_refused(alice, slug):
    make_published(by=alice, slug="winter")

    with pytest.raises(AddressTaken):
        publish_it(make_answered(by=alice), slug=slug)


def test_nothing_is_published_before_it_is_answered(alice):
    with pytest.raises(NotAnswered):
        publish_it(make_question(coach=alice))


@pytest.mark.parametrize(
    ("shown_name", "text"),
    [
        ("", "Amanda asks how to rest."),
        ("Amanda", "Amanda Reyes asks how to rest."),
        ("Amanda Reyes", "Write to amanda@example.org."),
    ],
)
def test_a_name_stands_only_where_it_was_agreed(alice, shown_name, text):
    with pytest.raises(NamesAsker):
        publish_it(make_answered(by=alice, shown_name=shown_name), public_text=text)


def test_a_name_in_the_answer_counts_too(alice):
    question = make_answered(by=alice, shown_name="", answer="Amanda, congratulations.")

    with pytest.raises(NamesAsker, match="Amanda"):
        publish_it(question)


def test_an_agreed_name_may_stand(alice):
    question = make_answered(by=alice, shown_name="Amanda", answer="Amanda, congratulations.")

    assert publish_it(question).is_published


def test_without_consent_only_a_rewritten_question_is_published(alice):
    question = make_answered(by=alice, shown_name=None, text=WINTER)

    with pytest.raises(NeedsRewriting):
        publish_it(question)
    for copied in ({"public_text": WINTER.upper()}, {"title": WINTER}):
        with pytest.raises(NeedsRewriting):
            publish_it(question, is_rewritten=True, **copied)
    assert publish_it(question, is_rewritten=True).is_published


def test_taking_it_out_and_publishing_again_keeps_the_address(alice):
    question = publish_it(make_answered(by=alice))

    unpublish(question)
    question.refresh_from_db()
    assert not question.is_published

    assert publish_it(question, slug=question.slug).slug == "winter-fitness"


def test_a_second_press_changes_nothing(alice):
    question = make_answered(by=alice)
    publish_it(question)

    again = publish(
        question,
        title="Winter fitness?",
        slug="",
        public_text="A marathoner asks how to rest.",
        topic="winter",
        is_rewritten=False,
        at=NOW + timedelta(hours=1),
    )

    assert (again.slug, again.published_at) == ("winter-fitness", NOW)
