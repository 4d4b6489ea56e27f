"""From a request to a plan: the engine's one door. Never raises; every refusal is an answer."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from plans.engine.checks import checks
from plans.engine.contract import ContractError, dump, load_request
from plans.engine.fill import Filling, Memory, fill
from plans.engine.gate import needs_clinician, refusal
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.policy_week import MINUTE_S
from plans.engine.refer import names_a_medical_flag
from plans.engine.remedies import availability_remedies, earliest_start, remedies
from plans.engine.request import WEEKDAYS, PlanRequest
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

FLAG_ORDER: tuple[Flag, ...] = (
    "CUT_OVERRIDE",
    "TIME_LIMITED",
    "LOW_FREQUENCY",
    "SPACING_RELAXED",
    "PLAN_STARTS_BELOW_MAINTENANCE",
    "LR_SHORT",
    "NO_PACE_ZONES",
    "EASY_SHARE_LOW",
    "WEATHER_ALT",
    "PROVISIONAL",
)
LOW_FREQUENCY_DAYS = 2
WITH_REMEDIES = frozenset({"UNDERPREPARED", "RECOVERY_ONLY", "NO_OFFSEASON"})


def plan_json(source: str | bytes | dict[str, Any]) -> dict[str, Any]:
    """The response to JSON text (or to what JSON text gave), ready to be written as JSON."""
    try:
        request = load_request(source)
    except ContractError as wrong:
        if names_a_medical_flag(source):
            return dump(PlanResponse(status="REFER"))
        return dump(PlanResponse(error=wrong.error))
    return dump(plan(request))


def plan(request: PlanRequest) -> PlanResponse:
    """The whole off-season for this request, with its checks."""
    memory = Memory()
    answer = _answer(request, memory=memory)
    if answer.error is not None or answer.status == "REFER":
        return answer
    if answer.status in WITH_REMEDIES:
        settled = settle(request)
        found = remedies(settled, answer, try_plan=partial(_answer, memory=memory)) if settled else ()
        answer = replace(answer, remedies=found)
    return replace(answer, checks=checks(request, answer))


def _answer(request: PlanRequest, *, memory: Memory) -> PlanResponse:
    if needs_clinician(request):
        return PlanResponse(status="REFER")
    error = refusal(request)
    if error is not None:
        return PlanResponse(error=error)
    settled = settle(request)
    if settled is None:
        message = "history: give baseline_m, or at least four usable weeks before the taper"
        return PlanResponse(error=Error(code="E_NO_BASELINE", message=message))
    return _planned(settled, memory)


def _planned(settled: Settled, memory: Memory) -> PlanResponse:
    told = _told(settled)
    if settled.is_second_race:
        return _with_weeks(told, settled, fill(settled, memory), status="MULTI_RACE")
    if not settled.curve.weeks:
        return replace(told, status="NO_OFFSEASON")
    if _is_infeasible(settled.runner):
        found = availability_remedies(settled, try_plan=partial(_answer, memory=memory))
        return replace(told, status="INFEASIBLE", remedies=found)
    return _with_weeks(told, settled, fill(settled, memory), status=settled.curve.status)


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
        ("CUT_OVERRIDE", settled.cut.override and not _in_band(settled.cut.value)),
        ("LOW_FREQUENCY", _run_weekdays(runner) <= LOW_FREQUENCY_DAYS or runner.usual_days <= LOW_FREQUENCY_DAYS),
        ("PLAN_STARTS_BELOW_MAINTENANCE", settled.curve.starts_below_maintenance),
        ("NO_PACE_ZONES", runner.paces.vdot is None),
        ("PROVISIONAL", request.fall_race.status == "planned"),
    )
    return {flag for flag, holds in judged if holds}


def _in_band(cut: float) -> bool:
    return DEFAULT_POLICY.cut.low <= cut <= DEFAULT_POLICY.cut.high


def _run_weekdays(runner: Runner) -> int:
    return sum(runner.limit_min(day) >= DEFAULT_POLICY.week.run_min[0] for day in WEEKDAYS)


def _is_infeasible(runner: Runner) -> bool:
    """No two runs, or no day with room for a fast workout: then no week can keep the error rules."""
    fast = sum(runner.limit_min(day) >= runner.sessions.split.shortest_fast_min for day in WEEKDAYS)
    return _run_weekdays(runner) < LOW_FREQUENCY_DAYS or not fast


def _with_weeks(told: PlanResponse, settled: Settled, filled: Filling, *, status: Status) -> PlanResponse:
    weeks = filled.weeks
    ready = DEFAULT_POLICY.volume.ready_share * settled.week1_m
    reached_m = max(week.distance_m for week in weeks[-DEFAULT_POLICY.checks.ready_weeks :])
    slack_m = max(DEFAULT_POLICY.checks.rounding_m, DEFAULT_POLICY.checks.rounding_share * weeks[-1].distance_m)
    if status in {"OK", "SPLIT"} and reached_m < ready - slack_m:
        status = "UNDERPREPARED"
    flags = {*told.flags, *filled.flags, *_week_flags(settled, weeks, status)}
    return replace(
        told,
        status=status,
        flags=_ordered(flags),
        phases=_phases(weeks),
        weeks=weeks,
        shortfall=_shortfall(settled, weeks) if status == "UNDERPREPARED" else None,
    )


def _week_flags(settled: Settled, weeks: Sequence[Week], status: Status) -> set[Flag]:
    found: set[Flag] = set()
    later = [week for week in weeks if week.phase != "recovery"]
    longest = _longest_m(weeks[-DEFAULT_POLICY.checks.ready_weeks :])
    wanted = DEFAULT_POLICY.long_run.ready_share * settled.week1_long_m
    if status != "RECOVERY_ONLY" and longest < wanted - DEFAULT_POLICY.checks.rounding_m:
        found.add("LR_SHORT")
    floor_m = DEFAULT_POLICY.long_run.floor_share * settled.runner.baseline.longest_m
    settled_weeks = [week for week in later if week.kind == "maintenance" and not _has_race(week)]
    if any(_longest_m([week]) < floor_m for week in settled_weeks):
        found.add("LR_SHORT")
    if any(_easy_share(week) < DEFAULT_POLICY.quality.easy_share for week in later):
        found.add("EASY_SHARE_LOW")
    return found


def _has_race(week: Week) -> bool:
    return any(session.ingredient == "race" for session in week.sessions)


def _longest_m(weeks: Sequence[Week]) -> float:
    return max((session.distance_m for week in weeks for session in week.sessions), default=0)


def _easy_share(week: Week) -> float:
    running = [session for session in week.sessions if session.distance_m]
    seconds = sum(session.duration_s for session in running) or MINUTE_S
    return 1 - sum(session.quality_s for session in running if session.ingredient != "race") / seconds


def _shortfall(settled: Settled, weeks: Sequence[Week]) -> Shortfall:
    last = weeks[-DEFAULT_POLICY.checks.ready_weeks :]
    return Shortfall(
        week1_m=max(0, round(settled.week1_m - max(week.distance_m for week in last))),
        long_m=max(0, round(settled.week1_long_m - _longest_m(last))),
    )


def _phases(weeks: Sequence[Week]) -> tuple[Phase, ...]:
    found: list[Phase] = []
    for kind, group in groupby(weeks, key=lambda week: week.phase):
        members = list(group)
        found.append(Phase(kind=kind, start=members[0].start, end=members[-1].end))
    return tuple(found)


def _ordered(flags: set[Flag]) -> tuple[Flag, ...]:
    return tuple(flag for flag in FLAG_ORDER if flag in flags)
