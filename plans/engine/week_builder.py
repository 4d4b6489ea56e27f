"""One week of the plan, filled: running first, then strength, mobility and rest around it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plans.engine.arrange import Running, arrange
from plans.engine.days import Day, days_between
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.gym import mobility_days, mobility_session, strength_days, strength_session
from plans.engine.placement import Layout
from plans.engine.policy import KM
from plans.engine.policy_week import MINUTE_S
from plans.engine.progress import Progress
from plans.engine.reasons import (
    easy_why,
    fast_why,
    long_why,
    minimalist_why,
    race_why,
    rest_why,
    walk_why,
    week_reason,
)
from plans.engine.response import Flag, Session, Step, Week
from plans.engine.sessions import (
    Strides,
    fast_session,
    plain_session,
    race_session,
    rest_session,
    run_session,
    strides_seconds,
    walk_session,
    with_order,
)
from plans.engine.strides_choice import strides_days
from plans.engine.targets import effort
from plans.engine.volume import grown

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
    flags = _flags(running, week, days, frame)
    if running.lost_m > frame.grid.run_m:
        # What cannot be run is not a measure for the workout either.
        week = replace(week, target_m=sum(running.metres.values()))
        running = arrange(week, days, frame, progress) or running
    sessions = _all_sessions(week, days, running, frame, progress)
    filled = _week(week, sessions, running, frame)
    fasts = [plan for plan in (running.fast, running.second) if plan]
    is_settled = week.kind == "maintenance" and running.has_long
    after = progress.after(filled, fasts=fasts, is_settled=is_settled, had_long=running.has_long)
    return Filled(week=filled, progress=after, flags=flags, lost_m=running.lost_m)


def _eased(week: WeekPlan, days: tuple[Day, ...], frame: PlanFrame, progress: Progress) -> WeekPlan:
    """The curve's volume, less where growth since the weeks really run forbids it or days are missing."""
    rules = frame.runner.policy
    target_m, kind = week.target_m, week.kind
    if week.phase != "recovery" and progress.weeks_m:
        best_m = max(progress.weeks_m[-4:])
        limit_m = grown(best_m, earlier_m=progress.weeks_m, rules=rules.volume)
        floor_m = (
            rules.volume.band_floor * frame.runner.baseline.distance_m
            if week.index == frame.recovery_weeks + 1
            else 0.0
        )
        step_m = rules.checks.from_recovery * progress.weeks_m[-1] + rules.volume.allowance_m
        target_m = min(target_m, max(limit_m, min(floor_m, step_m)) + frame.grid.run_m / 2)
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


def _all_sessions(
    week: WeekPlan, days: tuple[Day, ...], running: Running, frame: PlanFrame, progress: Progress
) -> tuple[Session, ...]:
    layout = running.layout
    plain = {at: _run_minutes(at, running, frame) for at in layout.runs}
    strides = strides_days(days, layout, plain, week=week, frame=frame, progress=progress)
    if not strides:
        running, strides = _made_room(days, running, week, frame, progress)
    runs = _runs(week, days, running, strides, frame, progress)
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


def _made_room(
    days: tuple[Day, ...], running: Running, week: WeekPlan, frame: PlanFrame, progress: Progress
) -> tuple[Running, dict[int, Strides]]:
    """Where strides find no time, one easy run is cut by a step for them."""
    easy = [at for at in running.layout.easy if running.metres[at] > 3 * frame.grid.run_m and not days[at].race]
    if not easy:
        return running, {}
    at = max(easy, key=lambda day: (days[day].run_min - _run_minutes(day, running, frame), -day))
    cut_m = 2 * frame.grid.run_m if frame.runner.athlete.unit == "km" else frame.grid.run_m
    shorter = replace(running, metres={**running.metres, at: running.metres[at] - cut_m})
    plain = {day: _run_minutes(day, shorter, frame) for day in shorter.layout.runs}
    strides = strides_days(days, running.layout, plain, week=week, frame=frame, progress=progress)
    return (shorter, strides) if strides else (running, {})


def _run_minutes(at: int, running: Running, frame: PlanFrame) -> float:
    return frame.runner.seconds(running.metres[at]) / MINUTE_S


def _runs(
    week: WeekPlan,
    days: tuple[Day, ...],
    running: Running,
    strides: Mapping[int, Strides],
    frame: PlanFrame,
    progress: Progress,
) -> dict[int, Session]:
    total_m = sum(running.metres.values())
    capped = _capped_day(running, strides, week, frame)
    found: dict[int, Session] = {}
    for at in running.layout.runs:
        day, metres = days[at], running.metres[at]
        if day.race:
            found[at] = race_session(day.date, day.race, runner=frame.runner, why=race_why(day.race, frame))
        elif at == running.layout.fast and running.fast:
            why = fast_why(running.fast, week=week, frame=frame, is_first=not progress.fast_log, distance_m=total_m)
            found[at] = fast_session(day.date, running.fast, metres=metres, runner=frame.runner, why=why)
        elif at == running.layout.second and running.second:
            why = fast_why(running.second, week=week, frame=frame, is_first=False, distance_m=total_m)
            found[at] = fast_session(day.date, running.second, metres=metres, runner=frame.runner, why=why)
        elif at == running.layout.long and _is_long(metres, week, running, frame):
            found[at] = _long(at, day, week, running, strides.get(at), frame, total_m)
        else:
            found[at] = _easy(at, day, week, running, strides.get(at), frame, is_capped=at == capped)
    return found


def _is_long(metres: float, week: WeekPlan, running: Running, frame: PlanFrame) -> bool:
    if week.phase != "recovery":
        return running.has_long
    return frame.runner.seconds(metres) >= frame.runner.sessions.split.long_from_min * MINUTE_S


def _long(
    at: int, day: Day, week: WeekPlan, running: Running, strides: Strides | None, frame: PlanFrame, total_m: float
) -> Session:
    metres, ultra = running.metres[at], frame.runner.a_race_m >= frame.runner.policy.long_run.ultra_from_m
    code = "L04" if ultra and week.index % 2 == 0 and week.phase != "recovery" else "L01"
    why = long_why(metres, frame, week=week)
    session = run_session(day.date, code, metres=metres, runner=frame.runner, why=why, strides=strides)
    rules, seconds = frame.runner.policy.hard_day, frame.runner.seconds(metres)
    is_hard = seconds >= rules.long_min * MINUTE_S or (
        metres >= rules.share * total_m and seconds >= rules.share_min * MINUTE_S
    )
    if week.is_last and seconds <= rules.long_min * MINUTE_S and at == len(running.metres) - 1:
        is_hard = False
    return replace(session, hard=is_hard)


def _easy(
    at: int, day: Day, week: WeekPlan, running: Running, strides: Strides | None, frame: PlanFrame, *, is_capped: bool
) -> Session:
    after_hard = (at - 1) in running.layout.hard
    # A recovery jog takes longer than an easy run of the same distance, and the day may not have the time.
    extra_s = strides_seconds(strides, frame.runner) if strides else 0.0
    slow_s = running.metres[at] / KM * frame.runner.slow_s_per_km
    has_time = (slow_s + extra_s) / MINUTE_S <= day.run_min
    slow = week.phase == "recovery" and week.index <= 2 and has_time  # noqa: PLR2004 - the first two weeks
    code = "H01" if is_capped else _easy_code(slow=slow or (has_time and after_hard and len(running.layout.runs) >= 5))  # noqa: PLR2004
    count = strides.count if strides else 0
    why = easy_why(code, day, frame, week=week, strides=count, after_hard=after_hard)
    return run_session(day.date, code, metres=running.metres[at], runner=frame.runner, why=why, strides=strides)


def _easy_code(*, slow: bool) -> str:
    return "E02" if slow else "E01"


def _capped_day(running: Running, strides: Mapping[int, Strides], week: WeekPlan, frame: PlanFrame) -> int | None:
    """One aerobic run under the ceiling, the longest of the plain easy ones; in recovery only with a known ceiling."""
    if week.phase == "recovery" and not frame.runner.has_measured_hr:
        return None
    easy = [at for at in running.metres if at not in running.layout.hard]
    plain = [at for at in easy if at not in strides] or easy
    return max(plain, key=lambda at: (running.metres[at], -at), default=None)


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
