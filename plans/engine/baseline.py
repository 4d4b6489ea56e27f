"""What the athlete usually runs, before the taper: planning.md 3.0."""

from collections.abc import Sequence
from datetime import date, timedelta

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.request import History, HistoryWeek
from plans.engine.response import Baseline


def baseline(
    history: History,
    *,
    race_day: date,
    race_distance_m: float,
    provisional: bool = False,
    run_days: int | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> Baseline | None:
    """B and L0 in metres; None when there are too few usable weeks, or B is nothing (E_NO_BASELINE).

    The coach's own figures win. An unknown long run is taken from the run days as in 4.2. `provisional`: the race is
    still to come, so the latest known weeks stand in for those not yet run.
    """
    weeks = usable_weeks(
        history.weeks, race_day=race_day, race_distance_m=race_distance_m, provisional=provisional, policy=policy
    )
    distance_m = history.baseline_m if history.baseline_m is not None else _mean([week.distance_m for week in weeks])
    if round(distance_m) == 0:
        return None
    longest = [week.longest_m for week in weeks if week.longest_m is not None]
    known_m = history.baseline_long_m if history.baseline_long_m is not None else _mean(longest)
    return Baseline(
        distance_m=round(distance_m),
        longest_m=round(min(known_m or usual_long_share(run_days, policy=policy) * distance_m, distance_m)),
        reason=_reason(history, len(weeks)),
    )


def usual_long_share(run_days: int | None, *, policy: Policy = DEFAULT_POLICY) -> float:
    """The long run's usual share of a week with so many runs (4.2)."""
    rules = policy.volume
    days = run_days or policy.week.run_days.intermediate[1]
    return min(1.0, max(rules.long_share_floor, rules.long_share_days / (days + rules.long_share_offset)))


def usable_weeks(
    weeks: Sequence[HistoryWeek],
    *,
    race_day: date,
    race_distance_m: float,
    provisional: bool = False,
    policy: Policy = DEFAULT_POLICY,
) -> tuple[HistoryWeek, ...]:
    """The weeks B is the mean of, oldest first; empty when there are fewer than the coach can judge by."""
    if not weeks:
        return ()
    end = _taper_start(weeks[-1].start, race_day=race_day, race_distance_m=race_distance_m, policy=policy)
    if provisional:
        end = min(end, weeks[-1].start + timedelta(days=7))
    first = end - timedelta(weeks=policy.baseline.window_weeks)
    known = sorted((week for week in weeks if first <= week.start < end), key=lambda week: week.start)
    usable = [week for week in known if not week.unusable]
    if len(usable) < policy.baseline.least_weeks:
        return ()
    return tuple(usable[-policy.baseline.mean_of_weeks :])


def _taper_start(any_week_start: date, *, race_day: date, race_distance_m: float, policy: Policy) -> date:
    """The weeks of a diary may begin on another day than the athlete's: its own rhythm is followed."""
    race_week = race_day - timedelta(days=(race_day - any_week_start).days % 7)
    short = race_distance_m < policy.recovery.long_race_m
    taper = policy.baseline.short_taper_weeks if short else policy.baseline.long_taper_weeks
    return race_week - timedelta(weeks=taper)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _reason(history: History, weeks: int) -> str:
    if history.baseline_m is not None:
        return "as it was entered"
    return f"mean of {weeks} usable weeks before the taper"
