"""The calculators give the known answers."""

import json

import pytest

from plans.engine.calculators import calculate
from tests.plans.engine.vectors import judge, load_vectors

CASES = [case for case in load_vectors() if case["call"] != "plan"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_calculator_gives_the_known_answer(case):
    answer = calculate({"calculate": case["call"], **case["args"]})

    assert answer["error"] is None
    assert judge(case["expect"], case["tolerance"], answer) == []


def test_every_family_of_calculators_has_known_answers():
    assert {case["call"] for case in CASES} == {
        "vdot", "equivalent_time", "paces", "riegel", "critical_speed", "age_grade", "heart_rate", "trimp", "week_load",
        "fitness", "workload_ratio", "single_run", "volume_curve", "clearance", "check_week",
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_same_request_gives_the_same_bytes(case):
    request = {"calculate": case["call"], **case["args"]}

    assert json.dumps(calculate(request)) == json.dumps(calculate(json.dumps(request)))
