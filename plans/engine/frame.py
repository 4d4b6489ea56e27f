"""What every week of one plan shares, settled before the first of them is filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plans.engine.days import Clear
from plans.engine.grid import Grid
from plans.engine.policy import HALF_M
from plans.engine.request import Blackout, PlanRequest, Quality, RaceBetween
from plans.engine.response import PhaseKind, WeekKind
from plans.engine.runner import Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFrame:
    runner: Runner
    grid: Grid
    request: PlanRequest
    plan_start: date
    week1_m: float
    week1_long_m: float
    race_distance_m: float
    clear: Clear
    race_clear: tuple[Clear, ...] = ()
    races: tuple[RaceBetween, ...] = ()
    left_out: tuple[tuple[date, str], ...] = ()
    rest_max_until: date | None = None
    recovery_weeks: int = 0
    recovery_share: float = 0.0

    @property
    def clears(self) -> tuple[Clear, ...]:
        return (self.clear, *self.race_clear)

    @property
    def blackouts(self) -> tuple[Blackout, ...]:
        return self.request.blackouts

    @property
    def is_long_race(self) -> bool:
        return self.race_distance_m >= HALF_M * 0.99

    @property
    def spring_quality(self) -> Mapping[str, Quality]:
        """What the spring plan's first weeks ask, by zone: the largest of each."""
        asked: dict[str, Quality] = {}
        for quality in self.request.spring_plan.week1_quality or _usual_quality():
            known = asked.get(quality.zone)
            asked[quality.zone] = _both(known, quality) if known else quality
        return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """One week to fill: its place in the calendar and in the volume curve."""

    index: int
    start: date
    end: date
    kind: WeekKind
    phase: PhaseKind
    target_m: float
    weeks_left: int
    in_phase: int

    @property
    def length(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_last(self) -> bool:
        return self.weeks_left == 0

    @property
    def is_light(self) -> bool:
        return self.kind in {"down", "cutback", "freshen"}

    def dates(self) -> tuple[date, ...]:
        return tuple(self.start + timedelta(days=offset) for offset in range(self.length))


def _usual_quality() -> tuple[Quality, ...]:
    return (Quality(zone="threshold", duration_s=1200),)


def _both(first: Quality, second: Quality) -> Quality:
    return Quality(
        zone=first.zone,
        duration_s=_sum(first.duration_s, second.duration_s),
        distance_m=_sum(first.distance_m, second.distance_m),
        count=(first.count or 0) + (second.count or 0) or None,
    )


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None and second is None else (first or 0) + (second or 0)
