"""What the athlete usually runs, before the taper: planning.md 3.0."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.request import History, HistoryWeek
from plans.engine.response import Baseline

WEEK: Final = timedelta(days=7)


class WeekUse(StrEnum):
    """What a week of the diary is to B: it counts, or the one reason why it does not."""

    COUNTED = "counted"
    WAITING = "waiting"  # usable, but there are fewer than the coach can judge by
    SPARE = "spare"  # usable, but later ones are enough
    MARKED = "marked"
    OLDER = "older"
    TAPER = "taper"
    RACE = "race"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedWeek:
    week: HistoryWeek
    use: WeekUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Where B is looked for. `first` to before `end`; the taper begins on `taper`, the race week on `race_week`."""

    first: date
    end: date
    taper: date
    race_week: date

    def place(self, week: HistoryWeek) -> WeekUse | None:
        """Why a week outside does not count; None for one inside."""
        if week.start >= self.race_week + WEEK:
            return WeekUse.AFTER
        if week.start >= self.race_week:
            return WeekUse.RACE
        if week.start >= self.taper:
            return WeekUse.TAPER
        return WeekUse.OLDER if week.start < self.first else None


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
    judged = judged_weeks(
        weeks, race_day=race_day, race_distance_m=race_distance_m, provisional=provisional, policy=policy
    )
    return tuple(one.week for one in judged if one.use is WeekUse.COUNTED)


def judged_weeks(
    weeks: Sequence[HistoryWeek],
    *,
    race_day: date,
    race_distance_m: float,
    provisional: bool = False,
    policy: Policy = DEFAULT_POLICY,
) -> tuple[JudgedWeek, ...]:
    """Every week, oldest first, with what it is to B. Weeks after the race change nothing for those before it."""
    found = window(weeks, race_day=race_day, race_distance_m=race_distance_m, provisional=provisional, policy=policy)
    known = sorted(weeks, key=lambda week: week.start)
    if found is None:
        return tuple(JudgedWeek(week=week, use=WeekUse.AFTER) for week in known)
    usable = [week for week in known if found.place(week) is None and not week.unusable]
    enough = len(usable) >= policy.baseline.least_weeks
    counted = {id(week) for week in usable[-policy.baseline.mean_of_weeks :]} if enough else set()
    waits = WeekUse.SPARE if enough else WeekUse.WAITING
    return tuple(JudgedWeek(week=week, use=_use(week, found, counted=counted, waits=waits)) for week in known)


def window(
    weeks: Sequence[HistoryWeek],
    *,
    race_day: date,
    race_distance_m: float,
    provisional: bool = False,
    policy: Policy = DEFAULT_POLICY,
) -> Window | None:
    """None when no week up to the race is known. The weeks of a diary may begin on another day than the athlete's:
    its own rhythm is followed."""
    latest = max((week.start for week in weeks if week.start <= race_day), default=None)
    if latest is None:
        return None
    race_week = race_day - timedelta(days=(race_day - latest).days % 7)
    short = race_distance_m < policy.recovery.long_race_m
    taper = race_week - WEEK * (policy.baseline.short_taper_weeks if short else policy.baseline.long_taper_weeks)
    end = min(taper, latest + WEEK) if provisional else taper
    return Window(first=end - WEEK * policy.baseline.window_weeks, end=end, taper=taper, race_week=race_week)


def _use(week: HistoryWeek, found: Window, *, counted: Collection[int], waits: WeekUse) -> WeekUse:
    place = found.place(week)
    if place is not None:
        return place
    if week.unusable:
        return WeekUse.MARKED
    return WeekUse.COUNTED if id(week) in counted else waits


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _reason(history: History, weeks: int) -> str:
    if history.baseline_m is not None:
        return "as it was entered"
    return f"mean of {weeks} usable weeks before the taper"
