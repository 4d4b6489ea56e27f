"""Second runs: where single runs would all be long, or cannot hold a very large week."""

from collections import defaultdict

import pytest

from plans.engine.planner import plan_json
from tests.plans.engine.requests import DAYS, plan_request


def doubles_of(baseline_m, **athlete):
    """(week's metres, run days, first run, second run) of each day with two runs."""
    history = {"baseline_m": baseline_m, "baseline_long_m": 32_000, "best_race": None}
    athlete = {"usual_run_days": 7, "years_running": 12} | athlete
    answer = plan_json(plan_request(athlete=athlete, history=history, spring_plan={"week1_m": 0.8 * baseline_m}))
    found = []
    for week in answer["weeks"]:
        runs = defaultdict(list)
        for session in week["sessions"]:
            if session["distance_m"]:
                runs[session["date"]].append(session)
        found += [(week, len(runs), *day) for day in runs.values() if len(day) > 1]
    return found


@pytest.mark.parametrize("baseline_m", [150_000, 170_000, 200_000])
def test_second_runs_are_short_and_easy_in_weeks_large_enough(baseline_m):
    found = doubles_of(baseline_m)

    assert found
    for week, run_days, first, second in found:
        assert week["distance_m"] >= 109_000
        assert (week["phase"] != "recovery", run_days >= 6) == (True, True)
        assert second["distance_m"] <= min(10_000, 0.4 * (first["distance_m"] + second["distance_m"]) + 1)
        assert second["duration_s"] >= 20 * 60
        assert not first["hard"]


@pytest.mark.parametrize("baseline_m", [150_000, 165_000])
def test_two_fifths_on_the_dot_are_two_fifths_by_the_clock_too(baseline_m):
    shares = [
        second["duration_s"] / (first["duration_s"] + second["duration_s"])
        for _, _, first, second in doubles_of(baseline_m, unit="min")
    ]

    assert max(shares) == pytest.approx(0.4)


def test_second_run_says_why_in_the_weeks_own_kilometres():
    assert all("km" in second["why"]["text"] for _, _, _, second in doubles_of(170_000))


@pytest.mark.parametrize("baseline_m", [60_000, 90_000, 120_000])
def test_weeks_that_single_runs_hold_have_none(baseline_m):
    assert doubles_of(baseline_m) == []


def test_few_days_never_double():
    minutes = dict.fromkeys(DAYS, 0) | dict.fromkeys(("mon", "tue", "thu", "fri", "sun"), None)

    assert doubles_of(170_000, available_min=minutes) == []


@pytest.mark.parametrize("baseline_m", [165_000, 185_000])
def test_easy_days_of_a_large_week_are_no_second_long_run(baseline_m):
    history = {"baseline_m": baseline_m, "baseline_long_m": 34_000}
    history["best_race"] = {"date": "2025-09-14", "distance_m": 10_000, "duration_s": 1_900}
    athlete = {"usual_run_days": 7, "years_running": 12}
    spring = {"weeks": 12, "week1_m": 0.8 * baseline_m}
    answer = plan_json(plan_request(athlete=athlete, history=history, spring_plan=spring))
    large = [week for week in answer["weeks"] if week["distance_m"] >= 115_000]
    easy = [
        s for week in large for s in week["sessions"] if s["ingredient"] in {"easy", "aerobic"} and not s["strides"]
    ]

    assert large
    assert max(run["duration_s"] for run in easy) <= 76 * 60
    assert "TIME_LIMITED" not in answer["flags"]
