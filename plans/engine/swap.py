"""What a coach may put in a session's place, and how a session looks in another size.

Nothing here keeps the rules by itself: the checker judges the edited plan, and the coach decides.
"""

from dataclasses import replace
from datetime import date
from math import inf

from plans.engine.dose import fast_plan
from plans.engine.grid import grid_for
from plans.engine.library import LIBRARY
from plans.engine.policy import DEFAULT_POLICY, MINUTE_S, Policy
from plans.engine.request import PlanRequest
from plans.engine.response import PlanResponse, Session, Step, Target, Week, Why
from plans.engine.runner import Runner
from plans.engine.season import age_on
from plans.engine.sessions import Slot, fast_session, plain_session, rest_session, run_session
from plans.engine.targets import effort
from plans.engine.template import Template
from plans.engine.winter import instead_of

COACH_CHOICE = Why(rule="coach", text="your coach chose this for you here")
RUNS = frozenset({"long", "easy", "aerobic", "strides", "minimalist"})
DEFAULT_RUN_MIN = 30
DEFAULT_PLAIN_MIN = 20
# A fast workout that the week cannot hold in full may still be chosen at its smallest.
FULL_DOSE, LARGEST_DOSE = 1.0, 3.0


def alternatives(response: PlanResponse, old: Session) -> tuple[Template, ...]:
    """The library's other workouts of the same ingredient for this athlete's level."""
    level = response.ability
    same = (row for row in LIBRARY.values() if row.ingredient == old.ingredient and row.code not in {old.code, "RACE"})
    return tuple(row for row in same if level is None or level in row.levels)


def swapped(
    request: PlanRequest,
    response: PlanResponse,
    *,
    week: Week,
    old: Session,
    code: str,
    own: Template | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> Session | None:
    """The workout of this code in the old session's place, near its size. None for a code that has no place here.

    `own`: a coach's workout, which the library does not have.
    """
    template, runner = own or LIBRARY.get(code), runner_of(request, response, policy=policy)
    if template is None or runner is None or runner.level not in template.levels or template.ingredient == "race":
        return None
    new = _built(template, runner=runner, week=week, old=old)
    instead = instead_of(template.alternate, old.date, southern=request.athlete.southern)
    why = Why(rule="coach", text=own.intent) if own else COACH_CHOICE
    return replace(new, order=old.order, alternate=instead, why=why) if new else None


def resized(old: Session, *, distance_m: float | None = None, duration_s: float | None = None) -> Session:
    """The same session, longer or shorter; the easy running of it gives or takes, the hard part stays as it is.

    A distance for a run, a duration for everything else. A session never gets shorter than its hard part.
    """
    if old.distance_m and distance_m is not None:
        return _longer(old, distance_m)
    seconds = round(duration_s if duration_s is not None else old.duration_s)
    steps = tuple(replace(step, duration_s=seconds) for step in old.steps) if len(old.steps) == 1 else old.steps
    return replace(old, duration_s=seconds, load=round(old.rpe * seconds / MINUTE_S, 1), steps=steps)


def rest_day(day: date) -> Session:
    return rest_session(Slot(day=day, why=COACH_CHOICE))


def runner_of(request: PlanRequest, response: PlanResponse, *, policy: Policy = DEFAULT_POLICY) -> Runner | None:
    """The athlete as the plan saw them; None for a response without a plan."""
    if response.ability is None or response.baseline is None or response.cut is None:
        return None
    return Runner(
        athlete=request.athlete,
        level=response.ability,
        age=age_on(request.athlete.birth_date, request.fall_race.date),
        baseline=response.baseline,
        cut=response.cut.value,
        paces=response.paces,
        a_race_m=request.a_race.distance_m,
        policy=policy,
        second_fast=request.policy.second_fast,
    )


def _built(template: Template, *, runner: Runner, week: Week, old: Session) -> Session | None:
    if template.main:
        return _fast(template, runner=runner, week=week, old=old)
    slot = Slot(day=old.date, why=COACH_CHOICE, hard=old.hard and template.ingredient == "long")
    if template.ingredient in RUNS:
        metres = (
            old.distance_m or grid_for(runner).near(runner.metres(DEFAULT_RUN_MIN * MINUTE_S)) * grid_for(runner).run_m
        )
        return run_session(slot, template.code, metres=metres, runner=runner)
    if template.code == "R01":
        return rest_session(slot)
    return _plain(template, old, slot)


def _fast(template: Template, *, runner: Runner, week: Week, old: Session) -> Session | None:
    for dose in (FULL_DOSE, LARGEST_DOSE):
        plan = fast_plan(template, runner=runner, week_m=week.distance_m, dose=dose)
        if plan:
            rules = runner.policy.fast_frame
            least_m, most_m = (
                plan.main_m + runner.metres((rules.warmup_min[at] + rules.cooldown_min[at]) * MINUTE_S) for at in (1, 2)
            )
            metres = grid_for(runner).workout(min(max(old.distance_m, least_m), most_m))
            slot = Slot(day=old.date, why=COACH_CHOICE, hard=True)
            return fast_session(slot, plan, metres=metres, minutes=inf, runner=runner)
    return None


def _plain(template: Template, old: Session, slot: Slot) -> Session:
    seconds = (old.duration_s if not old.distance_m else 0) or (template.minutes[0] or DEFAULT_PLAIN_MIN) * MINUTE_S
    lifts = tuple(
        Step(kind="exercise", name=lift.name, sets=lift.sets, reps=lift.reps, target=effort(template.rpe))
        for lift in template.exercises
    )
    whole = Step(kind="easy", name=template.intent, duration_s=seconds, target=Target(type="rpe", low=template.rpe))
    return plain_session(slot, template, seconds=seconds, steps=lifts or (whole,))


def _longer(old: Session, distance_m: float) -> Session:
    """Stretch the longest easy step; what cannot be taken from it is not taken."""
    easy = [step for step in old.steps if step.kind in {"easy", "warmup", "cooldown"} and step.duration_s]
    if not easy:
        return old
    target = max(easy, key=lambda step: step.duration_s or 0)
    pace_s_per_m = old.duration_s / old.distance_m if not old.quality_m else _easy_pace(target, old)
    change_s = max((distance_m - old.distance_m) * pace_s_per_m, -(target.duration_s or 0) + MINUTE_S)
    change_m = change_s / pace_s_per_m
    stretched = replace(
        target,
        duration_s=round((target.duration_s or 0) + change_s),
        distance_m=None if target.distance_m is None else round(target.distance_m + change_m),
    )
    return replace(
        old,
        distance_m=round(old.distance_m + change_m),
        duration_s=round(old.duration_s + change_s),
        load=round(old.load + change_s / MINUTE_S * ((target.target.low if target.target else None) or old.rpe), 1),
        steps=tuple(stretched if step is target else step for step in old.steps),
    )


def _easy_pace(step: Step, old: Session) -> float:
    """Seconds a metre of the easy part, from its own numbers or from what the hard part leaves over."""
    if step.distance_m and step.duration_s:
        return step.duration_s / step.distance_m
    easy_m, easy_s = old.distance_m - old.quality_m, old.duration_s - old.quality_s
    return easy_s / easy_m if easy_m > 0 else old.duration_s / old.distance_m
