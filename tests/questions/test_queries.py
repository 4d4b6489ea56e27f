import pytest

from questions.models import Question
from questions.queries import library, likely_answers, related_answers
from tests.questions.factories import make_answered, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(alice):
    """Three published answers and one that is not."""
    make_answered(by=alice, title="Hidden treadmill thoughts?")
    return {
        "treadmill": make_published(
            by=alice, slug="treadmill", title="Is the treadmill as good as the road?", topic="winter", answer="Nearly."
        ),
        "rest": make_published(
            by=alice, slug="rest", title="How long should I rest after a marathon?", topic="recovery", answer="A week."
        ),
        "strength": make_published(
            by=alice, slug="strength", title="Do runners need a gym?", topic="strength", answer="Squats keep you whole."
        ),
    }


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("treadmill", ["treadmill"]),
        ("treadmills", ["treadmill"]),
        ("squat", ["strength"]),
        ("rest marathon -gym", ["rest"]),
        ("long winding rest after my first marathon", ["rest"]),
        ("tredmill", ["treadmill"]),
        ("xylophone", []),
        ("-", []),
        ("it's & | ! ( :* \\", []),
    ],
)
def test_a_search_is_strict_first_and_generous_after(shelf, words, slugs):
    assert [question.slug for question in library(words)] == slugs


def test_without_words_the_whole_topic_stands_there(shelf):
    assert {question.slug for question in library("", topic="winter")} == {"treadmill"}
    assert {question.slug for question in library("")} == {"treadmill", "rest", "strength"}


def test_likely_answers_are_published_ones(shelf):
    assert [question.slug for question in likely_answers("May I use a treadmill in January?")] == ["treadmill"]


def test_related_answers_leave_the_page_itself_out(shelf, alice):
    other = make_published(by=alice, slug="rest-2", title="How many rest days after a half-marathon?")

    assert related_answers(other) == [shelf["rest"]]


def test_a_search_reads_words_that_are_kept_ready():
    """Taken out of every answer at each search, three thousand answers cost each visitor seconds."""
    sql = str(Question.objects.published().with_answer().close_to("treadmill winter").query)
    assert "to_tsvector" not in sql
