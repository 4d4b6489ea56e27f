from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.reminders.choice import is_new, start_to_tell

MONDAY = date(2026, 12, 14)
WEEK = timedelta(days=7)


def tell(due_on, today, *, told=None):
    """The Monday of the week that is told, where every week is published."""
    this = today - timedelta(days=today.weekday())
    return start_to_tell([this, this + WEEK], due_on=due_on, today=today, told=told)


@pytest.mark.parametrize(
    ("due_in_days", "late_days", "week_in_days"),
    [
        pytest.param(0, 0, 0, id="Monday morning: this week"),
        pytest.param(0, 5, 0, id="late on Saturday: still this week"),
        pytest.param(0, 8, 7, id="late by a week: the week of the day"),
        pytest.param(-1, 0, 0, id="Sunday evening: the week to come"),
        pytest.param(-2, 0, 0, id="Saturday: the week to come"),
        pytest.param(-1, 3, 0, id="Sunday evening, late: the week that has come"),
        pytest.param(4, 0, 0, id="Friday: the rest of this week"),
    ],
)
def test_a_reminder_tells_the_week_it_is_about(due_in_days, late_days, week_in_days):
    due_on = MONDAY + timedelta(days=due_in_days)

    assert tell(due_on, due_on + timedelta(days=late_days)) == MONDAY + timedelta(days=week_in_days)


def test_the_week_after_the_one_told_last_is_not_passed_over_while_it_lasts():
    saturday = MONDAY + timedelta(days=5)

    assert tell(saturday, saturday, told=MONDAY - WEEK) == MONDAY
    assert tell(saturday, saturday, told=MONDAY - 4 * WEEK) == MONDAY + WEEK


def test_a_week_told_already_is_not_told_again():
    assert tell(MONDAY, MONDAY, told=MONDAY) is None
    assert tell(MONDAY, MONDAY, told=MONDAY + WEEK) is None


@pytest.mark.parametrize(
    ("days", "is_another"), [(-7, False), (-1, False), (0, False), (1, False), (3, False), (4, True)]
)
def test_a_week_whose_first_day_was_changed_is_the_same_week(days, is_another):
    assert is_new(MONDAY + timedelta(days=days), told=MONDAY) is is_another


def test_without_a_published_week_there_is_nothing_to_tell():
    assert start_to_tell([], due_on=MONDAY, today=MONDAY, told=None) is None


@given(weekday=st.integers(0, 6), late_days=st.integers(0, 400))
def test_a_week_that_is_over_is_never_told(weekday, late_days):
    due_on = MONDAY + timedelta(days=weekday)
    today = due_on + timedelta(days=late_days)

    found = tell(due_on, today)

    assert found is not None
    assert found + timedelta(days=6) >= today
