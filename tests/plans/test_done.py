"""What was run in a span of days: every page says the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains

from athletes.models import Athlete
from coachapp.desk.athlete_view import athlete_view
from coachapp.desk.roster_figures import done_this_week, with_figures
from coachapp.desk.roster_rows import rows_of
from plans.actions.log import mark_done
from plans.actions.run import add_run, match_run
from plans.models import TrainingSession, Week
from plans.pages.calendar import month_of
from plans.pages.log import log_page
from plans.pages.week import WeekView, week_view
from tests.plans.published import MONDAY, make_published

NOON = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)
SUNDAY = NOON.date()


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def week(bob) -> Week:
    """Done: the strides' run (10 km), the fast workout by another day's run (12 km), strength, and 5 km besides."""
    make_published(bob)
    sessions = {one.ingredient: one for one in TrainingSession.objects.of(bob)}
    mark_done(sessions["strides"], by=bob.user, at=NOON, distance_m=10_000.0)
    mark_done(sessions["strength"], by=bob.user, at=NOON)
    add_run(bob, key="besides", said={"date": MONDAY, "distance_m": 5_000.0, "duration_s": 1_800}, at=NOON)
    was = add_run(bob, key="was", said={"date": MONDAY + timedelta(days=3), "distance_m": 12_000.0}, at=NOON)
    match_run(was, sessions["fast"], by=bob.user, at=NOON)
    return Week.objects.of(bob).with_done().get()


def test_a_matched_run_counts_once_and_another_run_counts_too(week):
    assert (week.done_m, week.done_longest_m, week.other_run_days) == (27_000, 12_000, [MONDAY])


def test_every_page_says_the_same(bob, alice, week, as_bob):
    days: Any = {"today": SUNDAY}
    roster = with_figures(Athlete.objects.filter(pk=bob.pk), **days)
    (row,) = rows_of(list(roster), today=SUNDAY, at=NOON)
    shown = week_view(bob, day=SUNDAY, **days)
    month = month_of(bob, year=2026, month=12, today=SUNDAY)

    assert isinstance(shown, WeekView)
    assert shown.done == "27 km"
    assert shown.extra == "5 km"
    assert row.this_week.done == "27"
    assert athlete_view(bob, coach=alice.user, at=NOON).this_week.done == "27 km"
    assert log_page(bob, until=SUNDAY, **days).weeks[0].done == "27 km"
    assert next(one.done for one in month.weeks if one.days[0].day == MONDAY) == "27 km"
    assert Athlete.objects.values_list(done_this_week(SUNDAY), flat=True).get(pk=bob.pk) == 27_000


def test_a_run_on_a_planned_day_of_rest_is_no_rest(bob, week):
    shown = week_view(bob, day=SUNDAY, today=SUNDAY)
    rest = next(one for one in shown.bowl.segments if one.ingredient == "rest")

    assert rest.state == "kept"  # Thursday still was one
    add_run(bob, key="thursday", said={"date": MONDAY + timedelta(days=3), "distance_m": 3_000.0}, at=NOON)
    after = week_view(bob, day=SUNDAY, today=SUNDAY)
    assert next(one for one in after.bowl.segments if one.ingredient == "rest").state == "open"


def active_on(athlete):
    row: Any = with_figures(Athlete.objects.filter(pk=athlete.pk), today=SUNDAY).get()
    return row.active_on


def test_a_run_besides_is_a_sign_of_life(bob, week):
    add_run(bob, key="late", said={"date": SUNDAY, "distance_m": 3_000.0}, at=NOON)

    assert active_on(bob) == SUNDAY


def test_the_week_page_names_what_was_not_planned(as_bob, week):
    assertContains(as_bob.get(reverse("plans:week")), "with 5 km that was not planned")
