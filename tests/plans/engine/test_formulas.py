"""VDOT, paces, heart rate, load, age grade and the single run, beyond the known answers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.engine.age_grade import age_grade
from plans.engine.heart_rate import zones
from plans.engine.load import fitness, week_load, workload_ratio
from plans.engine.paces import judged_result, paces, plan_paces
from plans.engine.race_formulas import critical_speed
from plans.engine.request import BestRace, FallRace, History
from plans.engine.spike import is_allowed, spike_band, spike_ratio
from plans.engine.vdot import equivalent_time, oxygen_cost, vdot, vdot_warnings, velocity_at

RACE_DAY = date(2025, 11, 2)


@given(value=st.floats(25, 85), metres=st.floats(1500, 60_000))
def test_equivalent_time_is_the_inverse_of_vdot(value, metres):
    assert vdot(metres, equivalent_time(value, metres)) == pytest.approx(value, abs=0.001)


@given(speed=st.floats(80, 450))
def test_speed_and_cost_are_each_others_inverse(speed):
    assert velocity_at(oxygen_cost(speed)) == pytest.approx(speed)


def test_unlikely_results_carry_a_warning():
    assert vdot_warnings(50, duration_s=2400) == ()
    assert len(vdot_warnings(90, duration_s=100)) == 2


@given(value=st.floats(20, 85))
def test_paces_get_faster_from_easy_to_repetition(value):
    found = paces(value)

    fast, slow = found.easy_s_per_km or (0, 0)
    ordered = [slow, fast, found.threshold_s_per_km, found.interval_s_per_km, found.repetition_s_per_km]
    assert ordered == sorted(ordered, reverse=True)


def test_marathon_pace_is_a_range_for_newer_runners_and_none_for_the_newest():
    assert paces(34.9).marathon_s_per_km is None
    fast, slow = paces(38).marathon_s_per_km or (0, 0)
    assert slow - fast == 10
    assert len(set(paces(45).marathon_s_per_km or ())) == 1


def a_race(**changes):
    return FallRace(**{"date": RACE_DAY, "distance_m": 42_195, "duration_s": 12_600, **changes})


def test_fall_race_gives_the_paces_when_no_better_race_is_known():
    assert plan_paces(History(), a_race()).vdot == pytest.approx(44.6, abs=0.2)


@pytest.mark.parametrize(
    "changes",
    [
        {"duration_s": None},
        {"status": "dnf"},
        {"status": "planned"},
        {"effort": "training"},
        {"distance_m": 50_000},
        {"climb_m": 1500},
    ],
)
def test_race_that_measures_nothing_gives_no_paces(changes):
    assert judged_result(History(), a_race(**changes)) is None
    assert plan_paces(History(), a_race(**changes)).easy_s_per_km is None


def test_result_of_more_than_six_months_ago_gives_no_paces():
    old = History(best_race=BestRace(date=date(2025, 4, 1), distance_m=10_000, duration_s=2400))

    assert judged_result(old, a_race()) == old.best_race
    assert plan_paces(old, a_race()).vdot is None


def test_long_off_season_slows_the_paces_and_keeps_the_measurement():
    now, later = plan_paces(History(), a_race()), plan_paces(History(), a_race(), long_off_season=True)

    assert now.vdot == later.vdot
    assert later.threshold_s_per_km > now.threshold_s_per_km


def test_a_result_from_after_the_fall_race_has_measured_that_already():
    test = BestRace(date=a_race().date + timedelta(days=40), distance_m=5_000.0, duration_s=1_300.0)
    now, later = (plan_paces(History(best_race=test), a_race(), long_off_season=long) for long in (False, True))

    assert now.vdot is not None
    assert now == later


def test_zones_meet_without_a_gap():
    found = zones(160)

    assert (found[0].low_bpm, found[-1].high_bpm) == (None, None)
    assert [zone.high_bpm for zone in found[:-1]] == [zone.low_bpm for zone in found[1:]]


def test_same_load_every_day_has_no_monotony():
    assert (week_load([50] * 7).monotony, week_load([50] * 7).total) == (None, 350)


def test_unknown_start_of_fitness_is_the_mean_of_the_first_four_weeks():
    assert fitness([40] * 60).ctl == pytest.approx(40)
    assert fitness([0] * 60, seed=50).tsb > 0


def test_too_few_days_have_no_ratio():
    found = workload_ratio([10] * 20)

    assert (found.coupled, found.uncoupled, found.ewma) == (None, None, pytest.approx(1))


def test_months_of_rest_have_no_ratio():
    assert workload_ratio([0] * 40).coupled is None


def test_age_grade_between_two_distances_lies_between_them():
    ten, twelve, eleven = (age_grade(sex="F", age=50, distance_m=m, duration_s=3600) for m in (10_000, 12_000, 11_000))

    assert ten.open_standard_s < eleven.open_standard_s < twelve.open_standard_s
    assert min(ten.factor, twelve.factor) <= eleven.factor <= max(ten.factor, twelve.factor)


@pytest.mark.parametrize(("age", "metres"), [(4, 10_000), (101, 10_000), (40, 1000), (40, 250_000)])
def test_outside_the_tables_there_is_no_grade(age, metres):
    assert age_grade(sex="M", age=age, distance_m=metres, duration_s=3600) is None


def test_two_efforts_of_one_length_give_no_critical_speed():
    found = critical_speed([(1000, 200), (1100, 200)])

    assert (found.speed_m_per_s, found.valid) == (None, False)


def test_critical_speed_with_an_unlikely_reserve_is_not_valid():
    assert not critical_speed([(1000, 200), (3500, 1190)]).valid


def test_small_runner_may_add_one_kilometre_to_the_longest_run():
    assert is_allowed(6000, 5000)
    assert not is_allowed(6001, 5000)


def test_any_run_after_a_month_of_rest_is_a_large_step():
    assert (spike_ratio(5000, 0), spike_band(5000, 0), is_allowed(1000, 0)) == (None, "large", True)
