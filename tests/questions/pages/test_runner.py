from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains

from plans.actions.ache import open_ache
from plans.actions.check_in import check_in
from questions.pages.runner import runner_of
from tests.factories import NOW, account_of, make_athlete
from tests.plans.drafted import make_draft, publish_draft
from tests.questions.factories import make_question

pytestmark = pytest.mark.django_db

DECEMBER = NOW + timedelta(days=36)  # Thursday 10 December 2026, week 6


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel(DECEMBER, tick=False):
        yield


@pytest.fixture
def in_season(bob):
    bob.birth_date, bob.years_running, bob.injury = date(1988, 12, 11), 1, "niggle"
    bob.save()
    publish_draft(make_draft(bob))
    by = account_of(bob)
    check_in(bob, week_start=date(2026, 11, 30), feeling="hard", where="", by=by, at=DECEMBER - timedelta(days=5))
    open_ache(bob, where="left shin", by=by, at=DECEMBER - timedelta(days=1))
    return bob


def test_what_a_coach_asks_before_answering_stands_there(in_season):
    runner = runner_of(in_season, at=DECEMBER)

    assert runner.about.startswith("37 years old. 1 year running.")
    assert runner.about.endswith("A niggle now")
    assert (runner.raced.race.name, runner.raced.when) == ("New York", "5 weeks ago")
    assert (runner.next.race.name, runner.next.when) == ("Boston", "in 130 days")
    assert (runner.phase.kind, runner.phase_week) == ("maintenance", "week 1 of 4")
    assert runner.season.state == "published"
    assert runner.season.strip is not None
    assert runner.week.week.start == date(2026, 12, 7)
    assert [one.feeling for one in runner.felt] == ["hard"]
    assert [one.where for one in runner.aches] == ["left shin"]


def test_of_a_newcomer_nothing_is_made_up(alice):
    runner = runner_of(make_athlete(name="Nina", coach=alice), at=DECEMBER)
    assert (runner.raced, runner.next, runner.season, runner.phase, runner.week) == (None,) * 5
    assert (runner.felt, runner.aches) == ((), ())


def test_the_thread_shows_the_season_beside_the_words(as_alice, alice, in_season):
    question = make_question(coach=alice, athlete=in_season, asker=account_of(in_season))
    page = as_alice.get(reverse("questions:thread", args=[question.pk]))
    for said in (
        "in 130 days, A race",
        "week 1 of 4",
        "left shin",
        "season-strip mini",
        "mini-week",
        "Open the builder",
    ):
        assertContains(page, said)


@pytest.mark.parametrize("messages", [1, 3])
def test_the_season_costs_the_same_questions_whatever_is_said(
    as_alice, alice, in_season, messages, django_assert_num_queries
):
    question = make_question(coach=alice, athlete=in_season, asker=account_of(in_season))
    for number in range(messages):
        question.messages.create(source="form", text=f"And {number}?", at=NOW)
    with django_assert_num_queries(27):
        as_alice.get(reverse("questions:thread", args=[question.pk]))
