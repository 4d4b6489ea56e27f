"""Every number of the policy says where it comes from."""

import re
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from plans.engine.policy import DEFAULT_POLICY
from plans.engine.policy.rule import Evidence, Tag

RULES = [
    pytest.param(part.name, rule, id=f"{part.name}.{rule.name}")
    for part in fields(DEFAULT_POLICY)
    for rule in fields(getattr(DEFAULT_POLICY, part.name))
]
# Such as 2.3, 9 or, with the number of an edge case, 5.3 (18).
SECTION = re.compile(r"\d+(\.\d+)?( \(\d+\))?")


@pytest.mark.parametrize(("part", "rule"), RULES)
def test_every_rule_names_unit_section_and_evidence(part, rule):
    evidence = rule.metadata.get("evidence")

    assert isinstance(evidence, Evidence)
    assert evidence.unit
    assert SECTION.fullmatch(evidence.section), evidence.section
    assert evidence.tag in get_args(Tag)


def test_every_part_of_the_policy_holds_rules_only():
    parts = [getattr(DEFAULT_POLICY, part.name) for part in fields(DEFAULT_POLICY)]

    assert all(is_dataclass(part) and fields(part) for part in parts)
