from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.reminders.choice import latest_start

MONDAY = date(2026, 12, 14)


def told(due_on, today):
    """The Monday of the week that is told, where every week is published."""
    last = latest_start(due_on=due_on, today=today)
    return last - timedelta(days=last.weekday())


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

    assert told(due_on, due_on + timedelta(days=late_days)) == MONDAY + timedelta(days=week_in_days)


@given(weekday=st.integers(0, 6), late_days=st.integers(0, 400))
def test_a_week_that_is_over_is_never_told(weekday, late_days):
    due_on = MONDAY + timedelta(days=weekday)
    today = due_on + timedelta(days=late_days)

    assert told(due_on, today) + timedelta(days=6) >= today
