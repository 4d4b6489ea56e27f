"""From a request to a plan: the engine's one door. Never raises; every refusal is an answer."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any, get_args

from plans.engine.checks import checks, errors
from plans.engine.contract import ContractError, dump, load_request
from plans.engine.fill import Filling, fill
from plans.engine.frame import PlanFrame
from plans.engine.gate import needs_clinician, refusal
from plans.engine.more_time import availability_remedies
from plans.engine.policy import DEFAULT_POLICY, MINUTE_S, Policy
from plans.engine.reasons import phase_reason
from plans.engine.refer import names_a_medical_flag
from plans.engine.remedies import earliest_start, remedies
from plans.engine.request import Ingredient, PlanRequest
from plans.engine.response import (
    Error,
    Flag,
    Phase,
    PlanResponse,
    Shortfall,
    SpringPlanStart,
    Status,
    Week,
)
from plans.engine.runner import Runner
from plans.engine.settle import Settled, settle

__all__ = ["plan", "plan_json"]

READINESS = frozenset({"INV-08", "INV-09", "INV-39"})
WITH_REMEDIES = frozenset({"UNDERPREPARED", "RECOVERY_ONLY", "NO_OFFSEASON"})


def plan_json(
    source: str | bytes | dict[str, Any], *, policy: Policy = DEFAULT_POLICY, with_remedies: bool = True
) -> dict[str, Any]:
    """The response to JSON text (or to what JSON text gave), ready to be written as JSON."""
    try:
        request = load_request(source)
    except ContractError as wrong:
        if names_a_medical_flag(source):
            return dump(PlanResponse(status="REFER"))
        return dump(PlanResponse(error=wrong.error))
    return dump(plan(request, policy=policy, with_remedies=with_remedies))


def plan(request: PlanRequest, *, policy: Policy = DEFAULT_POLICY, with_remedies: bool = True) -> PlanResponse:
    """The whole off-season for this request, with its checks; a plan that breaks an error rule is not shown.

    Remedies are whole plans that were tried. Who looks at many answers at once asks for them later, one by one.
    """
    try:
        return _plan(request, policy, with_remedies=with_remedies)
    except (ArithmeticError, LookupError, ValueError) as broken:
        # A coach may set any number, also a step of nothing or a down week every nought weeks: theirs to put right.
        if policy == DEFAULT_POLICY:
            raise
        message = f"policy: these rules make no plan here ({type(broken).__name__})"
        return PlanResponse(error=Error(code="E_POLICY", message=message))


def _plan(request: PlanRequest, policy: Policy, *, with_remedies: bool) -> PlanResponse:
    if not with_remedies:
        answer = _checked(request, policy)
        return replace(answer, checks=()) if answer.status == "INFEASIBLE" else answer
    answer = _with_remedies(request, policy=policy)
    if answer.status == "INFEASIBLE":
        broken, tries = errors(answer.checks), partial(_checked, policy=policy)
        every = partial(_with_remedies, policy=policy)
        found = availability_remedies(request, broken, try_plan=tries, try_all=every)
        return replace(answer, remedies=found, checks=())
    return answer


def _with_remedies(request: PlanRequest, *, policy: Policy) -> PlanResponse:
    answer = _checked(request, policy)
    if answer.status not in WITH_REMEDIES:
        return answer
    settled = settle(request, policy=policy)
    found = remedies(settled, answer, try_plan=partial(_checked, policy=policy)) if settled else ()
    return replace(answer, remedies=found)


def _checked(request: PlanRequest, policy: Policy) -> PlanResponse:
    """The answer without its remedies. One that would break an error rule keeps its checks, to say which."""
    answer = _answer(request, policy)
    found = checks(request, answer, policy=policy)
    if errors(found) and request.races_between:
        # A race that breaks the weeks around it is not in the plan.
        calmer = _answer(request, policy, without_races=True)
        kept = checks(request, calmer, policy=policy)
        answer, found = (answer, found) if errors(kept) else (calmer, kept)
    if not answer.weeks:
        return replace(answer, checks=found)
    broken = {check.id for check in errors(found)}
    if broken and broken <= READINESS:
        # The weeks are sound, but they do not lead to where the spring plan begins.
        answer = _underprepared(answer, policy)
        found = checks(request, answer, policy=policy)
    if errors(found):
        return replace(answer, status="INFEASIBLE", phases=(), weeks=(), shortfall=None, checks=found)
    return replace(answer, checks=found)


def _underprepared(answer: PlanResponse, policy: Policy) -> PlanResponse:
    spring = answer.spring_plan
    short = _shortfall(spring, answer.weeks, policy) if spring else None
    return replace(answer, status="UNDERPREPARED", shortfall=short)


def _answer(request: PlanRequest, policy: Policy, *, without_races: bool = False) -> PlanResponse:
    if needs_clinician(request, policy=policy):
        return PlanResponse(status="REFER")
    error = refusal(request, policy=policy)
    if error is not None:
        return PlanResponse(error=error)
    settled = settle(request, policy=policy)
    if settled is None:
        message = "history: give baseline_m, or at least four usable weeks before the taper"
        return PlanResponse(error=Error(code="E_NO_BASELINE", message=message))
    return _planned(settled, without_races=without_races)


def _planned(settled: Settled, *, without_races: bool) -> PlanResponse:
    told = _told(settled)
    if not settled.curve.weeks:
        return replace(told, status="NO_OFFSEASON")
    if not _can_run(settled.runner):
        return replace(told, status="INFEASIBLE")
    status: Status = "MULTI_RACE" if settled.is_second_race else settled.curve.status
    return _with_weeks(told, settled, fill(settled, without_races=without_races), status=status)


def _told(settled: Settled) -> PlanResponse:
    """What is known before any week is filled."""
    runner, dates = settled.runner, settled.season
    return PlanResponse(
        flags=_ordered(_first_flags(settled)),
        ability=runner.level,
        baseline=runner.baseline,
        cut=settled.cut,
        paces=runner.paces,
        spring_plan=SpringPlanStart(
            start=dates.plan_start,
            weeks=dates.spring_weeks,
            week1_m=settled.week1_m,
            week1_long_m=settled.week1_long_m,
            earliest_start=earliest_start(settled),
        ),
    )


def _first_flags(settled: Settled) -> set[Flag]:
    request, runner = settled.request, settled.runner
    judged: tuple[tuple[Flag, bool], ...] = (
        ("CUT_OVERRIDE", settled.cut.override and not _in_band(settled.cut.value, runner.policy)),
        ("LOW_FREQUENCY", min(_run_weekdays(runner), runner.usual_days) <= runner.policy.limits.low_frequency_days),
        ("PLAN_STARTS_BELOW_MAINTENANCE", settled.curve.starts_below_maintenance),
        ("NO_PACE_ZONES", runner.paces.vdot is None),
        ("PROVISIONAL", request.fall_race.status == "planned"),
    )
    return {flag for flag, holds in judged if holds}


def _in_band(cut: float, policy: Policy) -> bool:
    return policy.cut.low <= cut <= policy.cut.high


def _run_weekdays(runner: Runner) -> int:
    return sum(minutes >= runner.policy.week.small_week_run_min for minutes in runner.limits_min)


def _can_run(runner: Runner) -> bool:
    """At least one weekday has time for a run; whether it makes a week is for the checks to say."""
    return _run_weekdays(runner) > 0


def _with_weeks(told: PlanResponse, settled: Settled, filled: Filling, *, status: Status) -> PlanResponse:
    weeks, policy = filled.weeks, settled.runner.policy
    if status in {"OK", "SPLIT"} and not _is_ready(settled, weeks):
        status = "UNDERPREPARED"
    flags = {*told.flags, *filled.flags, *_week_flags(settled, weeks, status)}
    return replace(
        told,
        status=status,
        flags=_ordered(flags),
        phases=_phases(weeks, filled.frame),
        weeks=weeks,
        shortfall=_shortfall(told.spring_plan, weeks, policy)
        if status == "UNDERPREPARED" and told.spring_plan
        else None,
    )


def _is_ready(settled: Settled, weeks: Sequence[Week]) -> bool:
    """Whether one of the last weeks reaches what the spring plan begins with, but for rounding (4.4)."""
    rules = settled.runner.policy
    slack_m = max(rules.checks.rounding_m, rules.checks.rounding_share * weeks[-1].distance_m)
    reached_m = max(week.distance_m for week in weeks[-rules.checks.ready_weeks :])
    return reached_m >= rules.volume.ready_share * settled.week1_m - slack_m


def _week_flags(settled: Settled, weeks: Sequence[Week], status: Status) -> set[Flag]:
    found: set[Flag] = set()
    policy = settled.runner.policy
    later = [week for week in weeks if week.phase != "recovery"]
    longest_m = _longest_m(weeks[-policy.checks.ready_weeks :])
    wanted_m = policy.long_run.ready_share * settled.week1_long_m
    if status != "MULTI_RACE" and longest_m < wanted_m - policy.checks.rounding_m:
        found.add("LR_SHORT")
    floor_m = policy.long_run.floor_share * settled.runner.baseline.longest_m
    usual = [week for week in later if week.kind == "maintenance" and not _has_race(week)]
    if settled.request.athlete.long_run_every > 1:
        usual = [week for week in usual if _has(week, "long")]  # the weeks between have a shorter one by INV-11
    if any(_longest_m([week]) < floor_m for week in usual):
        found.add("LR_SHORT")
    if any(_easy_share(week) < policy.quality.easy_share for week in later):
        found.add("EASY_SHARE_LOW")
    return found


def _has_race(week: Week) -> bool:
    return _has(week, "race")


def _has(week: Week, ingredient: Ingredient) -> bool:
    return any(session.ingredient == ingredient for session in week.sessions)


def _longest_m(weeks: Sequence[Week]) -> float:
    return max([session.distance_m for week in weeks for session in week.sessions], default=0)


def _easy_share(week: Week) -> float:
    running = [session for session in week.sessions if session.distance_m]
    seconds = sum([session.duration_s for session in running]) or MINUTE_S
    return 1 - sum([session.quality_s for session in running if session.ingredient != "race"]) / seconds


def _shortfall(spring: SpringPlanStart, weeks: Sequence[Week], policy: Policy) -> Shortfall:
    last = weeks[-policy.checks.ready_weeks :]
    return Shortfall(
        week1_m=max(0, round(spring.week1_m - max(week.distance_m for week in last))),
        long_m=max(0, round(spring.week1_long_m - _longest_m(last))),
    )


def _phases(weeks: Sequence[Week], frame: PlanFrame) -> tuple[Phase, ...]:
    found: list[Phase] = []
    for kind, group in groupby(weeks, key=lambda week: week.phase):
        members = tuple(group)
        reason = phase_reason(kind, members, frame)
        found.append(Phase(kind=kind, start=members[0].start, end=members[-1].end, reason=reason))
    return tuple(found)


def _ordered(flags: set[Flag]) -> tuple[Flag, ...]:
    return tuple(flag for flag in get_args(Flag) if flag in flags)
