"""Every session, week and phase says why, with this athlete's own numbers."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from plans.engine.contract import dump, load_request
from plans.engine.planner import _checked, plan_json
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.wording import say_minutes
from tests.plans.engine.requests import plan_request
from tests.plans.engine.seasons import seasons

ANY_RUNNER = settings(
    max_examples=40, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
RULE = re.compile(r"(INV-\d+b?|\d+(\.\d+)?( \(\d+\))?)$")
# What would show that a sentence was not filled in.
BLANK = re.compile(r"\bNone\b|\bnan\b|\binf\b|\{|\}|  ")


def sessions_of(answer):
    return [session for week in answer["weeks"] for session in week["sessions"]]


@ANY_RUNNER
@given(seasons())
def test_every_session_week_and_phase_of_any_plan_has_its_reason(document):
    answer = dump(_checked(load_request(document), DEFAULT_POLICY))
    told = [one["why"]["text"] for one in sessions_of(answer)]
    told += [part["reason"] for part in (*answer["weeks"], *answer["phases"])]

    assert [text for text in told if len(text) < 20 or BLANK.search(text)] == []
    assert [one["why"]["rule"] for one in sessions_of(answer) if not RULE.match(one["why"]["rule"])] == []


@ANY_RUNNER
@given(seasons())
def test_every_week_says_what_to_drop_first(document):
    weeks = dump(_checked(load_request(document), DEFAULT_POLICY))["weeks"]

    assert [week["reason"] for week in weeks if not re.search(r"Tired\? Drop .+\.$", week["reason"])] == []


@ANY_RUNNER
@given(seasons())
def test_numbers_of_a_week_are_its_own(document):
    document["athlete"]["unit"] = "km"
    weeks = dump(_checked(load_request(document), DEFAULT_POLICY))["weeks"]

    assert [w["reason"] for w in weeks if w["distance_m"] and not _says_km(w["reason"], w["distance_m"])] == []


def _says_km(text, metres):
    """Some number of kilometres in the text is this one, as it is rounded for reading."""
    return any(abs(float(number) - metres / 1000) <= 0.51 for number in re.findall(r"(\d+(?:\.\d+)?) km", text))


def test_two_weeks_of_one_kind_running_say_different_things():
    weeks = [week for week in plan_json(plan_request())["weeks"] if week["kind"] == "maintenance"]
    told = [week["reason"].partition(": ")[2] for week in weeks]

    assert len(told) > 3
    assert [one for one, other in pairwise(told) if one == other] == []


def test_a_week_praises_only_what_it_holds():
    answer = plan_json(plan_request(athlete={"long_run_every": 2}))
    weeks = [week for week in answer["weeks"] if "the long run is shorter but stays" in week["reason"]]

    assert weeks
    assert [week["index"] for week in weeks if "long" not in {one["ingredient"] for one in week["sessions"]}] == []


@pytest.mark.parametrize("ingredient", ["long", "fast"])
def test_key_runs_speak_of_their_own_size(ingredient):
    answer = plan_json(plan_request())
    texts = [one["why"]["text"] for one in sessions_of(answer) if one["ingredient"] == ingredient]

    assert texts
    assert [text for text in texts if not re.search(r"\d", text)] == []


def test_another_athlete_reads_other_numbers():
    one, other = (
        plan_json(plan_request(history={"baseline_m": metres, "baseline_long_m": metres / 3}))
        for metres in (60_000, 75_000)
    )

    assert not {week["reason"] for week in one["weeks"]} & {week["reason"] for week in other["weeks"]}
    assert not {phase["reason"] for phase in one["phases"]} & {phase["reason"] for phase in other["phases"]}


def test_a_second_workout_is_the_first_to_go():
    answer = plan_json(plan_request(policy={"second_fast": True}, history={"baseline_m": 75_000}))
    doubled = [w for w in answer["weeks"] if sum(one["ingredient"] == "fast" for one in w["sessions"]) > 1]

    assert doubled
    assert all("Drop the second workout first" in week["reason"] for week in doubled)


@pytest.mark.parametrize(("unit", "word"), [("km", " km"), ("mi", " mi"), ("min", " h")])
def test_reasons_speak_the_athletes_unit(unit, word):
    answer = plan_json(plan_request(athlete={"unit": unit}))

    assert [week["reason"] for week in answer["weeks"] if word not in week["reason"]] == []


def test_who_counts_minutes_reads_one_total_everywhere_in_a_week():
    answer = plan_json(plan_request(athlete={"unit": "min"}))
    for week in answer["weeks"]:
        shown = say_minutes(sum(s["duration_s"] for s in week["sessions"] if s["distance_m"]))
        said = [s["why"]["text"] for s in week["sessions"] if "the week's" in s["why"]["text"]]
        assert [text for text in said if f"the week's {shown}" not in text] == []


def test_by_the_clock_a_phase_says_how_much_less_its_minutes_are():
    small = {
        "athlete": {"unit": "min", "usual_run_days": 3},
        "history": {"baseline_m": 18_000, "baseline_long_m": 7_000},
        "fall_race": {"distance_m": 10_000},
        "a_race": {"distance_m": 10_000, "date": "2026-04-12"},
        "spring_plan": {"weeks": 10, "week1_m": 12_600},
    }
    answer = plan_json(plan_request(**small))
    reason = next(phase["reason"] for phase in answer["phases"] if phase["kind"] == "maintenance")

    most, less, usual = re.search(
        r"up to ([\d h]+(?: min)?), ([\d.]+)% less than your usual ([\d h]+(?: min)?)", reason
    ).groups()
    shown = 1 - minutes(most) / minutes(usual)
    assert abs(100 * shown - float(less)) < 2


def minutes(said):
    hours, _, rest = said.rpartition(" h ")
    return 60 * int(hours or 0) + int(rest.removesuffix(" min"))
