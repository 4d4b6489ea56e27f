"""A coach's own workout in a plan: sized, judged and told like the library's."""

from dataclasses import replace

import pytest

from plans.engine.checks import checks
from plans.engine.checks.verdict import family_in
from plans.engine.contract import load_request
from plans.engine.library import LIBRARY
from plans.engine.own_workout import dump_workout, load_workout, main_zone
from plans.engine.planner import plan
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.policy.override import overridden
from plans.engine.response import PlanResponse, Session
from plans.engine.swap import swapped
from plans.engine.template import Exercise, MainSet, Rep, Template
from tests.plans.engine.requests import plan_request

CRUISE = replace(LIBRARY["F05"], code="C1", title="Sixes by the canal")
REQUEST = load_request(plan_request())
PLAN = plan(REQUEST)


def first(ingredient: str) -> tuple[int, Session]:
    return next(
        (at, session)
        for at, week in enumerate(PLAN.weeks)
        if week.kind == "maintenance"
        for session in week.sessions
        if session.ingredient == ingredient
    )


def put_in(own: Template, **options: object) -> Session:
    at, old = first(own.ingredient)
    new = swapped(REQUEST, PLAN, week=PLAN.weeks[at], old=old, code=own.code, own=own, **options)  # type: ignore[arg-type]
    assert new is not None
    return new


def with_session(new: Session) -> PlanResponse:
    at, old = first(new.ingredient)
    sessions = tuple(new if one is old else one for one in PLAN.weeks[at].sessions)
    week = replace(PLAN.weeks[at], sessions=sessions)
    return replace(PLAN, weeks=(*PLAN.weeks[:at], week, *PLAN.weeks[at + 1 :]))


@pytest.mark.parametrize(
    "code", [code for code, row in LIBRARY.items() if row.ingredient in {"fast", "strength", "cross"}]
)
def test_a_copy_survives_the_way_through_json(code):
    own = replace(LIBRARY[code], code="C12")

    assert load_workout(dump_workout(own)) == own


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"title": "x"},
        dump_workout(LIBRARY["F05"]),
        dump_workout(replace(LIBRARY["E01"], code="C1")),
        dump_workout(replace(LIBRARY["F05"], code="C1", main=None)),
        dump_workout(CRUISE) | {"levels": ["elite"]},
        dump_workout(CRUISE) | {"main": {"pattern": "much"}},
    ],
)
def test_what_is_no_own_workout_is_none(document):
    assert load_workout(document) is None


def test_it_is_sized_and_framed_like_the_one_it_was_copied_from():
    own, built_in = put_in(CRUISE), put_in(LIBRARY["F05"])

    assert (own.code, own.title) == ("C1", "Sixes by the canal")
    assert (own.distance_m, own.quality_m, own.load) == (built_in.distance_m, built_in.quality_m, built_in.load)
    assert own.steps == built_in.steps


def test_it_is_judged_by_its_own_kind_of_running():
    new = put_in(CRUISE)

    assert family_in(new) == "threshold"
    judged = {check.id: check for check in checks(REQUEST, with_session(new))}
    assert judged["INV-20"].ok
    strict = overridden(DEFAULT_POLICY, {"quality.threshold_share": 0.01, "quality.threshold_floor_min": 1})
    judged = {check.id: check for check in checks(REQUEST, with_session(new), policy=strict)}
    assert "threshold" in judged["INV-20"].detail
    assert not judged["INV-20"].ok


def test_its_cap_is_that_of_what_most_of_it_is():
    mixed = MainSet(
        pattern=(Rep(zone="threshold", seconds=480), *(Rep(zone="repetition", metres=200) for _ in range(4))),
        fewest=1,
        most=1,
    )

    assert main_zone(mixed) == "threshold"


def test_on_ice_it_has_the_twin_of_its_kind():
    at, old = next(
        (at, session)
        for at, week in enumerate(PLAN.weeks)
        for session in week.sessions
        if session.ingredient == "fast" and session.date.month in {12, 1, 2}
    )
    new = swapped(REQUEST, PLAN, week=PLAN.weeks[at], old=old, code="C1", own=CRUISE)

    assert new is not None
    assert new.alternate is not None
    assert new.alternate.code == "T01"


def test_own_strength_keeps_its_exercises():
    own = replace(LIBRARY["G06"], code="C2", exercises=(Exercise(name="plank", sets=3, reps="30s"),))

    assert [(step.name, step.sets, step.reps) for step in put_in(own).steps] == [("plank", 3, "30s")]
