"""One week of the plan, filled: running first, then strength, mobility and rest around it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plans.engine.arrange import Running, arrange
from plans.engine.days import Day, days_between
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.gym import mobility_days, mobility_session, strength_days, strength_session
from plans.engine.placement import Layout
from plans.engine.policy_week import MINUTE_S
from plans.engine.progress import Progress
from plans.engine.reasons import (
    minimalist_why,
    rest_why,
    walk_why,
    week_reason,
)
from plans.engine.response import Flag, Session, Step, Week
from plans.engine.scene import Scene
from plans.engine.sessions import (
    plain_session,
    rest_session,
    walk_session,
    with_order,
)
from plans.engine.targets import effort
from plans.engine.volume import grown
from plans.engine.week_runs import made_room, planned_strides, runs_of

FRESH_AT_MOST = 0.92
NO_RUNNING = Running(layout=Layout(runs=()), metres={}, lost_m=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    week: Week
    progress: Progress
    flags: frozenset[Flag]
    lost_m: float = 0.0


def fill_week(week: WeekPlan, frame: PlanFrame, progress: Progress) -> Filled:
    """The week's sessions, and what they leave to the next week."""
    days = days_between(
        week.start, week.end, runner=frame.runner, clear=frame.clears, blackouts=frame.blackouts, races=frame.races
    )
    week = _eased(week, days, frame, progress)
    running = arrange(week, days, frame, progress) or NO_RUNNING
    asked_m, flags = week.target_m, _flags(running, week, days, frame)
    if running.lost_m > frame.grid.run_m:
        # What cannot be run is not a measure for the workout either.
        week = replace(week, target_m=sum(running.metres.values()))
        running = arrange(week, days, frame, progress) or running
    scene = Scene(week=week, days=days, frame=frame, progress=progress)
    sessions = _all_sessions(scene, running)
    filled = _week(week, sessions, running, frame)
    if _is_below_floor(filled, asked_m, frame):
        flags |= {"TIME_LIMITED"}
    fasts = [plan for plan in (running.fast, running.second) if plan]
    is_settled = week.kind == "maintenance" and running.has_long
    after = progress.after(filled, fasts=fasts, is_settled=is_settled, had_long=running.has_long)
    return Filled(week=filled, progress=after, flags=flags, lost_m=running.lost_m)


def _eased(week: WeekPlan, days: tuple[Day, ...], frame: PlanFrame, progress: Progress) -> WeekPlan:
    """The curve's volume, less where growth since the weeks really run forbids it or days are missing."""
    rules = frame.runner.policy
    if _is_below_band(week, frame, progress):
        # One more easy week leads into the coach's band; a jump would break INV-05, a crawl INV-01.
        easy_m = min(week.target_m, frame.recovery_share * frame.runner.baseline.distance_m)
        week = replace(week, kind="recovery", phase="recovery", target_m=easy_m)
    target_m, kind = week.target_m, week.kind
    if week.phase != "recovery" and progress.weeks_m:
        target_m = min(target_m, _reachable_m(week, frame, progress))
    if week.kind == "freshen" and progress.weeks_m:
        # Fresh against what was really run, where the days held less than the curve.
        target_m = min(target_m, FRESH_AT_MOST * max(progress.weeks_m[-2:]))
    away = sum(day.is_blackout for day in days)
    if away >= rules.week.holiday_days:
        usual = frame.runner.run_days[1]
        usable = sum(day.may_run for day in days)
        target_m *= rules.volume.down_share * min(1.0, usable / usual)
        kind = "down" if week.kind == "maintenance" else week.kind
    return replace(week, target_m=target_m, kind=kind)


def _reachable_m(week: WeekPlan, frame: PlanFrame, progress: Progress) -> float:
    """INV-05, against the weeks as they came out: a step into the band may be larger."""
    rules, usual_m = frame.runner.policy, frame.runner.baseline.distance_m
    limit_m = grown(max(progress.weeks_m[-4:]), earlier_m=progress.weeks_m, rules=rules.volume)
    if week.index > progress.recovery_weeks + 1:
        return limit_m
    step_m = rules.checks.from_recovery * progress.weeks_m[-1] + rules.volume.allowance_m
    return max(limit_m, min(rules.volume.band_floor * usual_m, step_m))


def _is_below_band(week: WeekPlan, frame: PlanFrame, progress: Progress) -> bool:
    """The first maintenance week, when recovery held so little that the band is out of reach."""
    if week.kind != "maintenance" or week.index != frame.recovery_weeks + 1 or not progress.weeks_m:
        return False
    low_m = frame.runner.policy.volume.band_floor * frame.runner.baseline.distance_m
    low_m = min(low_m, week.target_m)
    return _reachable_m(week, frame, progress) < low_m - frame.runner.policy.checks.rounding_m


def _week(week: WeekPlan, sessions: tuple[Session, ...], running: Running, frame: PlanFrame) -> Week:
    distance_m = sum(session.distance_m for session in sessions)
    return Week(
        index=week.index,
        start=week.start,
        end=week.end,
        phase=week.phase,
        kind=week.kind,
        distance_m=distance_m,
        baseline_share=round(distance_m / frame.runner.baseline.distance_m, 3),
        reason=week_reason(
            week,
            frame,
            distance_m=distance_m,
            running_s=sum(session.duration_s for session in sessions if session.distance_m),
            has_fast=running.fast is not None,
            has_second=running.second is not None,
        ),
        sessions=sessions,
    )


def _flags(running: Running, week: WeekPlan, days: tuple[Day, ...], frame: PlanFrame) -> frozenset[Flag]:
    found: set[Flag] = set()
    away = sum(day.is_blackout for day in days) >= frame.runner.policy.week.holiday_days
    tolerance_m = max(frame.grid.run_m, frame.runner.policy.checks.rounding_share * week.target_m)
    if week.phase != "recovery" and not away and running.lost_m > tolerance_m and not any(day.race for day in days):
        found.add("TIME_LIMITED")
    if running.is_relaxed:
        found.add("SPACING_RELAXED")
    return frozenset(found)


def _is_below_floor(week: Week, asked_m: float, frame: PlanFrame) -> bool:
    """Strides, too, may cost a week of full days its place in the coach's band."""
    rules, usual_m = frame.runner.policy, frame.runner.baseline.distance_m
    floor_m = rules.volume.band_floor * usual_m - rules.checks.rounding_m
    has_race = any(session.ingredient == "race" for session in week.sessions)
    return week.kind == "maintenance" and not has_race and week.distance_m < floor_m <= asked_m


def _all_sessions(scene: Scene, running: Running) -> tuple[Session, ...]:
    week, days, frame, progress = scene.week, scene.days, scene.frame, scene.progress
    strides = planned_strides(scene, running)
    if not strides:
        running, strides = made_room(scene, running)
    layout, runs = running.layout, runs_of(scene, running, strides)
    run_min = {at: session.duration_s / MINUTE_S for at, session in runs.items()}
    empty = _empty_day(days, layout)
    lifts = strength_days(days, layout, run_min, frame=frame, progress=progress, empty=empty)
    home_left = _home_left(days, run_min, lifts)
    supple = mobility_days(days, layout, home_left, frame=frame, empty=empty)
    result: list[Session] = []
    for at, day in enumerate(days):
        today = [runs[at]] if at in runs else []
        if at in lifts:
            code, minutes = lifts[at]
            today.append(strength_session(day, code, minutes, week=week, frame=frame, progress=progress))
        if at in supple:
            today.append(mobility_session(day, supple[at], is_rest_day=at not in runs))
        today.extend(_barefoot(at, day, week, layout, frame))
        result.extend(with_order(today or [_rest(at, day, week, empty, frame)]))
    return tuple(result)


def _empty_day(days: tuple[Day, ...], layout: Layout) -> int:
    """The day that stays free of everything: the one after the long run if it can be."""
    free = [at for at in range(len(days)) if at not in layout.runs and not days[at].race]
    if not free:
        return -1

    def cost(at: int) -> tuple[int, int]:
        after_long = layout.long is not None and (at - layout.long) % 7 == 1
        return (0 if days[at].is_blackout else 1 if after_long else 2, at)

    return min(free, key=cost)


def _home_left(
    days: tuple[Day, ...], run_min: Mapping[int, float], lifts: Mapping[int, tuple[str, float]]
) -> dict[int, float]:
    """Minutes left for mobility on each day that is not blacked out."""
    left = {}
    for at, day in enumerate(days):
        if not day.is_blackout:
            used = run_min.get(at, 0.0) + (lifts[at][1] if at in lifts else 0.0)
            left[at] = day.home_min + day.run_min - used
    return left


def _barefoot(at: int, day: Day, week: WeekPlan, layout: Layout, frame: PlanFrame) -> list[Session]:
    """Opt-in strides on grass after one easy run a week, never with an injury about (3.9)."""
    gym, athlete = frame.runner.sessions.gym, frame.request.athlete
    risky = {flag.name for flag in athlete.medical_flags} & {"metabolic_condition", "neurological", "bone_stress"}
    if not athlete.minimalist or athlete.injury != "none" or risky or week.phase == "recovery":
        return []
    if not layout.easy or at != layout.easy[-1]:
        return []
    stride = Step(kind="stride", distance_m=gym.minimalist_m, target=effort(3))
    steps = (Step(kind="repeat", count=gym.minimalist_strides, steps=(stride,)),)
    metres = gym.minimalist_strides * gym.minimalist_m
    return [plain_session(day.date, "N01", seconds=5 * MINUTE_S, steps=steps, why=minimalist_why(metres))]


def _rest(at: int, day: Day, week: WeekPlan, empty: int, frame: PlanFrame) -> Session:
    walks = week.phase == "recovery" and week.index <= 2 and day.run_min >= frame.runner.sessions.gym.walk_min  # noqa: PLR2004
    if walks and at != empty and not day.is_blackout:
        return walk_session(day.date, minutes=frame.runner.sessions.gym.walk_min, why=walk_why(frame))
    return rest_session(day.date, why=rest_why(day, week=week, frame=frame))
