"""What can be set on a page, and the shortest changes that lead to a policy."""

import pytest

from plans.engine.planner import plan_json
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.policy.override import PolicyError, changes_of, overridden, rules, settings_of
from tests.plans.engine.requests import plan_request

SETTINGS = {setting.name: setting for rule in rules() for setting in settings_of(rule)}


def test_each_setting_takes_its_own_value_and_changes_nothing():
    assert overridden(DEFAULT_POLICY, {name: one.value for name, one in SETTINGS.items()}) == DEFAULT_POLICY


def test_what_names_a_row_of_a_table_cannot_be_set():
    assert "recovery.clearance.3.fast" in SETTINGS
    assert not {name for name in SETTINGS if name.endswith("distance_m") or name.startswith("season.spring_weeks.0.0")}
    assert not {"zones.heart_rate.0.0", "gym.home_reps"} & SETTINGS.keys()


def test_changes_are_the_shortest_that_lead_to_a_policy():
    asked = {"cut.start": 0.25, "cut.low": 0.2, "recovery.weeks.3.fractions.0": 0.2}

    changes = changes_of(overridden(DEFAULT_POLICY, asked))

    assert changes == {"cut.start": 0.25, "recovery.weeks.3.fractions": [0.2, 0.4, 0.5, 0.58]}
    assert changes_of(overridden(DEFAULT_POLICY, changes)) == changes


def test_far_from_usual_is_a_slip_of_the_pen():
    with pytest.raises(PolicyError, match=r"week\.mobility_min: at most 100, ten times the usual"):
        overridden(DEFAULT_POLICY, {"week.mobility_min": 101})


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_any_rule_set_to_nothing_is_answered(name):
    """No rule, however badly set, makes the planner raise or never end."""
    usual = SETTINGS[name].value
    nothing = [0] * len(usual) if isinstance(usual, tuple) else 0

    answer = plan_json(plan_request(), policy=overridden(DEFAULT_POLICY, {name: nothing}))

    assert answer["status"] or answer["error"]["code"] in {"E_POLICY", "E_NO_BASELINE", "E_INPUT", "E_CUT_RANGE"}


def test_the_usual_rules_still_raise_what_is_our_own_mistake(monkeypatch):
    def broken(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("plans.engine.planner.settle", broken)
    with pytest.raises(ZeroDivisionError):
        plan_json(plan_request())
