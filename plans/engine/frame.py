"""What every week of one plan shares, settled before the first of them is filled; and one week to fill."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta

from plans.engine.days import Clear
from plans.engine.grid import Grid
from plans.engine.policy import HALF_M, Policy
from plans.engine.record import record
from plans.engine.request import WEEKDAYS, PlanRequest, Quality, RaceBetween
from plans.engine.response import PhaseKind, WeekKind
from plans.engine.runner import Runner

OFFSETS = tuple(timedelta(days=offset) for offset in range(7))


@record
class PlanFrame:
    """`clears` holds the goal race's days of 2.3 first, then those of each race since.

    `long_weekday`, `fast_weekdays`: what the athlete wishes, Monday is 0. `rest_until`: the last day that a break after the goal race may reach.
    """

    runner: Runner
    grid: Grid
    request: PlanRequest
    plan_start: date
    week1_m: float
    week1_long_m: float
    raced_m: float
    clears: tuple[Clear, ...]
    races: tuple[RaceBetween, ...]
    left_out: tuple[tuple[date, str], ...]
    rest_until: date
    is_second_race: bool
    recovery_weeks: int
    recovery_share: float
    away: frozenset[date]
    spring_quality: Mapping[str, Quality]
    policy: Policy = field(init=False)
    long_weekday: int | None = field(init=False)
    fast_weekdays: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        athlete = self.runner.athlete
        long = athlete.long_run_day or next((w.weekday for w in athlete.fixed if w.ingredient == "long"), None)
        fast = tuple(WEEKDAYS.index(w.weekday) for w in athlete.fixed if w.ingredient == "fast")
        object.__setattr__(self, "policy", self.runner.policy)
        object.__setattr__(self, "long_weekday", WEEKDAYS.index(long) if long else None)
        object.__setattr__(self, "fast_weekdays", fast)

    @property
    def clear(self) -> Clear:
        return self.clears[0]

    @property
    def is_long_race(self) -> bool:
        return self.raced_m >= HALF_M * (1 - self.policy.recovery.named_distance_tolerance)


@record
class WeekPlan:
    """One week to fill: its place in the calendar and in the volume curve.

    `least_m`: what a week with days away has to hold (INV-03).
    """

    index: int
    start: date
    end: date
    kind: WeekKind
    phase: PhaseKind
    target_m: float
    weeks_left: int
    least_m: float = 0.0

    @property
    def length(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_last(self) -> bool:
        return self.weeks_left == 0

    @property
    def is_light(self) -> bool:
        return self.kind in {"down", "cutback", "freshen"}

    @property
    def is_early_recovery(self) -> bool:
        """The first two weeks after the race, in which recovery has run days of its own (INV-29)."""
        return self.phase == "recovery" and self.index <= 2  # noqa: PLR2004

    def dates(self) -> list[date]:
        return [self.start + OFFSETS[offset] for offset in range(self.length)]


def spring_quality(request: PlanRequest, *, policy: Policy) -> dict[str, Quality]:
    """What the spring plan's first weeks ask, added up by zone; of a plan that is unknown one threshold session (4.2)."""
    spring = request.spring_plan
    if not spring.week1_quality and spring.week1_m is None:
        return usual_quality(policy)
    asked: dict[str, Quality] = {}
    for quality in spring.week1_quality:
        known = asked.get(quality.zone)
        asked[quality.zone] = _both(known, quality) if known else quality
    return asked


def usual_quality(policy: Policy) -> dict[str, Quality]:
    """A threshold session: what most spring plans begin with, and what the last weeks lead to if nothing else is asked."""
    return {"threshold": Quality(zone="threshold", duration_s=policy.quality.default_threshold_s)}


def _both(first: Quality, second: Quality) -> Quality:
    return Quality(
        zone=first.zone,
        duration_s=_sum(first.duration_s, second.duration_s),
        distance_m=_sum(first.distance_m, second.distance_m),
        count=(first.count or 0) + (second.count or 0) or None,
    )


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None and second is None else (first or 0) + (second or 0)
