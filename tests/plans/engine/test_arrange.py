"""Which days are run on and how far, as a coach would see the week."""

from datetime import date

import pytest

from plans.engine.planner import plan_json
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
