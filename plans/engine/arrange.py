"""One week's running: how many days, which days, how far each; and what had to give."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from plans.engine.days import Day
from plans.engine.dose import FastPlan
from plans.engine.fast_choice import choose_fast
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.long_run import LongWish, long_wish
from plans.engine.placement import Layout, Question, layouts
from plans.engine.policy import KM
from plans.engine.policy_week import MINUTE_S
from plans.engine.progress import Progress
from plans.engine.request import WEEKDAYS
from plans.engine.sessions import fast_room_m, race_metres, wake_up_seconds
from plans.engine.split import Bounds, Shares, share_out

LONGEST_STREAK = 6
TRIED = 16
LOST_COST_PER_KM = 12.0


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
    runnable = _offsets(days, lambda day: day.may_run)
    race = next((at for at, day in enumerate(days) if day.race), None)
    if not runnable and race is None:
        return None
    for attempt in _attempts(week, days, race):
        found = _best(week, days, frame, progress, attempt=attempt, race=race)
        if found:
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What the week is asked for; each next attempt asks for less."""

    needs_long: bool
    needs_fast: bool
    is_relaxed: bool = False


def _attempts(week: WeekPlan, days: Sequence[Day], race: int | None) -> Iterator[_Attempt]:
    if race is not None:
        yield _Attempt(False, True)
        yield _Attempt(False, True, is_relaxed=True)
        return
    wants_fast = week.phase != "recovery" and any(day.may_be_fast and day.may_run for day in days)
    if wants_fast:
        yield _Attempt(True, True)
        yield _Attempt(True, True, is_relaxed=True)
    yield _Attempt(True, False)
    yield _Attempt(False, False)


def _best(
    week: WeekPlan,
    days: Sequence[Day],
    frame: PlanFrame,
    progress: Progress,
    *,
    attempt: _Attempt,
    race: int | None,
) -> Running | None:
    wants_workout = attempt.needs_fast and race is None
    wish = long_wish(week, frame, progress)
    room_m = _fast_room_m(days, frame, wish)
    fast = choose_fast(week, frame, progress, room_m=room_m, is_relaxed=attempt.is_relaxed) if wants_workout else None
    if wants_workout and fast is None:
        return None
    second = _second(week, frame, progress, attempt, room_m)
    best: tuple[float, Running] | None = None
    for place, count in enumerate(_counts(week, days, frame, race)):
        asked = _question(week, days, frame, progress, attempt=attempt, count=count, race=race, wish=wish)
        if second is not None and count >= frame.runner.policy.quality.second_fast_days:
            asked = replace(asked, needs_second=True)
        for cost, running in _tried(asked, week, days, frame, progress, fast=fast, second=second, wish=wish):
            total = cost + 4.0 * place
            if best is None or total < best[0]:
                best = (total, running)
        if best and best[1].lost_m < frame.runner.sessions.split.lost_tolerance_m:
            break
    return best[1] if best else None


def _fast_room_m(days: Sequence[Day], frame: PlanFrame, wish: LongWish) -> float:
    """A fast workout may be no longer than the long run, nor than the longest of its days."""
    rooms = [day.run_min for day in days if day.may_be_fast and day.may_run]
    minutes = max(rooms, default=0.0) - (wake_up_seconds(frame.runner) / MINUTE_S)
    return min(wish.high_m, frame.runner.metres(minutes * MINUTE_S))


def _second(week: WeekPlan, frame: PlanFrame, progress: Progress, attempt: _Attempt, room_m: float) -> FastPlan | None:
    """A second, light workout: only by policy, never for beginners, never in a light week (INV-18)."""
    wanted = frame.runner.second_fast and not week.is_light and frame.runner.level != "beginner"
    early = len(progress.fast_log) < frame.runner.sessions.dose.light_workouts
    if not wanted or not attempt.needs_fast or attempt.is_relaxed or early or week.is_last:
        return None
    return choose_fast(week, frame, progress, room_m=room_m, is_second=True)


def _counts(week: WeekPlan, days: Sequence[Day], frame: PlanFrame, race: int | None) -> list[int]:
    """Numbers of run days, the preferred one first."""
    runner = frame.runner
    possible = min(len(days) - 1 if len(days) > 1 else 1, sum(day.may_run or bool(day.race) for day in days))
    fewest, most = runner.run_days
    if week.phase == "recovery" and frame.is_long_race and week.index <= 2:  # noqa: PLR2004 - INV-29
        fewest, most = runner.policy.week.recovery_run_days
        most = min(most, fewest if week.index == 1 else most)
    elif week.phase == "recovery":
        fewest = min(fewest, 3)
    elif race is not None:
        fewest = max(1, fewest - 1)
    most = min(most, runner.run_days[1])
    fewest, most = min(fewest, most, possible), min(most, possible)
    good_m = runner.metres(runner.sessions.split.easy_good_min * MINUTE_S)
    preferred = next((n for n in range(most, fewest, -1) if week.target_m / n >= good_m), fewest)
    return sorted(range(max(1, fewest), most + 1), key=lambda n: (n < preferred, abs(n - preferred)))


def _question(
    week: WeekPlan,
    days: Sequence[Day],
    frame: PlanFrame,
    progress: Progress,
    *,
    attempt: _Attempt,
    count: int,
    race: int | None,
    wish: LongWish,
) -> Question:
    athlete, runner = frame.request.athlete, frame.runner
    runs = _offsets(days, lambda day: day.may_run or bool(day.race))
    late = frame.plan_start - timedelta(days=runner.policy.checks.fresh_hours_days)
    free = _offsets(days, lambda day: day.may_run and day.date <= late and not _is_race_eve(day, frame))
    fixed_long = [w.weekday for w in athlete.fixed if w.ingredient == "long"]
    wished = athlete.long_run_day or (fixed_long[0] if fixed_long else None)
    return Question(
        length=len(days),
        first_weekday=days[0].date.weekday(),
        run_days=runs,
        fast_days=(race,) if race is not None else tuple(at for at in free if days[at].may_be_fast),
        long_days=_offsets(days, lambda day: day.may_run and not _is_race_eve(day, frame)),
        count=count,
        needs_long=attempt.needs_long,
        needs_fast=attempt.needs_fast,
        gap=runner.hard_gap_days,
        fast_gap=runner.fast_gap_days,
        stiff_long=_is_stiff(week, count, frame, wish),
        relaxed=attempt.is_relaxed,
        long_wish=WEEKDAYS.index(wished) if wished else None,
        fast_wishes=tuple(WEEKDAYS.index(w.weekday) for w in athlete.fixed if w.ingredient == "fast"),
        forced_run=race,
    )


def _is_race_eve(day: Day, frame: PlanFrame) -> bool:
    """Too near before a race in between to be a hard day."""
    return any(0 < (race.date - day.date).days < frame.runner.hard_gap_days for race in frame.races)


def _is_stiff(week: WeekPlan, count: int, frame: PlanFrame, wish: LongWish) -> bool:
    """Whether the long run will be a hard day (planning.md 0.2)."""
    rules, runner = frame.runner.policy.hard_day, frame.runner
    longest_m = max(wish.wish_m, week.target_m / max(1, count) * 1.2)
    return runner.seconds(min(wish.high_m, longest_m)) >= (rules.share_min - 2) * MINUTE_S


def _tried(
    asked: Question,
    week: WeekPlan,
    days: Sequence[Day],
    frame: PlanFrame,
    progress: Progress,
    *,
    fast: FastPlan | None,
    second: FastPlan | None,
    wish: LongWish,
) -> Iterator[tuple[float, Running]]:
    tried, best = 0, float("inf")
    for cost, layout in layouts(asked):
        if tried >= TRIED or cost >= best:
            return
        edge = _edge_cost(layout, asked, week, days, frame, progress)
        if edge is None or _has_no_time(layout, days, fast, frame):
            continue
        tried += 1
        shares = share_out(layout, _bounds(layout, week, days, frame, progress, fast=fast, wish=wish), frame.grid)
        total = cost + edge + LOST_COST_PER_KM * abs(shares.lost_m) / KM
        best = min(best, total)
        yield total, _running(layout, asked, shares, fast=fast, second=second, wish=wish)


def _has_no_time(layout: Layout, days: Sequence[Day], fast: FastPlan | None, frame: PlanFrame) -> bool:
    if fast is None or layout.fast is None:
        return False
    return fast_room_m(fast, days[layout.fast].run_min, runner=frame.runner) < fast.least_m - 1


def _running(
    layout: Layout, asked: Question, shares: Shares, *, fast: FastPlan | None, second: FastPlan | None, wish: LongWish
) -> Running:
    return Running(
        layout=layout,
        metres=shares.metres,
        lost_m=shares.lost_m,
        fast=fast if layout.fast is not None else None,
        second=second if layout.second is not None else None,
        is_relaxed=asked.relaxed and fast is not None,
        has_long=layout.long is not None and wish.is_long,
    )


def _edge_cost(
    layout: Layout, asked: Question, week: WeekPlan, days: Sequence[Day], frame: PlanFrame, progress: Progress
) -> float | None:
    """What the days before this week forbid (None) or make worse."""
    if not asked.relaxed and _is_too_soon(layout, asked, days, progress):
        return None
    streak = progress.streak_before(week.start)
    cost, idle = 0.0, _idle_before(week, frame, progress)
    for at, day in enumerate(days):
        streak = streak + 1 if at in layout.runs else 0
        if streak > LONGEST_STREAK:
            return None
        idle = 0 if at in layout.runs else idle + day.may_run
        cost += 15.0 * (idle > frame.runner.policy.week.idle_days)
    return cost + _late_start_cost(layout, week, days, frame)


def _idle_before(week: WeekPlan, frame: PlanFrame, progress: Progress) -> int:
    """Days since the last run on which the athlete could have run."""
    if not progress.run_dates:
        return 0
    last = max(progress.run_dates)
    between = [last + timedelta(days=step) for step in range(1, (week.start - last).days)]
    return sum(frame.runner.limit_min(WEEKDAYS[day.weekday()]) > 0 for day in between)


def _is_too_soon(layout: Layout, asked: Question, days: Sequence[Day], progress: Progress) -> bool:
    hard = sorted(at for at in layout.hard if at != layout.long or asked.stiff_long)
    if layout.long is not None and progress.last_fast and (days[layout.long].date - progress.last_fast).days == 1:
        return True
    if hard and progress.last_hard and (days[hard[0]].date - progress.last_hard).days < asked.gap:
        return True
    return bool(
        layout.fast is not None
        and progress.last_fast
        and (days[layout.fast].date - progress.last_fast).days < asked.fast_gap
    )


def _late_start_cost(layout: Layout, week: WeekPlan, days: Sequence[Day], frame: PlanFrame) -> float:
    """After the race the break has an end (2.3's upper bound), too."""
    until = frame.rest_max_until
    if until is None or week.phase != "recovery" or week.start > until:
        return 0.0
    return 25.0 * (days[min(layout.runs)].date > until + timedelta(days=1))


def _bounds(
    layout: Layout,
    week: WeekPlan,
    days: Sequence[Day],
    frame: PlanFrame,
    progress: Progress,
    *,
    fast: FastPlan | None,
    wish: LongWish,
) -> Bounds:
    runner, rules = frame.runner, frame.runner.policy.long_run
    extra = week.is_light or (week.phase == "recovery" and week.index == 1)
    high_m = min(wish.high_m, runner.metres(runner.sessions.split.easy_most_min * MINUTE_S))
    race = next((day.race for day in days if day.race), None)
    if race is not None:
        high_m = min(high_m, max(rules.after_race_share * progress.longest_settled_m, 5 * KM))
    room_m = {at: min(day.room_m(runner), progress.longest_allowed_m(day.date)) for at, day in enumerate(days)}
    if fast and layout.fast is not None:
        room_m[layout.fast] = min(room_m[layout.fast], fast_room_m(fast, days[layout.fast].run_min, runner=runner))
    return Bounds(
        target_m=week.target_m,
        share=rules.share_by_days[len(layout.runs)] + rules.light_week_addition * extra,
        long_wish_m=wish.wish_m,
        long_high_m=wish.high_m,
        over_mean=rules.over_mean if week.phase != "recovery" else 1.0,
        long_bound_m=_long_bound_m(layout, week, room_m, frame),
        hard_long_m=runner.metres(runner.policy.hard_day.share_min * MINUTE_S),
        fast_m=_fast_span_m(fast, layout, frame) if fast and layout.fast is not None else (0.0, 0.0),
        fixed_m=race_metres(race, runner=runner) if race else 0.0,
        easy_low_m=_easy_low_m(week, frame),
        easy_high_m=high_m if layout.long is None else runner.metres(runner.sessions.split.easy_most_min * MINUTE_S),
        room_m=room_m,
        weights=_weights(layout, frame),
    )


def _long_bound_m(layout: Layout, week: WeekPlan, room_m: Mapping[int, float], frame: PlanFrame) -> float:
    """Where INV-13, 14, 15 or 30 ends the long run, whatever the week would like."""
    if layout.long is None:
        return 0.0
    runner = frame.runner
    share = runner.policy.long_run.ceiling_share if week.phase == "maintenance" else 1.0
    return min(share * runner.baseline.longest_m, runner.long_limit_m, room_m[layout.long])


def _fast_span_m(fast: FastPlan, layout: Layout, frame: PlanFrame) -> tuple[float, float]:
    """With few runs a week the workout carries more easy running around its main set."""
    split = frame.runner.sessions.split
    extra_m = frame.runner.metres(split.few_runs_extra_min * MINUTE_S) if len(layout.runs) <= split.few_runs else 0.0
    return fast.least_m, fast.most_m + extra_m


def _easy_low_m(week: WeekPlan, frame: PlanFrame) -> float:
    rules = frame.runner.policy.week
    minutes = rules.easy_run_min
    if week.phase == "recovery":
        minutes = rules.run_min[0]
    if week.target_m < rules.small_week_m:
        minutes = rules.small_week_run_min
    return frame.runner.metres(minutes * MINUTE_S)


def _weights(layout: Layout, frame: PlanFrame) -> dict[int, float]:
    """Shorter on the day after a hard one; one midweek run a little longer for the experienced."""
    rules = frame.runner.sessions.split
    weights = {at: rules.after_hard if (at - 1) in layout.hard else 1.0 for at in layout.easy}
    if frame.runner.level != "beginner" and layout.long is not None and len(layout.easy) > 1:
        plain = [at for at in layout.easy if weights[at] == 1.0]
        if plain:
            far = max(plain, key=lambda at: (min((at - (layout.long or 0)) % 7, ((layout.long or 0) - at) % 7), -at))
            weights[far] = rules.medium_long
    return weights


def _offsets(days: Sequence[Day], test: Callable[[Day], bool]) -> tuple[int, ...]:
    return tuple(at for at, day in enumerate(days) if test(day))
