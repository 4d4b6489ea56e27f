"""Every known answer that asks for a whole plan."""

import pytest

from plans.engine.planner import plan_json
from tests.plans.engine.vectors import judge, load_vectors

PLANS = [case for case in load_vectors() if case["call"] == "plan"]


@pytest.mark.parametrize("case", PLANS, ids=[case["id"] for case in PLANS])
def test_plan_gives_the_known_answer(case):
    assert judge(case["expect"], case["tolerance"], plan_json(case["args"])) == []


@pytest.mark.parametrize("case", PLANS, ids=[case["id"] for case in PLANS])
def test_plan_of_a_known_answer_keeps_every_error_rule(case):
    answer = plan_json(case["args"])

    broken = [c for c in answer["checks"] if not c["ok"] and c["severity"] == "error"]

    assert broken == []
