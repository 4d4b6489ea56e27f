"""The way back after an injury: what comes before what."""

import pytest

from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request

MINUTE_S = 60


def weeks_back(current_m=15_000, **athlete):
    athlete = {"injury": "returning", "current_m": current_m, **athlete}
    return plan_json(plan_request(athlete=athlete, spring_plan={"weeks": 8}))["weeks"]


def runs_of(week):
    return [session for session in week["sessions"] if session["distance_m"]]


def running_s(run):
    """Seconds of running in a row, the longest of the session."""
    steps = (part for step in run["steps"] for part in (step.get("steps") or [step]))
    return max(step["duration_s"] for step in steps if step["kind"] == "easy")


def test_twenty_and_thirty_minutes_without_a_walk_come_before_anything_longer():
    recovery = [week for week in weeks_back() if week["kind"] == "recovery"]
    *walked, twenty, thirty = [running_s(run) for week in recovery for run in runs_of(week)]

    assert max(walked) <= 9 * MINUTE_S
    assert twenty <= 20 * MINUTE_S < thirty <= 30 * MINUTE_S


def test_the_first_long_run_goes_hardly_beyond_them():
    first = next(week for week in weeks_back() if week["kind"] == "build")

    assert max(run["duration_s"] for run in runs_of(first)) <= 36 * MINUTE_S


@pytest.mark.parametrize("unit", ["km", "mi", "min"])
def test_who_runs_half_an_hour_already_needs_no_walking_breaks(unit):
    first = weeks_back(current_m=30_000, unit=unit)[0]

    assert not any(step["kind"] == "repeat" for run in runs_of(first) for step in run["steps"])


def test_nothing_is_fast_before_two_weeks_at_half_the_old_volume():
    weeks = weeks_back()
    first_fast = next(at for at, week in enumerate(weeks) if any(run["ingredient"] == "fast" for run in runs_of(week)))
    half = [at for at, week in enumerate(weeks) if week["distance_m"] >= 30_000]
    before = [run for week in weeks[:first_fast] for run in runs_of(week) if run["strides"]]

    assert first_fast == half[1] + 1
    assert before
    assert {
        step["target"]["high"] for run in before for step in run["steps"][-1]["steps"] if step["kind"] == "stride"
    } == {6}
