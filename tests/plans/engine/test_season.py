from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.season import season, usual_spring_weeks

NEW_YORK, BOSTON = date(2026, 11, 1), date(2027, 4, 19)


def a_season(*, fall_race=NEW_YORK, a_race=BOSTON, week_start="mon", spring_weeks=12):
    return season(fall_race=fall_race, a_race=a_race, week_start=week_start, spring_weeks=spring_weeks)


def test_monday_race_ends_the_week_before_it():
    found = a_season()

    assert (found.plan_start, found.weeks) == (date(2027, 1, 25), 12)
    assert found.week_spans[0] == (date(2026, 11, 2), date(2026, 11, 8))
    assert found.week_spans[-1] == (date(2027, 1, 18), date(2027, 1, 24))


def test_longer_spring_plan_takes_its_weeks_from_the_off_season():
    assert a_season(spring_weeks=18).weeks == a_season(spring_weeks=12).weeks - 6


def test_sunday_weeks_make_the_days_after_a_sunday_race_a_short_week():
    found = a_season(week_start="sun")

    assert found.short_first_week
    assert found.week_spans[0] == (date(2026, 11, 2), date(2026, 11, 7))
    assert found.plan_first_day == date(2026, 11, 2)
    assert len(found.week_spans) == found.weeks + 1


@pytest.mark.parametrize(("weekday", "leftover", "short"), [(2, 4, True), (3, 3, False), (5, 1, False), (6, 0, False)])
def test_four_leftover_days_make_a_week_and_three_do_not(weekday, leftover, short):
    found = a_season(fall_race=date(2026, 10, 26) + timedelta(days=weekday))

    assert (found.leftover_days, found.short_first_week) == (leftover, short)


def test_spring_plan_longer_than_the_gap_leaves_no_week():
    found = a_season(spring_weeks=30)

    assert found.weeks < 0
    assert found.week_spans == ()


@given(
    fall=st.dates(date(2024, 1, 1), date(2033, 1, 1)),
    gap=st.integers(30, 400),
    weeks=st.integers(1, 30),
    start=st.sampled_from(["mon", "sun"]),
)
def test_weeks_follow_each_other_up_to_the_spring_plan(fall, gap, weeks, start):
    found = a_season(fall_race=fall, a_race=fall + timedelta(days=gap), week_start=start, spring_weeks=weeks)

    days = [first + timedelta(days=n) for first, last in found.week_spans for n in range((last - first).days + 1)]
    assert days == [found.plan_first_day + timedelta(days=n) for n in range(len(days))]
    assert not days or days[-1] == found.plan_start - timedelta(days=1)
    assert 0 <= found.leftover_days <= 6


def test_usual_spring_plan_grows_with_the_race():
    lengths = [usual_spring_weeks(metres, level="intermediate") for metres in (5000, 21_097.5, 42_195, 160_934)]

    assert lengths == sorted(lengths)
    assert usual_spring_weeks(42_195, level="beginner") == 18
