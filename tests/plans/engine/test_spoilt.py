"""On plans that somebody spoilt, the engine's own checks and the referee find the same error rules broken.

Where they differ by decision, it is always the same one of them that finds more.
"""

from dataclasses import replace
from functools import cache

import pytest

from plans.engine.checks import checks
from plans.engine.contract import dump, load_request
from plans.engine.planner import plan
from tests.plans.engine.referee import judged
from tests.plans.engine.requests import plan_request

RUNNERS = {
    "marathon": plan_request(),
    "fifty, in miles": plan_request(
        athlete={"birth_date": "1970-02-10", "unit": "mi"}, fall_race={"distance_m": 21_097.5}
    ),
    "after 10 km": plan_request(fall_race={"distance_m": 10_000}, policy={"cut": 0.25}),
    "large weeks": plan_request(
        athlete={"years_running": 12, "usual_run_days": 7},
        history={"baseline_m": 160_000, "baseline_long_m": 34_000},
        spring_plan={"week1_m": 128_000},
    ),
}
# Where one of the two allows less: other tolerances, and what the engine leaves to its flags or to the coach.
ENGINE_STRICTER = {"INV-05", "INV-11", "INV-14", "INV-15", "INV-26"}
REFEREE_STRICTER = {"INV-12", "INV-13", "INV-20", "INV-29", "INV-30"}


def shares(share):
    return lambda one: replace(one, distance_m=round(one.distance_m * share), duration_s=round(one.duration_s * share))


SPOILS = {
    "a tenth more": shares(1.1),
    "a quarter more": shares(1.25),
    "a quarter less": shares(0.75),
    "half of it": shares(0.5),
    "longer long run": lambda one: shares(1.3)(one) if one.ingredient == "long" else one,
    "shorter long run": lambda one: shares(0.6)(one) if one.ingredient == "long" else one,
    "more fast": lambda one: replace(one, quality_m=round(one.quality_m * 1.6), quality_s=round(one.quality_s * 1.6)),
    "no fast": lambda one: replace(one, ingredient="easy", code="E01", quality_m=0, quality_s=0, hard=False) if one.ingredient == "fast" else one,
    "no strides": lambda one: replace(one, strides=0),
    "more strides": lambda one: replace(one, strides=11) if one.strides else one,
    "no strength": lambda one: replace(one, ingredient="mobility", code="M01", heavy=False) if one.ingredient == "strength" else one,
    "no running": lambda one: replace(one, distance_m=0, duration_s=0, code="R01", ingredient="rest", quality_m=0, quality_s=0, strides=0, hard=False),
}  # fmt: skip


def places(response):
    """Weeks to spoil: of recovery, settled, lighter, and the last."""
    lighter = next(week.index for week in response.weeks if week.kind == "down")
    return sorted({1, 3, lighter, lighter + 1, len(response.weeks)})


@cache
def planned(name):
    request = load_request(RUNNERS[name])
    return request, plan(request)


def spoilt(response, index, change):
    weeks = [
        replace(week, sessions=tuple(map(change, week.sessions))) if week.index == index else week
        for week in response.weeks
    ]
    weeks = [replace(week, distance_m=sum(one.distance_m for one in week.sessions)) for week in weeks]
    return replace(response, weeks=tuple(weeks))


@pytest.mark.parametrize("change", SPOILS.values(), ids=SPOILS)
@pytest.mark.parametrize("name", RUNNERS)
def test_both_find_the_same_rules_broken_whichever_week_is_spoilt(name, change):
    request, response = planned(name)
    differences = []
    for index in places(response):
        bad = spoilt(response, index, change)
        own = {check.id: check.ok for check in checks(request, bad) if check.severity == "error"}
        found = {rule: not faults for rule, faults in judged(RUNNERS[name], dump(bad)).items() if rule in own}
        differences += [(index, rule) for rule, ok in found.items() if not _agree(rule, own=own[rule], found=ok)]

    assert differences == []


def _agree(rule, *, own, found):
    if rule in ENGINE_STRICTER:
        return found or not own
    if rule in REFEREE_STRICTER:
        return own or not found
    return own == found


def test_spoiling_breaks_most_of_the_rules_that_are_compared():
    broken = set()
    for name, document in RUNNERS.items():
        _, response = planned(name)
        for change in SPOILS.values():
            for index in places(response):
                faults = judged(document, dump(spoilt(response, index, change)))
                broken |= {rule for rule, found in faults.items() if found}

    assert broken >= {f"INV-{number:02}" for number in (1, 3, 4, 5, 6, 9, 11, 12, 13, 14, 15, 17, 20, 22, 29, 32, 39)}
