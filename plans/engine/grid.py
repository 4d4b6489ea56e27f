"""Rounding sessions: half kilometres, half miles or five minutes; workouts finer (planning.md 5.3 (17, 18))."""

from math import floor

from plans.engine.policy import KM, Policy
from plans.engine.record import record
from plans.engine.request import Unit
from plans.engine.runner import Runner

DUST = 1e-3  # of a step: sessions are whole metres


@record
class Grid:
    """Sizes in metres; for a time-based athlete the metres that so many minutes are.

    `coarse_m`: how far half a mile or five minutes may pass a cap. It is less than the tolerance of section 7, and half
    a kilometre needs none. `finer`: for a week that
    half miles cannot hold, so that it is the same week in both units.
    """

    run_m: float
    workout_m: float
    coarse_m: float
    finer: "tuple[Grid, ...]" = ()

    def down(self, metres: float) -> int:
        """Whole steps that fit into `metres`."""
        return int(metres / self.run_m + DUST) if metres > 0 else 0

    def near(self, metres: float) -> int:
        return int(metres / self.run_m + 0.5) if metres > 0 else 0

    def workout(self, metres: float) -> float:
        return floor(metres / self.workout_m + 0.5) * self.workout_m


def grid_for(runner: Runner) -> Grid:
    """The athlete's own steps; the finer one for all runs where a week is so small that half a kilometre is too coarse."""
    policy, unit = runner.policy, runner.athlete.unit
    run_m, workout_m = _steps(runner, unit)
    if run_m > policy.rounding.small_week_share * policy.volume.band_floor * runner.baseline.distance_m:
        run_m = workout_m
    coarse_m = _coarse_m(run_m, policy)
    fine = Grid(run_m=2 * workout_m, workout_m=workout_m, coarse_m=coarse_m)
    finest = Grid(run_m=workout_m, workout_m=workout_m, coarse_m=coarse_m)
    finer = (fine, finest) if unit == "mi" and run_m > workout_m else ()
    return Grid(run_m=run_m, workout_m=workout_m, coarse_m=coarse_m, finer=finer)


def _steps(runner: Runner, unit: Unit) -> tuple[float, float]:
    rules = runner.policy.rounding
    if unit == "min":
        return rules.run_s / runner.easy_s_per_km * KM, rules.workout_s / runner.easy_s_per_km * KM
    if unit == "mi":
        return rules.run_m.mi, rules.workout_m.mi
    return rules.run_m.km, rules.workout_m.km


def _coarse_m(run_m: float, policy: Policy) -> float:
    tolerance_m = 0.9 * policy.checks.rounding_m
    return min(tolerance_m, run_m - tolerance_m) if run_m > policy.checks.rounding_m else 0.0
