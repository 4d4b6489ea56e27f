import pytest

from plans.engine.planner import plan_json
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.policy.override import PolicyError, overridden, rules
from tests.plans.engine.requests import plan_request


def test_one_rule_is_set_and_all_others_stay():
    changed = overridden(DEFAULT_POLICY, {"cut.start": 0.28})

    differing = [(old.name, new.value) for old, new in zip(rules(), rules(changed), strict=True) if old != new]
    assert differing == [("cut.start", 0.28)]


def test_a_rule_by_level_and_a_row_of_a_table_are_set_by_their_parts():
    changed = overridden(
        DEFAULT_POLICY, {"paces.easy_s_per_km.beginner": 430, "recovery.weeks.3.fractions": [0.2, 0.3, 0.4, 0.5]}
    )

    assert changed.paces.easy_s_per_km["beginner"] == 430
    assert changed.paces.easy_s_per_km["advanced"] == DEFAULT_POLICY.paces.easy_s_per_km["advanced"]
    assert changed.recovery.weeks[3].fractions == (0.2, 0.3, 0.4, 0.5)
    assert changed.recovery.weeks[:3] == DEFAULT_POLICY.recovery.weeks[:3]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cut.strat": 0.28}, "cut.strat: no rule 'strat'; there is start"),
        ({"cuts.start": 0.28}, "cuts.start: no rule 'cuts'; there is cut"),
        ({"cut.start.x": 0.28}, "cut.start.x: no rule 'x'; there is nothing below"),
        ({"cut": 0.28}, "cut: set its parts, such as cut.start"),
        ({"cut.start": "much"}, "cut.start: a number is needed, such as 0.3"),
        ({"cut.start": float("nan")}, "cut.start: a number is needed, such as 0.3"),
        ({"cut.start": True}, "cut.start: a number is needed, such as 0.3"),
        ({"cut.start": -0.1}, "cut.start: not below zero"),
        ({"season.race_apart_days": 20.5}, "season.race_apart_days: a whole number is needed, such as 21"),
        ({"checks.freshen": [0.8]}, "checks.freshen: as many values are needed as in"),
        ({"zones.heart_rate.0.0": 2}, "zones.heart_rate.0.0: '1' is no number that could be set"),
    ],
)
def test_what_does_not_fit_is_named(changes, said):
    with pytest.raises(PolicyError) as refused:
        overridden(DEFAULT_POLICY, changes)

    assert str(refused.value).startswith(said)


def test_a_coachs_number_is_the_one_the_plan_is_made_with():
    deeper = overridden(DEFAULT_POLICY, {"cut.start": 0.34})

    usual, changed = (plan_json(plan_request(), policy=policy) for policy in (DEFAULT_POLICY, deeper))

    assert changed["cut"]["value"] == pytest.approx(usual["cut"]["value"] + 0.04)
    assert changed["weeks"][6]["distance_m"] < usual["weeks"][6]["distance_m"]


def test_every_rule_says_where_it_comes_from():
    unnamed = [rule.name for rule in rules() if not (rule.evidence.unit and rule.evidence.section)]
    unsourced = [rule.name for rule in rules() if rule.evidence.tag in "VCS" and not rule.evidence.source]

    assert (unnamed, unsourced) == ([], [])
