"""Which runs end in strides, and how many."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from plans.engine.planner import plan_json
from tests.plans.engine.requests import DAYS, plan_request, requests


def sets_of(answer, *, phases=("recovery", "maintenance", "base", "rebuild")):
    """The week's sets of strides: (run's code, strides, length of one in seconds)."""
    return [
        [(s["code"], s["strides"], _stride_s(s["steps"])) for s in week["sessions"] if s["strides"]]
        for week in answer["weeks"]
        if week["phase"] in phases
    ]


def _stride_s(steps):
    for step in steps:
        if step["kind"] == "stride":
            return step["duration_s"]
        if step["steps"] and (found := _stride_s(step["steps"])):
            return found
    return None


def test_a_second_run_leaves_its_minutes_to_the_day():
    # A week of 120 km in which some day holds two runs and hardly a minute more.
    minutes = dict(zip(DAYS, [76, 192, 113, 173, 174, None, 119], strict=True))
    document = plan_request(
        athlete={"usual_run_days": 7, "available_min": minutes, "unit": "mi", "years_running": 20, "week_start": "sun"},
        history={"baseline_m": 121_000, "baseline_long_m": 34_000, "best_race": None},
        fall_race={"date": "2027-10-19"},
        a_race={"date": "2028-08-11", "distance_m": 10_000},
        spring_plan={"weeks": 13, "week1_m": 119_700},
        policy={"cut": 0.247},
    )

    assert plan_json(document)["status"] != "INFEASIBLE"


def test_strides_come_back_in_recovery_and_never_leave():
    sets = sets_of(plan_json(plan_request(fall_race={"distance_m": 10_000, "date": "2025-11-02"})))

    assert [len(week) for week in sets[1:] if not 1 <= len(week) <= 3] == []


@pytest.mark.parametrize(("years", "baseline_m", "most"), [(0.5, 25_000, 4), (4, 60_000, 6), (12, 90_000, 8)])
def test_sets_grow_with_the_level(years, baseline_m, most):
    history = {"baseline_m": baseline_m, "baseline_long_m": 0.3 * baseline_m, "best_race": None}
    answer = plan_json(plan_request(athlete={"years_running": years}, history=history))
    flat = [count for week in sets_of(answer) for _, count, seconds in week if seconds >= 15]

    assert max(flat) == most


def test_hill_sprints_wait_for_some_weeks_of_strides():
    sets = sets_of(plan_json(plan_request()))
    first = next(at for at, week in enumerate(sets) if any(seconds < 15 for _, _, seconds in week))

    assert sum(bool(week) for week in sets[:first]) >= 2


def sprints_of(answer):
    """The weeks' hill sprints and flat strides on the same run, with the weekday."""
    found = []
    for week in answer["weeks"]:
        for session in week["sessions"]:
            repeats = [step for step in session["steps"] if step["kind"] == "repeat"]
            sets = {_stride_s(step["steps"]): step["count"] for step in repeats if _stride_s(step["steps"])}
            if 10 in sets and session["strides"]:
                found.append((sets[10], sets.get(20, 0), date.fromisoformat(session["date"]).weekday()))
    return found


def test_hill_sprints_begin_with_two_and_grow_by_one():
    sprints = [(hill, flat) for hill, flat, _ in sprints_of(plan_json(plan_request()))]

    assert sprints[:5] == [(2, 2), (3, 1), (4, 0), (5, 0), (6, 0)]


@pytest.mark.parametrize("careful", [{"injury": "past_year"}, {"birth_date": "1960-02-10"}])
def test_careful_runners_stay_at_four_hill_sprints(careful):
    found = sprints_of(plan_json(plan_request(athlete=careful)))

    assert max(hill for hill, _, _ in found) == 4


@given(document=requests())
@settings(max_examples=30)
def test_hill_sprints_never_stand_on_the_eve_of_the_long_run(document):
    for week in plan_json(document)["weeks"]:
        longs = [date.fromisoformat(s["date"]) for s in week["sessions"] if s["ingredient"] == "long"]
        eves = {day - timedelta(days=1) for day in longs}
        sprints = {
            date.fromisoformat(s["date"]) for s in week["sessions"] if "hill sprints" in s["title"] and s["strides"]
        }
        assert not eves & sprints


@pytest.mark.parametrize("days", [4, 5, 6])
def test_the_run_under_a_ceiling_has_no_sprints_where_another_run_is_easy(days):
    weeks = plan_json(plan_request(athlete={"max_hr_bpm": 190, "usual_run_days": days}))["weeks"]

    assert not any(s["code"] == "H01" and "sprints" in s["title"] for week in weeks for s in week["sessions"])


def test_a_sore_runner_gets_no_hill_sprints():
    sets = sets_of(plan_json(plan_request(athlete={"injury": "niggle"})))

    assert all(seconds >= 15 for week in sets for _, _, seconds in week)
