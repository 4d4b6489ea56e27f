"""A week's needs put as a question to the placement: how many runs, on which days, how far apart."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from plans.engine.days import Day
from plans.engine.frame import PlanFrame
from plans.engine.long_run import LongWish
from plans.engine.placement import Question
from plans.engine.policy_week import MINUTE_S
from plans.engine.request import WEEKDAYS
from plans.engine.scene import Attempt, Scene, Workouts


def run_day_counts(scene: Scene) -> list[int]:
    """Numbers of run days, the preferred one first."""
    week, days, frame = scene.week, scene.days, scene.frame
    runner = frame.runner
    possible = min(len(days) - 1 if len(days) > 1 else 1, sum(day.may_run or bool(day.race) for day in days))
    fewest, most = runner.run_days
    if week.phase == "recovery" and frame.is_long_race and week.index <= 2:  # noqa: PLR2004 - INV-29
        fewest, most = runner.policy.week.recovery_run_days
        most = min(most, fewest if week.index == 1 else most)
    elif week.phase == "recovery":
        fewest = min(fewest, 3)
    elif scene.race is not None:
        fewest = max(1, fewest - 1)
    most = min(most, runner.run_days[1])
    fewest, most = min(fewest, most, possible), min(most, possible)
    good_m = runner.metres(runner.sessions.split.easy_good_min * MINUTE_S)
    preferred = next((n for n in range(most, fewest, -1) if week.target_m / n >= good_m), fewest)
    return sorted(range(max(1, fewest), most + 1), key=lambda n: (n < preferred, abs(n - preferred)))


def week_question(scene: Scene, attempt: Attempt, count: int, workouts: Workouts) -> Question:
    """What the placement has to find days for."""
    days, frame, race = scene.days, scene.frame, scene.race
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
        needs_second=workouts.second is not None and count >= runner.policy.quality.second_fast_days,
        gap=runner.hard_gap_days,
        fast_gap=runner.fast_gap_days,
        stiff_long=_is_stiff(scene, count, workouts.wish),
        relaxed=attempt.is_relaxed,
        long_wish=WEEKDAYS.index(wished) if wished else None,
        fast_wishes=tuple(WEEKDAYS.index(w.weekday) for w in athlete.fixed if w.ingredient == "fast"),
        forced_run=race,
    )


def _is_race_eve(day: Day, frame: PlanFrame) -> bool:
    """Too near before a race in between to be a hard day."""
    return any(0 < (race.date - day.date).days < frame.runner.hard_gap_days for race in frame.races)


def _is_stiff(scene: Scene, count: int, wish: LongWish) -> bool:
    """Whether the long run will be a hard day (planning.md 0.2)."""
    rules, runner = scene.frame.runner.policy.hard_day, scene.frame.runner
    longest_m = max(wish.wish_m, scene.week.target_m / max(1, count) * 1.2)
    return runner.seconds(min(wish.high_m, longest_m)) >= (rules.share_min - 2) * MINUTE_S


def _offsets(days: Sequence[Day], test: Callable[[Day], bool]) -> tuple[int, ...]:
    return tuple(at for at, day in enumerate(days) if test(day))
