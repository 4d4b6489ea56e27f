"""The referee, which knows nothing of the engine, finds no fault with its plans, and agrees with its own checks."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plans.engine.contract import dump, load_request
from plans.engine.planner import _checked
from plans.engine.policy import DEFAULT_POLICY
from tests.plans.engine.referee import judged
from tests.plans.engine.requests import requests
from tests.plans.engine.seasons import seasons

# A plan takes a good part of a second where its days are few: too long to shrink by hundreds of them.
ANY_RUNNER = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@ANY_RUNNER
@given(st.one_of(seasons(), seasons(), requests()))
def test_no_plan_breaks_an_error_rule_and_the_engines_own_checks_say_so(document):
    # Without the remedies, which are whole plans of their own and take their time.
    answer = dump(_checked(load_request(document), DEFAULT_POLICY))
    breaches = {rule: faults for rule, faults in judged(document, answer).items() if faults}
    own = {check["id"]: check["detail"] for check in answer["checks"] if answer["weeks"] and _is_broken(check)}

    assert (breaches, own) == ({}, {})


def _is_broken(check):
    return not check["ok"] and check["severity"] == "error"
