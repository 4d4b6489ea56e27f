"""One week's running: how many days, which days, how far each; and what had to give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from plans.engine.days import Day
from plans.engine.edges import edge_cost
from plans.engine.fast_choice import choose_fast
from plans.engine.fast_plan import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.long_run import LongWish, long_wish
from plans.engine.placement import Layout, Question, is_spaced, layouts
from plans.engine.policy import KM
from plans.engine.policy_week import MINUTE_S
from plans.engine.progress import Progress
from plans.engine.scene import Attempt, Scene, Workouts
from plans.engine.sessions import fast_room_m, wake_up_seconds
from plans.engine.split import Shares, share_out
from plans.engine.week_bounds import week_bounds
from plans.engine.week_question import run_day_counts, week_question

TRIED = 16
LOST_COST_PER_KM = 12.0
FEWER_DAYS_COST = 4.0
SHORTER_WORKOUTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """`fast` and `second` are the week's workouts on `layout`'s days; `lost_m` the volume without room."""

    layout: Layout
    metres: Mapping[int, float]
    lost_m: float
    fast: FastPlan | None = None
    second: FastPlan | None = None
    is_relaxed: bool = False
    has_long: bool = False


def arrange(week: WeekPlan, days: Sequence[Day], frame: PlanFrame, progress: Progress) -> Running | None:
    """The best running week these days allow; None where nobody may run."""
    scene = Scene(week=week, days=tuple(days), frame=frame, progress=progress)
    if scene.race is None and not any(day.may_run for day in days):
        return None
    found = (_best(scene, attempt) for attempt in _attempts(scene))
    return next((running for running in found if running), None)


def _attempts(scene: Scene) -> Iterator[Attempt]:
    if scene.race is not None:
        yield Attempt(needs_long=False, needs_fast=True)
        yield Attempt(needs_long=False, needs_fast=True, is_relaxed=True)
        return
    wants_fast = scene.week.phase != "recovery" and any(day.may_be_fast and day.may_run for day in scene.days)
    if wants_fast:
        yield Attempt(needs_long=True, needs_fast=True)
        yield Attempt(needs_long=True, needs_fast=True, is_relaxed=True)
    yield Attempt(needs_long=True, needs_fast=False)
    yield Attempt(needs_long=False, needs_fast=False)


def _best(scene: Scene, attempt: Attempt) -> Running | None:
    """The best with a workout that neither outgrows the long run (INV-11) nor takes its day."""
    room_m, best, found = inf, None, None
    for _ in range(SHORTER_WORKOUTS):
        workouts = _workouts(scene, attempt, room_m=room_m)
        found = _best_of(scene, attempt, workouts) if workouts else None
        if found is None or (best is not None and not _is_better(found, best)):
            return best
        best = found
        if found.fast is None or not found.has_long or found.layout.long is None:
            return best
        if not _is_outgrown(found) and not _has_taken_its_day(found, scene):
            return best
        room_m = min(found.metres[found.layout.long], found.fast.least_m - 1)
    return best


def _is_outgrown(running: Running) -> bool:
    return running.layout.long is not None and max(running.metres.values()) > running.metres[running.layout.long] + 1


def _has_taken_its_day(running: Running, scene: Scene) -> bool:
    """Volume is lost, and a day with more room than the long run's has the workout."""
    long, fast, rooms_m, step_m = running.layout.long, running.layout.fast, scene.rooms_m, scene.frame.grid.run_m
    if long is None or fast is None:
        return False
    return running.lost_m > 2 * step_m and rooms_m[fast] > rooms_m[long] + step_m


def _is_better(running: Running, other: Running) -> bool:
    """A workout that fits beside the long run, then the fuller week."""
    return (_is_outgrown(running), running.lost_m) <= (_is_outgrown(other), other.lost_m)


def _best_of(scene: Scene, attempt: Attempt, workouts: Workouts) -> Running | None:
    best: tuple[float, Running] | None = None
    for place, count in enumerate(run_day_counts(scene)):
        for cost, running in _tried(scene, attempt, count, workouts):
            total = cost + FEWER_DAYS_COST * place
            if best is None or total < best[0]:
                best = (total, running)
        if best and best[1].lost_m < scene.frame.runner.sessions.split.lost_tolerance_m:
            break
    return best[1] if best else None


def _workouts(scene: Scene, attempt: Attempt, *, room_m: float) -> Workouts | None:
    """The week's long-run wish and its fast workouts; None where one is needed and none fits."""
    wish = long_wish(scene.week, scene.frame, scene.progress)
    if not attempt.needs_fast or scene.race is not None:
        return Workouts(wish=wish)
    room_m = min(room_m, _fast_room_m(scene, wish))
    fast = choose_fast(scene.week, scene.frame, scene.progress, room_m=room_m, is_relaxed=attempt.is_relaxed)
    return Workouts(wish=wish, fast=fast, second=_second(scene, attempt, room_m)) if fast else None


def _fast_room_m(scene: Scene, wish: LongWish) -> float:
    """A fast workout may be no longer than the long run, nor than the longest of its days."""
    rooms = [day.run_min for day in scene.days if day.may_be_fast and day.may_run]
    minutes = max(rooms, default=0.0) - (wake_up_seconds(scene.frame.runner) / MINUTE_S)
    runner = scene.frame.runner
    share = runner.policy.long_run.share_by_days[max(1, run_day_counts(scene)[0])]
    return min(wish.high_m, share * scene.week.target_m, runner.metres(minutes * MINUTE_S))


def _second(scene: Scene, attempt: Attempt, room_m: float) -> FastPlan | None:
    """A second, light workout: only by policy, never for beginners, never in a light week (INV-18)."""
    week, runner = scene.week, scene.frame.runner
    wanted = runner.second_fast and not week.is_light and runner.level != "beginner"
    early = len(scene.progress.fast_log) < runner.sessions.dose.light_workouts
    if not wanted or attempt.is_relaxed or early or week.is_last:
        return None
    return choose_fast(week, scene.frame, scene.progress, room_m=room_m, is_second=True)


def _tried(scene: Scene, attempt: Attempt, count: int, workouts: Workouts) -> Iterator[tuple[float, Running]]:
    asked = week_question(scene, attempt, count, workouts)
    tried, best = 0, float("inf")
    for cost, layout in layouts(asked):
        if tried >= TRIED or cost >= best:
            return
        edge = edge_cost(layout, asked, scene)
        if edge is None or _has_no_time(layout, scene, workouts.fast):
            continue
        tried += 1
        shares = _shared(layout, asked, scene, workouts)
        total = cost + edge + LOST_COST_PER_KM * abs(shares.lost_m) / KM
        best = min(best, total)
        yield total, _running(layout, asked, shares, workouts)


def _shared(layout: Layout, asked: Question, scene: Scene, workouts: Workouts) -> Shares:
    bounds = week_bounds(layout, scene, workouts)
    shares = share_out(layout, bounds, scene.frame.grid)
    if not _grew_hard(layout, asked, shares, scene):
        return shares
    gentle_m = scene.frame.runner.metres((scene.frame.runner.policy.hard_day.share_min - 1) * MINUTE_S)
    return share_out(layout, replace(bounds, long_high_m=gentle_m, easy_high_m=gentle_m), scene.frame.grid)


def _grew_hard(layout: Layout, asked: Question, shares: Shares, scene: Scene) -> bool:
    """A long run meant to be gentle that came out as a hard day, too near to another one."""
    if layout.long is None or asked.stiff_long or asked.relaxed:
        return False
    rules, runner, metres = scene.frame.runner.policy.hard_day, scene.frame.runner, shares.metres[layout.long]
    is_hard = metres >= rules.share * shares.total_m and runner.seconds(metres) >= rules.share_min * MINUTE_S
    stiff = replace(asked, stiff_long=True)
    return is_hard and (not is_spaced(layout, stiff) or edge_cost(layout, stiff, scene) is None)


def _has_no_time(layout: Layout, scene: Scene, fast: FastPlan | None) -> bool:
    if fast is None or layout.fast is None:
        return False
    return fast_room_m(fast, scene.days[layout.fast].run_min, runner=scene.frame.runner) < fast.least_m - 1


def _running(layout: Layout, asked: Question, shares: Shares, workouts: Workouts) -> Running:
    return Running(
        layout=layout,
        metres=shares.metres,
        lost_m=shares.lost_m,
        fast=workouts.fast if layout.fast is not None else None,
        second=workouts.second if layout.second is not None else None,
        is_relaxed=asked.relaxed and workouts.fast is not None,
        has_long=layout.long is not None and workouts.wish.is_long,
    )
