"""Road results and time trials of an athlete, and the one that paces are taken from (planning.md 3.1, 6.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from athletes.choices import MeasurementKind
from athletes.models import Measurement, Race
from plans.engine.vdot import vdot

BEST_RACE_DAYS: Final = 365
LONGEST_ROAD_RACE_M: Final = 42_195.0
SHORTEST_VDOT_RACE_M: Final = 1_500.0
MOUNTAIN_CLIMB_M_PER_KM: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All out, on a road. A time trial has no name."""

    name: str
    day: date
    distance_m: float
    duration_s: float

    @property
    def vdot(self) -> float:
        return vdot(self.distance_m, self.duration_s)

    def as_best_race(self) -> dict[str, Any]:
        """contract.md's `history.best_race`."""
        return {"date": self.day.isoformat(), "distance_m": self.distance_m, "duration_s": self.duration_s}


def results_of(races: Iterable[Race], measurements: Iterable[Measurement]) -> list[Result]:
    """Of both kinds, in no order."""
    raced = [_raced(race) for race in races if _is_result(race)]
    return [*raced, *(_trial(one) for one in measurements if one.kind == MeasurementKind.TIME_TRIAL)]


def judged_result(results: Iterable[Result], *, fall_race_day: date, today: date) -> Result | None:
    """The newest from after the fall race, for paces have to fit today; else the fastest of the year up to it, by VDOT."""
    known = list(results)
    after = [one for one in known if fall_race_day < one.day <= today]
    if after:
        return max(after, key=lambda one: (one.day, one.vdot))
    before = [one for one in known if 0 <= (fall_race_day - one.day).days <= BEST_RACE_DAYS]
    return max(before, key=lambda one: one.vdot, default=None)


def _raced(race: Race) -> Result:
    return Result(name=race.name, day=race.date, distance_m=race.distance_m, duration_s=race.duration_s or 0)


def _trial(trial: Measurement) -> Result:
    return Result(
        name="", day=trial.measured_on or date.min, distance_m=trial.distance_m or 0, duration_s=trial.duration_s or 0
    )


def _is_result(race: Race) -> bool:
    is_road = (race.climb_m or 0) <= MOUNTAIN_CLIMB_M_PER_KM * race.distance_m / 1000
    is_distance = SHORTEST_VDOT_RACE_M <= race.distance_m <= LONGEST_ROAD_RACE_M
    return is_road and is_distance and race.status == "finished" and race.effort == "raced" and bool(race.duration_s)
