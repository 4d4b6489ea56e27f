"""Which fast workout a week gets: never the same soon, each kind in turn, what spring asks before spring."""

from collections.abc import Iterable
from dataclasses import replace

from plans.engine.dose import fast_plan, zone_amounts
from plans.engine.fast_plan import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.library import LIBRARY, rotation
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.progress import Progress
from plans.engine.request import Quality
from plans.engine.template import Template

LEAST_WEEK_S = 35 * 60
FIRST_LIGHT = "F01"
GENTLE = frozenset({"fartlek", "threshold"})
BASE = frozenset({"threshold", "hill"})
EARLY = frozenset({"fartlek", "hill"})


def choose_fast(
    week: WeekPlan,
    frame: PlanFrame,
    progress: Progress,
    *,
    room_m: float,
    is_relaxed: bool = False,
    is_second: bool = False,
) -> FastPlan | None:
    """The week's fast workout, sized to the week and, if it can be, to `room_m`; None where no six minutes fit."""
    dose = _dose(week, frame, progress, is_relaxed=is_relaxed or is_second)
    asked = _asked(week, frame, progress)
    if asked and not is_relaxed and not is_second and not _is_first(progress):
        plans = _within(room_m, _sized(_for_zones(asked), week, frame, dose=1.0))
        fresh = [plan for plan in plans if not _is_repeat(plan, week, frame, progress)]
        if plans:
            return max(fresh or plans, key=lambda p: (_covered(p, asked), p.work_s, _staleness(p, week, progress)))
    if _is_first(progress):
        first = fast_plan(LIBRARY[FIRST_LIGHT], runner=frame.runner, week_m=week.target_m, dose=dose)
        if first:
            return first
    allowed = _allowed(week, frame, progress, gentle=is_relaxed or is_second)
    plans = _within(room_m, _sized(allowed, week, frame, dose=dose))
    fresh = [plan for plan in plans if not _is_repeat(plan, week, frame, progress)]
    fresh = [plan for plan in fresh if _is_enough(plan, week, frame)] or fresh
    return max(
        fresh or plans or _fallback(week, frame, dose), key=lambda p: _staleness(p, week, progress), default=None
    )


def _is_first(progress: Progress) -> bool:
    return not progress.fast_log


def _dose(week: WeekPlan, frame: PlanFrame, progress: Progress, *, is_relaxed: bool) -> float:
    rules = frame.runner.sessions.dose
    if is_relaxed or len(progress.fast_log) < rules.light_workouts or week.kind == "down":
        return rules.light
    if week.kind == "freshen":
        return rules.freshen
    if week.kind == "build":
        return rules.rebuild
    return rules.settled[progress.settled_weeks % len(rules.settled)]


def _allowed(week: WeekPlan, frame: PlanFrame, progress: Progress, *, gentle: bool) -> tuple[Template, ...]:
    """The level's rotation, less what the phase or a sore spot forbids."""
    families: frozenset[str] | None = None
    if gentle:
        families = frozenset({"fartlek"})
    elif frame.runner.is_niggling:
        families = GENTLE
    elif week.phase == "base":
        families = BASE
    elif len(progress.fast_log) < frame.runner.sessions.dose.light_workouts:
        families = EARLY
    rows = [row for row in rotation(frame.runner.level) if families is None or row.zone in families]
    return tuple(row for row in rows if row.zone != "marathon" or week.phase == "rebuild")


def _sized(rows: Iterable[Template], week: WeekPlan, frame: PlanFrame, *, dose: float) -> Iterable[FastPlan]:
    for row in rows:
        plan = fast_plan(row, runner=frame.runner, week_m=week.target_m, dose=dose)
        if plan is not None:
            yield plan


def _within(room_m: float, plans: Iterable[FastPlan]) -> list[FastPlan]:
    return [plan for plan in plans if plan.least_m <= room_m]


def _fallback(week: WeekPlan, frame: PlanFrame, dose: float) -> list[FastPlan]:
    """The least there is: six minutes, whatever the week is."""
    least = replace(week, target_m=max(week.target_m, frame.runner.metres(LEAST_WEEK_S)))
    return list(_sized([LIBRARY[FIRST_LIGHT]], least, frame, dose=dose))


def _is_enough(plan: FastPlan, week: WeekPlan, frame: PlanFrame) -> bool:
    """A week with a fast workout should not stay all but easy (INV-19)."""
    least = 1 - frame.runner.policy.quality.easy_share_limit
    return plan.work_s >= least * frame.runner.seconds(week.target_m)


def _is_repeat(plan: FastPlan, week: WeekPlan, frame: PlanFrame, progress: Progress) -> bool:
    rules = frame.runner.sessions.dose
    if plan.code in progress.codes_since(week.index - rules.again_after_weeks + 1):
        return True
    return plan.family == "interval" and progress.last_week_of("interval") > week.index - rules.interval_every_weeks


def _staleness(plan: FastPlan, week: WeekPlan, progress: Progress) -> tuple[int, int, float]:
    """The kind that waited longest, of it the workout that waited longest, of those the fuller one."""
    last = max((done.week for done in progress.fast_log if done.code == plan.code), default=-99)
    return min(9, week.index - progress.last_week_of(plan.family)), week.index - last, plan.work_s


def _asked(week: WeekPlan, frame: PlanFrame, progress: Progress) -> dict[str, float]:
    """What spring's first weeks still want in the last three weeks (INV-39), as a share of it by zone."""
    if week.weeks_left >= DEFAULT_POLICY.checks.ready_weeks:
        return {}
    done = progress.amounts_since(week.index + week.weeks_left - DEFAULT_POLICY.checks.ready_weeks + 1)
    missing = {
        zone: frame.runner.policy.checks.touched_share - _share_done(quality, done.get(zone, (0.0, 0.0, 0)))
        for zone, quality in frame.spring_quality.items()
    }
    return {zone: share for zone, share in missing.items() if share > 0}


def _share_done(quality: Quality, amount: tuple[float, float, int]) -> float:
    metres, seconds, count = amount
    if quality.duration_s:
        return seconds / quality.duration_s
    if quality.distance_m:
        return metres / quality.distance_m
    return count / quality.count if quality.count else float(seconds > 0)


def _for_zones(asked: dict[str, float]) -> list[Template]:
    return [row for row in LIBRARY.values() if row.main and row.automatic and _zones(row) & set(asked)]


def _zones(row: Template) -> set[str]:
    return {rep.zone for rep in row.main.pattern} if row.main else set()


def _covered(plan: FastPlan, asked: dict[str, float]) -> float:
    """Most of the largest gap first: a zone that is still missing weighs by how much of it is missing."""
    amounts = zone_amounts(plan.pieces)
    return max((share for zone, share in asked.items() if zone in amounts), default=0.0)
