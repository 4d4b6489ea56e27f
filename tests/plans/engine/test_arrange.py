"""Which days are run on and how far, as a coach would see the week."""

from datetime import date

import pytest

from plans.engine.planner import plan, plan_json
from tests.plans.engine.golden import golden_request
from tests.plans.engine.requests import plan_request


def runs_of(week):
    return [session for session in week["sessions"] if session["distance_m"]]


def days_between(first, second):
    return (date.fromisoformat(second["date"]) - date.fromisoformat(first["date"])).days


@pytest.mark.parametrize("distance_m", [21_097.5, 42_195, 50_000])
def test_the_first_run_after_a_long_race_is_the_shortest_and_a_day_lies_behind_it(distance_m):
    week = plan_json(plan_request(fall_race={"distance_m": distance_m}))["weeks"][0]
    first, second, *_ = runs = runs_of(week)

    assert first["duration_s"] == min(run["duration_s"] for run in runs)
    assert 15 * 60 <= first["duration_s"] <= 31 * 60
    assert days_between(first, second) > 1


def test_where_only_neighbours_are_left_the_first_run_is_short_all_the_same():
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), 0)
    first, second = runs_of(plan_json(plan_request(athlete={"available_min": days}))["weeks"][0])

    assert first["distance_m"] < second["distance_m"]
    assert first["duration_s"] <= 31 * 60


def test_the_first_run_after_a_race_is_no_run_under_a_ceiling():
    weeks = plan_json(plan_request(athlete={"max_hr_bpm": 186}))["weeks"]
    first, *others = runs_of(weeks[0])

    assert first["code"] == "E02"
    assert [run["code"] for run in others].count("H01") == 1


def longs_of(answer, kind):
    return [
        next(s["distance_m"] for s in week["sessions"] if s["ingredient"] == "long")
        for week in answer["weeks"]
        if week["kind"] == kind
    ]


def test_the_long_run_of_weeks_that_hold_their_volume_is_not_always_the_same():
    answer = plan_json(plan_request(history={"baseline_long_m": 16_000}, spring_plan={"week1_long_m": 10_000}))
    longs = longs_of(answer, "maintenance")

    assert len(set(longs[:4])) >= 3
    assert min(longs) >= 0.5 * 16_000


def test_a_base_block_leads_to_springs_first_long_run():
    spring = {"weeks": 12, "week1_m": 58_000, "week1_long_m": 19_000}
    history = {"baseline_m": 62_000, "baseline_long_m": 21_000}
    answer = plan_json(plan_request(a_race={"date": "2026-11-15"}, history=history, spring_plan=spring))

    assert answer["status"] == "SPLIT"
    assert max(longs_of(answer, "base")) >= 18_000


def test_towards_an_ultra_there_are_run_hikes_and_cross_country_loops():
    weeks = plan(golden_request("elena")).weeks
    codes = {session.code for week in weeks for session in week.sessions}

    assert {"L04", "L06", "F22"} <= codes


def test_between_two_marathons_the_long_run_grows_until_two_weeks_before_the_second():
    weeks = plan(golden_request("two-marathons")).weeks
    longest = [max(run.distance_m for run in week.sessions) for week in weeks if week.phase != "recovery"]

    assert longest[:-1] == sorted(longest[:-1])
    assert longest[-1] < longest[-2]
