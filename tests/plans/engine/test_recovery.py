from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.recovery import clearance, recovery_factor, recovery_fractions

MARATHON = 42_195


def test_marathon_takes_four_weeks():
    assert recovery_fractions(MARATHON, baseline_m=60_000) == (0.25, 0.40, 0.50, 0.58)


@pytest.mark.parametrize(
    "who", [{"level": "beginner"}, {"age": 50}, {"climb_m": 2000}, {"level": "beginner", "age": 70}]
)
def test_those_who_need_longer_get_one_more_week(who):
    fractions = recovery_fractions(MARATHON, baseline_m=60_000, **who)

    assert len(fractions) == 5
    assert (fractions[0], fractions[-1]) == (0.25, 0.58)


def test_short_race_never_takes_a_second_week():
    assert recovery_fractions(10_000, baseline_m=30_000, level="beginner", age=70) == (0.55,)


def test_race_run_as_training_takes_half_the_weeks():
    assert recovery_fractions(MARATHON, baseline_m=60_000, effort="training") == (0.25, 0.58)


def test_high_mileage_recovers_at_a_lower_share():
    assert recovery_fractions(MARATHON, baseline_m=140_000)[0] == pytest.approx(0.2125)


def test_thirty_kilometres_lie_between_half_and_marathon():
    fractions = recovery_fractions(30_000, baseline_m=60_000)

    assert len(fractions) == 3
    assert 0.25 < fractions[0] < 0.40


def test_spoken_distances_mean_the_named_ones():
    assert clearance(21_100) == clearance(21_097.5)
    assert recovery_fractions(42_200, baseline_m=60_000) == recovery_fractions(MARATHON, baseline_m=60_000)


def test_longer_break_moves_every_day_and_adds_the_weeks_it_touches():
    rested = clearance(MARATHON, break_days=10)

    assert (rested.rest_min_days, rested.rest_max_days) == (10, 14)
    assert rested.first_fast_day == clearance(MARATHON).first_fast_day + 7
    shares = recovery_fractions(MARATHON, baseline_m=60_000, break_days=10)
    assert shares == pytest.approx((0.0, 0.25, 0.40, 0.50, 0.58))


def test_shorter_break_than_the_tables_changes_nothing():
    assert clearance(MARATHON, break_days=1) == clearance(MARATHON)


def test_factor_is_capped_before_the_effort_halves_it():
    old_beginner: dict[str, Any] = {"age": 65, "level": "beginner", "climb_m": 3000}

    assert recovery_factor(MARATHON, **old_beginner) == 1.5
    assert recovery_factor(MARATHON, **old_beginner, effort="training") == 0.75


@given(metres=st.floats(3000, 200_000), age=st.integers(18, 80), baseline_m=st.floats(8000, 180_000))
def test_age_never_shortens_recovery(metres, age, baseline_m):
    older, younger = clearance(metres, age=age + 5), clearance(metres, age=age)

    assert older.first_fast_day >= younger.first_fast_day
    assert older.rest_max_days <= 14
    rows = [recovery_fractions(metres, baseline_m=baseline_m, age=years) for years in (age, age + 5)]
    assert len(rows[0]) <= len(rows[1])
    assert list(rows[0]) == sorted(rows[0])
