"""Rounding sessions: half kilometres, half miles or five minutes; workouts finer (planning.md 5.3 (17, 18))."""

from dataclasses import dataclass
from math import floor

from plans.engine.policy import DEFAULT_POLICY, KM
from plans.engine.request import Unit
from plans.engine.runner import Runner

DUST = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Sizes in metres; for a time-based athlete the metres that so many minutes are."""

    unit: Unit
    run_m: float
    workout_m: float

    @property
    def coarse_m(self) -> float:
        """What half a mile or five minutes may pass a cap by: less than the tolerance, as half a kilometre needs none."""
        return max(0.0, self.run_m - 0.9 * DEFAULT_POLICY.checks.rounding_m) if self.unit != "km" else 0.0

    def down(self, metres: float) -> int:
        """Whole steps that fit into `metres`."""
        return max(0, floor(metres / self.run_m + DUST))

    def near(self, metres: float) -> int:
        return max(0, floor(metres / self.run_m + 0.5))

    def workout(self, metres: float) -> float:
        return floor(metres / self.workout_m + 0.5) * self.workout_m


def grid_for(runner: Runner) -> Grid:
    rules, unit = runner.sessions.rounding, runner.athlete.unit
    if unit == "min":
        return Grid(
            unit=unit,
            run_m=rules.run_s / runner.easy_s_per_km * KM,
            workout_m=rules.workout_s / runner.easy_s_per_km * KM,
        )
    return Grid(unit=unit, run_m=rules.run_m[unit], workout_m=rules.workout_m[unit])
