"""Which fast workout a week gets, and how much of it."""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from plans.engine.contract import load_request
from plans.engine.dose import cap_m, fast_plan, floor_m, main_pieces
from plans.engine.library import FAST_FAMILIES, LIBRARY, family_of, rotation
from plans.engine.parts import amounts_of
from plans.engine.planner import plan_json
from plans.engine.settle import settle
from tests.plans.engine.requests import plan_request

LEVELS: dict[str, dict[str, Any]] = {
    "beginner": {"athlete": {"years_running": 0.5}, "history": {"baseline_m": 28_000, "best_race": None}},
    "intermediate": {},
    "advanced": {"athlete": {"years_running": 12}, "history": {"baseline_m": 90_000, "baseline_long_m": 28_000}},
}
SHARE = {"threshold": 0.10, "interval": 0.08, "fartlek": 0.08, "repetition": 0.05, "hill": 0.05, "marathon": 0.20}
LONG_WINTER: dict[str, Any] = {"a_race": {"date": "2026-07-19"}, "spring_plan": {"weeks": 12, "week1_m": 20_000}}


def runner_of(level):
    settled = settle(load_request(plan_request(**LEVELS[level])))
    assert settled is not None
    assert settled.level == level
    return settled.runner


def fast_weeks(**changes):
    """(week, code) of each fast workout."""
    weeks = plan_json(plan_request(**changes))["weeks"]
    return [(w["index"], s["code"]) for w in weeks for s in w["sessions"] if s["ingredient"] == "fast"]


@pytest.mark.parametrize("level", LEVELS)
def test_no_workout_comes_again_within_three_weeks(level):
    found = fast_weeks(**LONG_WINTER | LEVELS[level])
    again = [
        (code, later - earlier)
        for code in {code for _, code in found}
        for earlier, later in pairwise([week for week, other in found if other == code])
    ]

    assert len(found) > 12
    assert [pair for pair in again if pair[1] < 3] == []


@pytest.mark.parametrize("level", ["intermediate", "advanced"])
def test_a_long_winter_goes_through_the_kinds_of_speed(level):
    families = Counter(family_of(code) for _, code in fast_weeks(**LONG_WINTER | LEVELS[level]))

    assert set(families) >= {"fartlek", "threshold", "interval", "hill"}


@pytest.mark.parametrize("level", LEVELS)
def test_first_workout_after_the_race_is_light(level):
    _, code = fast_weeks(**LEVELS[level])[0]

    assert code == "F01"


def test_a_sore_runner_gets_fartlek_and_threshold_only():
    families = {family_of(code) for _, code in fast_weeks(athlete={"injury": "niggle"}, **LONG_WINTER)}

    assert families == {"fartlek", "threshold"}


@pytest.mark.parametrize("zone", ["threshold", "interval", "repetition", "hill", "marathon"])
def test_what_spring_begins_with_stands_in_the_last_three_weeks(zone):
    answer = plan_json(plan_request(spring_plan={"week1_quality": [{"zone": zone, "duration_s": 480}]}))
    touched = [family_of(s["code"]) for w in answer["weeks"][-3:] for s in w["sessions"] if s["ingredient"] == "fast"]

    assert zone in touched


@pytest.mark.parametrize("zone", FAST_FAMILIES)
@pytest.mark.parametrize("week_m", [40_000, 60_000, 90_000])
def test_a_session_holds_no_more_of_a_zone_than_its_share_of_the_week(zone, week_m):
    runner = runner_of("intermediate")

    assert cap_m(zone, week_m=week_m, runner=runner) <= max(SHARE[zone] * week_m, floor_m(zone, runner=runner))


@pytest.mark.parametrize(
    ("zone", "most_m"),
    [("interval", 10_000), ("fartlek", 10_000), ("repetition", 8_000), ("hill", 8_000), ("marathon", 29_000)],
)
def test_no_week_is_large_enough_to_pass_the_caps_in_metres(zone, most_m):
    assert cap_m(zone, week_m=400_000, runner=runner_of("advanced")) <= most_m


@pytest.mark.parametrize("zone", ["threshold", "interval", "fartlek", "repetition", "hill"])
def test_a_tiny_week_keeps_the_floor(zone):
    runner = runner_of("beginner")

    assert cap_m(zone, week_m=5_000, runner=runner) == floor_m(zone, runner=runner) > 0


@pytest.mark.parametrize("level", LEVELS)
def test_a_main_set_written_down_is_the_one_that_was_sized(level):
    runner = runner_of(level)
    plans = [plan for row in rotation(level) if (plan := fast_plan(row, runner=runner, week_m=60_000, dose=0.9))]

    assert plans
    for plan in plans:
        written = amounts_of(main_pieces(plan, runner))
        assert (written.work_m, written.work_s) == pytest.approx((plan.work_m, plan.work_s), rel=0.01), plan.code
        assert (written.metres, written.seconds) == pytest.approx((plan.main_m, plan.main_s), rel=0.01), plan.code


@pytest.mark.parametrize("level", LEVELS)
def test_more_of_the_cap_is_never_less_work(level):
    runner = runner_of(level)
    for row in rotation(level):
        sizes = [fast_plan(row, runner=runner, week_m=60_000, dose=dose) for dose in (0.6, 0.8, 1.0)]
        work = [plan.work_m for plan in sizes if plan]
        assert work == sorted(work)


def test_steady_running_below_marathon_pace_is_no_fast_workout():
    assert fast_plan(LIBRARY["E01"], runner=runner_of("intermediate"), week_m=60_000, dose=1.0) is None


def test_a_very_small_week_has_single_minutes_until_spring_asks_for_more():
    small = {"baseline_m": 13_000, "baseline_long_m": 5_500, "best_race": None}
    spring = {"weeks": 12, "week1_m": 10_000, "week1_long_m": 4_000}
    answer = plan_json(
        plan_request(
            athlete={"years_running": 1, "usual_run_days": 3},
            history=small,
            fall_race={"distance_m": 5_000},
            spring_plan=spring,
        )
    )
    fast = [s["code"] for week in answer["weeks"] for s in week["sessions"] if s["ingredient"] == "fast"]

    assert fast[:2] == ["F01", "F04"]
    assert set(fast[:-3]) <= {"F01", "F04", "F14", "F16"}
