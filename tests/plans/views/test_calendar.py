"""A coach's month of one athlete: planned beside done."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from athletes.models import Athlete
from plans.actions.check_in import check_in
from plans.actions.log import mark_done
from plans.models import TrainingSession
from plans.pages.calendar import Entry, month_of
from tests.factories import account_of, make_race
from tests.plans.published import MONDAY, make_published

NOW = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def published(bob):
    make_published(bob)
    return bob


def page_of(athlete: Athlete, *day: date) -> str:
    return reverse("plans:athlete_calendar_of" if day else "plans:athlete_calendar", args=[athlete.pk, *day])


def entries(athlete: Athlete) -> dict[str, Entry]:
    month = month_of(athlete, year=2026, month=12, today=NOW.date())
    return {one.title: one for week in month.weeks for day in week.days for one in day.entries}


def test_it_opens_at_this_month_and_walks_on(as_alice, published):
    page = as_alice.get(page_of(published))
    assertContains(page, "December 2026")
    assertContains(page, "Cruise fives")
    assertContains(page, page_of(published, date(2027, 1, 1)))
    assertContains(page, page_of(published, date(2026, 11, 1)))


def test_planned_done_and_not_logged(published):
    fast = TrainingSession.objects.of(published).get(ingredient="fast")
    mark_done(fast, by=account_of(published), at=NOW, distance_m=8000, note="Icy 🧊")
    found = entries(published)
    assert (found["Cruise fives"].state, found["Cruise fives"].went, found["Cruise fives"].note) == (
        "done",
        "8 km",
        "Icy 🧊",
    )
    assert found["Aerobic run"].state == "missed"
    assert found["Long run"].state == ""
    assert found["Full rest"].state == ""


def test_a_week_says_done_of_planned_and_how_it_felt(published):
    for session in TrainingSession.objects.of(published).filter(ingredient="fast"):
        mark_done(session, by=account_of(published), at=NOW, distance_m=8000)
    check_in(published, week_start=MONDAY, feeling="hard", where="", by=account_of(published), at=NOW)
    month = month_of(published, year=2026, month=12, today=NOW.date())
    week = next(week for week in month.weeks if week.days[0].day == MONDAY)
    assert week.done == "8 km"
    assert week.planned.endswith(" km")
    assert week.felt is not None
    assert week.felt.feeling == "hard"


def test_a_race_stands_on_its_day(as_alice, published):
    make_race(published, name="Jingle <b>5K</b>", day=date(2026, 12, 12), distance_m=5000.0)
    assertContains(as_alice.get(page_of(published)), "Jingle &lt;b&gt;5K&lt;/b&gt;")


def test_weeks_begin_as_the_athletes_do(published):
    published.week_start = "sun"
    published.save()
    month = month_of(published, year=2026, month=12, today=NOW.date())
    assert month.day_names[0] == "Sun"


def test_an_empty_month_says_what_stands_there(as_alice, bob):
    assertContains(as_alice.get(page_of(bob)), "Nothing this month")


@pytest.mark.parametrize("day", ["1066-10-14", "9999-12-31"])
def test_a_month_beyond_the_calendar_is_no_page(as_alice, bob, day):
    assert as_alice.get(page_of(bob, date.fromisoformat(day))).status_code == 404


def test_another_coach_and_the_athlete_have_no_such_page(as_dana, as_bob, published):
    for client in (as_dana, as_bob):
        assert client.get(page_of(published)).status_code == 404


@pytest.mark.parametrize("weeks", [1, 2])
def test_the_queries_do_not_grow(as_alice, bob, weeks, django_assert_num_queries):
    make_published(bob, starts=tuple(MONDAY - timedelta(days=7 * n) for n in range(weeks)))
    with django_assert_num_queries(9):
        page = as_alice.get(page_of(bob))
    assertNotContains(page, "Nothing this month")
