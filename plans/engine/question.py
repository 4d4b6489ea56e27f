"""A week's needs put as a question to the placement: how many runs, on which days, how far apart."""

from datetime import timedelta

from plans.engine.placement import DAYS, LONGEST_STREAK, Question
from plans.engine.policy import MINUTE_S
from plans.engine.record import record
from plans.engine.scene import Scene
from plans.engine.sessions import race_metres
from plans.engine.sharing import least_long_m

DAY = timedelta(days=1)


@record
class Attempt:
    """What the week is asked for; each next attempt asks for less.

    `is_soft`: the long run stays short of a hard day, so that less space is needed around it.
    """

    needs_long: bool
    needs_fast: bool
    is_soft: bool = False
    is_relaxed: bool = False


def run_day_counts(scene: Scene) -> list[int]:
    """Numbers of run days, the preferred one first (INV-29)."""
    week, frame = scene.week, scene.frame
    runner, rules = frame.runner, frame.policy.week
    possible = min(scene.masks.open.bit_count(), max(1, len(scene.days) - 1))
    fewest, most = runner.run_days
    if week.is_early_recovery and frame.is_long_race:
        fewest, most = rules.recovery_run_days
        most = fewest if week.index == 1 else most
    elif week.phase == "recovery":
        fewest = min(fewest, rules.least_run_days)
    elif scene.race is not None:
        fewest = max(1, fewest - 1)
    most = min(most, runner.run_days[1], possible)
    if scene.diary.streak_before(week.start) + _before_days_away(scene)[1] > LONGEST_STREAK + 1:
        # One day of rest cannot end the days behind it in time and also keep those ahead free (INV-28).
        most = min(most, DAYS - 2)
    fewest = max(1, min(fewest, most))
    good_m = runner.metres(frame.policy.sharing.easy_good_min * MINUTE_S)
    preferred = most
    while preferred > fewest and _run_m(scene, preferred) < good_m:
        preferred -= 1
    # At last fewer than the fewest, where the days before leave no other way (INV-28).
    return [*range(preferred, most + 1), *range(preferred - 1, 0, -1)]


def _run_m(scene: Scene, count: int) -> float:
    """The mean run of so many; beside a race, of the others."""
    race = scene.days[scene.race].race if scene.race is not None else None
    if race is None:
        return scene.week.target_m / count
    left_m = scene.week.target_m - race_metres(race, runner=scene.frame.runner)
    return left_m / (count - 1) if count > 1 else left_m


def is_stiff(scene: Scene, count: int) -> bool:
    """Whether the long run, left to itself, will be a hard day (planning.md 0.2)."""
    long_m = natural_long_m(scene, count)
    return long_m > soft_long_m(scene)


def natural_long_m(scene: Scene, count: int) -> float:
    over_mean = scene.frame.policy.long_run.over_mean
    needed_m = least_long_m(scene.week.target_m, runs=count, over_mean=over_mean)
    return min(scene.wish.high_m, max(scene.wish.wish_m, needed_m))


def soft_long_m(scene: Scene) -> float:
    """The longest run that is surely no hard day: under an hour, or a small part of the week and under ninety minutes."""
    rules, runner = scene.frame.policy.hard_day, scene.frame.runner
    small_m = min(0.97 * rules.share * scene.week.target_m, runner.metres((rules.long_min - 2) * MINUTE_S))
    return max(gentle_long_m(scene), small_m)


def gentle_long_m(scene: Scene) -> float:
    """A run under an hour is no hard day, whatever the week."""
    return scene.frame.runner.metres((scene.frame.policy.hard_day.share_min - 2 - scene.reserved_min) * MINUTE_S)


def week_question(scene: Scene, attempt: Attempt, count: int, *, needs_second: bool) -> Question:
    """What the placement has to find days for."""
    days, week, frame, diary = scene.days, scene.week, scene.frame, scene.diary
    runner, race = frame.runner, scene.race
    masks = scene.masks
    next_hard, next_runs = _before_days_away(scene)
    stiff = is_stiff(scene, count) and not attempt.is_soft
    return Question(
        length=len(days),
        first_weekday=week.start.weekday(),
        open=masks.open,
        long_open=_long_open(scene, count),
        fast_open=1 << race if race is not None else masks.fast,
        available=masks.available,
        runs=count,
        needs_long=attempt.needs_long,
        needs_fast=attempt.needs_fast,
        needs_second=needs_second and count >= frame.policy.quality.second_fast_days,
        gap=runner.hard_gap_days,
        fast_gap=runner.fast_gap_days,
        is_stiff=stiff,
        is_relaxed=attempt.is_relaxed,
        forced=race,
        long_weekday=frame.long_weekday,
        fast_weekdays=frame.fast_weekdays,
        usual_days=diary.usual_days if len(days) == DAYS else None,
        since_hard=diary.days_since(diary.last_hard, week.start),
        since_fast=diary.days_since(diary.last_fast, week.start),
        streak=diary.streak_before(week.start),
        idle=_idle_before(scene),
        idle_limit=_idle_limit(scene),
        start_by=_start_by(scene),
        is_early=week.is_early_recovery and frame.is_long_race,
        next_hard=next_hard,
        next_runs=next_runs,
    )


def _before_days_away(scene: Scene) -> tuple[int | None, int]:
    """What the next week needs of this one, if the athlete is away on some of its days.

    Before a week with many such days the offset of its day with the most time, where its long run has to stand; and how
    many days it begins with that all have to be run on, because there are no others (INV-29).
    """
    frame, start = scene.frame, scene.week.end + DAY
    if not frame.away:
        return None, 0
    away = [at for at in range(DAYS) if start + at * DAY in frame.away]
    minutes = [0.0 if at in away else frame.runner.limits_min[(start + at * DAY).weekday()] for at in range(DAYS)]
    if not away or not any(minutes):
        return None, 0
    is_holiday = len(away) >= frame.policy.week.holiday_days
    needs_all = DAYS - minutes.count(0.0) <= frame.runner.run_days[0] - is_holiday
    first_shut = next((at for at, limit in enumerate(minutes) if not limit), DAYS)
    longest = max(range(DAYS), key=lambda at: (minutes[at], at))
    return scene.week.length + longest if is_holiday else None, first_shut if needs_all else 0


def _long_open(scene: Scene, count: int) -> int:
    """The last day before the spring plan takes only a long run of at most ninety minutes (INV-39)."""
    calm, early = scene.masks.calm, scene.masks.early
    if not scene.week.is_last:
        return calm
    needed_m = least_long_m(scene.week.target_m, runs=max(2, count), over_mean=scene.frame.policy.long_run.over_mean)
    fresh_m = scene.frame.runner.metres(scene.frame.policy.sharing.freshen_long_min * MINUTE_S)
    return calm & early if needed_m > fresh_m and calm & early else calm


def _idle_before(scene: Scene) -> int:
    """Days since the last run on which the athlete could have run."""
    last, runner = scene.diary.last_run, scene.frame.runner
    if last is None or last == scene.week.start - DAY:
        return 0
    between = (last + timedelta(days=step) for step in range(1, min(30, (scene.week.start - last).days)))
    return sum(runner.limits_min[day.weekday()] > 0 and day not in scene.frame.away for day in between)


def _idle_limit(scene: Scene) -> int:
    rules, frame, runner = scene.frame.policy.week, scene.frame, scene.frame.runner
    if scene.week.phase == "recovery":
        return min(rules.idle_days, (frame.rest_until - frame.clear.race).days)
    return rules.idle_days_small_schedule if runner.run_days[1] <= rules.least_run_days else rules.idle_days


def _start_by(scene: Scene) -> int | None:
    """After the race the break has an end, too: the offset of the last day for the first run (2.3)."""
    return max(0, (scene.frame.rest_until - scene.week.start).days + 1) if scene.is_restart else None
