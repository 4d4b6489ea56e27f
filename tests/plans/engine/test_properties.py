"""What holds for any runner whose days can hold a plan: the error rules, and how answers move with their question."""

import json
from copy import deepcopy
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request, requests

PROPERTY = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FEW = settings(PROPERTY, max_examples=15)
DATES = ("date", "today", "start", "end", "birth_date")


def shifted(node, days):
    """The same document, all its dates so many days later."""
    if isinstance(node, dict):
        return {name: later(value, days) if name in DATES else shifted(value, days) for name, value in node.items()}
    return [shifted(element, days) for element in node] if isinstance(node, list) else node


def later(day, days):
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if isinstance(day, str) else day


def shape(answer):
    return [
        [(s["code"], s["distance_m"], s["duration_s"], s["strides"]) for s in week["sessions"]]
        for week in answer["weeks"]
    ]


@FEW
@given(requests())
def test_same_request_gives_the_same_answer(document):
    assert plan_json(json.dumps(document)) == plan_json(deepcopy(document))


@FEW
@given(requests(), st.sampled_from([7, 28, -14]))
def test_whole_weeks_later_the_plan_is_the_same(document, days):
    # A leap day may move a birthday, and with it an age, by one day.
    document.get("athlete", {}).pop("birth_date", None)
    moved = plan_json(shifted(document, days))

    assert shape(moved) == shape(plan_json(document))


@FEW
@given(requests(), st.floats(0.20, 0.40), st.floats(0.20, 0.40))
def test_larger_cut_never_raises_a_maintenance_week(document, one, other):
    less, more = (
        plan_json(document | {"policy": {"cut": cut}})["weeks"] for cut in sorted((round(one, 3), round(other, 3)))
    )
    pairs = [
        (a["distance_m"], b["distance_m"])
        for a, b in zip(less, more, strict=False)
        if a["kind"] == b["kind"] == "maintenance"
    ]

    # Each week is rounded to its own sessions.
    assert [pair for pair in pairs if pair[1] > pair[0] + max(0.01 * pair[0], 700)] == []


@pytest.mark.parametrize("baseline_m", [30_000, 45_000, 60_000, 80_000])
@pytest.mark.parametrize("distance_m", [10_000, 42_195])
def test_kilometres_and_miles_agree(baseline_m, distance_m):
    history = {"baseline_m": baseline_m, "baseline_long_m": 0.3 * baseline_m}
    change = {"history": history, "fall_race": {"distance_m": distance_m}, "spring_plan": {"week1_m": 0.7 * baseline_m}}
    metric, imperial = (plan_json(plan_request(athlete={"unit": unit}, **change))["weeks"] for unit in ("km", "mi"))

    totals = [(a["distance_m"], b["distance_m"]) for a, b in zip(metric, imperial, strict=True)]
    assert [pair for pair in totals if abs(pair[0] - pair[1]) > 0.01 * pair[0] + 700] == []
