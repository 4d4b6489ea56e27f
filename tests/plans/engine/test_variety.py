"""Weeks that differ, and a fast workout that is enough of one (INV-19, 24, 25 and 35)."""

from typing import Any

import pytest

from plans.engine.library import family_of
from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request

LONG_WINTER: dict[str, Any] = {"a_race": {"date": "2026-07-19"}, "spring_plan": {"weeks": 12, "week1_m": 20_000}}
BASE_BLOCK: dict[str, Any] = {"a_race": {"date": "2026-10-18"}, "spring_plan": {"weeks": 12, "week1_m": 50_000}}
BEGINNER: dict[str, Any] = {
    "athlete": {"years_running": 0.5, "usual_run_days": 4},
    "history": {"baseline_m": 28_000, "baseline_long_m": 10_000, "best_race": None},
}
HALF = 21_097.5


def planned(**changes):
    return plan_json(plan_request(**changes))


def ok(answer):
    return {check["id"]: check["ok"] for check in answer["checks"]}


def fast_of(answer, *kinds):
    """The fast workouts of weeks of these kinds, in order."""
    weeks = [week for week in answer["weeks"] if not kinds or week["kind"] in kinds]
    return [s for week in weeks for s in week["sessions"] if s["ingredient"] == "fast"]


def longer(changes, **history):
    return LONG_WINTER | changes | {"history": changes.get("history", {}) | history}


def test_even_a_very_small_week_has_hills_now_and_then():
    answer = planned(**longer(BEGINNER, baseline_m=22_000))

    assert {s["code"] for s in fast_of(answer, "maintenance")} == {"F01", "F04", "F16"}


@pytest.mark.parametrize("baseline_m", [26_000, 30_000, 36_000])
def test_a_beginner_has_hills_beside_fartlek_and_threshold(baseline_m):
    answer = planned(**longer(BEGINNER, baseline_m=baseline_m))

    assert "hill" in {family_of(s["code"]) for s in fast_of(answer, "maintenance")}
    assert ok(answer)["INV-24"]


@pytest.mark.parametrize("baseline_m", range(40_000, 121_000, 10_000))
@pytest.mark.parametrize("years_running", [4, 12])
def test_a_week_with_a_fast_workout_is_never_all_but_easy_once_the_first_is_done(baseline_m, years_running):
    history = {"baseline_m": baseline_m, "baseline_long_m": 0.3 * baseline_m}
    answer = planned(
        **LONG_WINTER | {"history": history, "athlete": {"years_running": years_running, "usual_run_days": 6}}
    )
    first = fast_of(answer)[0]
    shares = [
        session["quality_s"] / sum(s["duration_s"] for s in week["sessions"] if s["distance_m"])
        for week in answer["weeks"]
        for session in week["sessions"]
        if session["ingredient"] == "fast" and session != first
    ]

    assert min(shares) > 0.0298


def test_the_second_fast_workout_is_light_and_may_be_a_tempo():
    second = fast_of(planned(**LONG_WINTER))[1]

    assert family_of(second["code"]) == "threshold"
    assert second["quality_s"] < 15 * 60


def test_a_fast_finish_comes_in_maintenance_unless_the_marathon_is_the_goal():
    half = fast_of(planned(**LONG_WINTER | {"a_race": {"date": "2026-07-19", "distance_m": HALF}}), "maintenance")
    marathon = fast_of(planned(**LONG_WINTER), "maintenance")

    assert "F18" in {s["code"] for s in half}
    assert "F18" not in {s["code"] for s in marathon}


def test_a_marathoners_maintenance_has_no_race_pace_though_spring_asks_for_it():
    spring = {"weeks": 12, "week1_m": 38_000, "week1_quality": [{"zone": "marathon", "duration_s": 600}]}
    answer = planned(spring_plan=spring, athlete={"years_running": 12})
    last = [week for week in answer["weeks"][-3:] if week["kind"] == "maintenance"]

    assert last
    assert "F20" not in {s["code"] for week in last for s in week["sessions"]}
    assert ok(answer)["INV-25"]
    assert ok(answer)["INV-39"]


def test_lighter_weeks_of_a_base_block_bring_a_fartlek_between_threshold_and_hills():
    answer = planned(**BASE_BLOCK)
    base = [week for week in answer["weeks"] if week["phase"] == "base"]
    lighter = [s for week in base if week["kind"] == "cutback" for s in week["sessions"] if s["ingredient"] == "fast"]

    assert answer["status"] == "SPLIT"
    assert {family_of(s["code"]) for s in lighter} == {"fartlek"}
    assert ok(answer)["INV-24"]


@pytest.mark.parametrize("baseline_m", [20_000, 26_000, 32_000])
def test_what_spring_asks_for_two_weeks_running_has_another_number_of_reps(baseline_m):
    spring = {"weeks": 12, "week1_m": 0.7 * baseline_m, "week1_quality": [{"zone": "repetition", "count": 8}]}
    history = {"baseline_m": baseline_m, "baseline_long_m": 9_000}
    answer = planned(history=history, spring_plan=spring)

    assert [s["code"] for s in fast_of(answer)][-3:].count("F13") > 1
    assert ok(answer)["INV-24"]


def test_the_only_run_of_a_week_that_is_no_long_run_has_the_ceiling():
    away = [{"start": "2025-11-17", "end": "2025-11-20"}, {"start": "2025-11-22", "end": "2025-11-23"}]
    answer = planned(blackouts=away, athlete={"max_hr_bpm": 186})
    runs = [s for s in answer["weeks"][2]["sessions"] if s["distance_m"]]

    assert [run["code"] for run in runs] == ["H01"]


NO_RESULT: dict[str, Any] = {"history": {"best_race": None}}


def offered_tests(**changes):
    """(week, whether it is the week's only fast workout, what is said of it) of each test."""
    weeks = planned(**LONG_WINTER | NO_RESULT | changes)["weeks"]
    return [
        (week, len([s for s in week["sessions"] if s["ingredient"] == "fast"]) == 1, session)
        for week in weeks
        for session in week["sessions"]
        if session["code"] == "F24"
    ]


def test_who_has_no_result_is_offered_one_test_after_recovery_as_that_weeks_fast_workout():
    ((week, is_alone, test),) = offered_tests()
    judged = ok(planned(**LONG_WINTER | NO_RESULT))

    assert week["kind"] == "maintenance"
    assert is_alone
    assert (test["quality_m"], test["hard"], test["rpe"]) == (3_000, True, 9)
    assert test["why"]["rule"] == "5.3 (23)"
    assert "if you like" in test["why"]["text"]
    assert judged["INV-19"]
    assert judged["INV-25"]


def test_a_test_stands_alone_where_a_coach_plans_two_fast_workouts():
    ((_, is_alone, _),) = offered_tests(
        policy={"second_fast": True}, athlete={"usual_run_days": 6, "years_running": 12}
    )

    assert is_alone


@pytest.mark.parametrize(
    "changes",
    [
        {"history": {}},
        {"athlete": {"injury": "niggle"}},
        {"history": {"best_race": None, "baseline_m": 36_000}},
        BEGINNER,
        {"races_between": [{"date": "2026-02-14", "distance_m": 10_000, "priority": "C"}]},
    ],
    ids=["a result", "a sore spot", "a small week", "a beginner", "a race to come"],
)
def test_nobody_else_is_tested(changes):
    assert offered_tests(**changes) == []


def test_in_lighter_weeks_at_home_core_and_hips_stand_for_the_second_round_of_legs():
    weeks = planned(**LONG_WINTER)["weeks"]
    lifts = {
        week["kind"]: [(s["code"], s["duration_s"]) for s in week["sessions"] if s["ingredient"] == "strength"]
        for week in weeks
    }

    assert lifts["down"] == [("G03", 1_200), ("G06", 900)]
    assert [code for code, _ in lifts["maintenance"]] == ["G03", "G04"]


def test_a_long_run_off_the_road_says_so():
    weeks = planned(**LONG_WINTER)["weeks"]
    hilly = [s for week in weeks for s in week["sessions"] if s["code"] == "L04"]

    assert hilly
    assert all("off the road" in s["why"]["text"] for s in hilly)


def test_a_fast_workout_speaks_of_spring_only_where_spring_asks_for_it():
    spring = {"weeks": 12, "week1_m": 45_000, "week1_quality": [{"zone": "threshold", "duration_s": 900}]}
    last = [s for week in planned(spring_plan=spring)["weeks"][-3:] for s in week["sessions"] if s["code"][0] == "F"]
    said = {family_of(s["code"]): (s["why"]["rule"], "spring plan begins with" in s["why"]["text"]) for s in last}

    assert said.pop("threshold") == ("INV-39", True)
    assert set(said.values()) == {("3.4", False)}


def test_one_stride_is_one_stride():
    titles = [s["title"] for week in planned(**LONG_WINTER)["weeks"] for s in week["sessions"]]

    assert any("1 stride" in title for title in titles)
    assert not any("1 strides" in title for title in titles)
