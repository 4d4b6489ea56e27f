"""How much training weighs: planning.md 6.5. Shown to people, never a constraint by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, sqrt
from statistics import mean

from plans.engine.record import record
from plans.engine.request import Sex

TRIMP_WEIGHTS: dict[Sex, tuple[float, float]] = {"M": (0.64, 1.92), "F": (0.86, 1.67)}
FITNESS_DAYS, FATIGUE_DAYS = 42, 7
SEED_DAYS = 28
ACUTE_DAYS, CHRONIC_DAYS = 7, 28
EQUAL = 1e-9  # loads no further apart are the same


@record
class WeekLoad:
    """Foster's numbers; monotony and strain are None when every day weighs the same."""

    total: float
    monotony: float | None
    strain: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """On the evening of the last day; `tsb` is what the next day starts with."""

    ctl: float
    atl: float
    tsb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkloadRatio:
    coupled: float | None
    uncoupled: float | None
    ewma: float | None


def trimp(*, duration_s: float, mean_hr_bpm: float, resting_hr_bpm: float, max_hr_bpm: float, sex: Sex) -> float:
    """Banister's impulse, with the weights of the athlete's own sex."""
    weight, exponent = TRIMP_WEIGHTS[sex]
    reserve = (mean_hr_bpm - resting_hr_bpm) / (max_hr_bpm - resting_hr_bpm)
    return duration_s / 60 * reserve * weight * exp(exponent * reserve)


def week_load(loads: Sequence[float]) -> WeekLoad:
    """Total, monotony and strain of daily session-RPE loads; the spread is the sample's (n - 1)."""
    total = fsum(loads)
    mean_load = total / len(loads)
    spread = sqrt(fsum([(load - mean_load) ** 2 for load in loads]) / (len(loads) - 1))
    if max(loads) - min(loads) < EQUAL:
        return WeekLoad(total=total, monotony=None, strain=None)
    monotony = mean_load / spread
    return WeekLoad(total=total, monotony=monotony, strain=total * monotony)


def fitness(loads: Sequence[float], *, seed: float | None = None) -> Fitness:
    """CTL and ATL after the last day, in the 1 - e^(-1/tau) variant; no seed means the first 28 days' mean."""
    start = seed if seed is not None else (mean(loads[:SEED_DAYS]) if loads else 0.0)
    ctl, atl = (_smoothed(loads, start, 1 - exp(-1 / days)) for days in (FITNESS_DAYS, FATIGUE_DAYS))
    return Fitness(ctl=ctl, atl=atl, tsb=ctl - atl)


def workload_ratio(loads: Sequence[float]) -> WorkloadRatio:
    """Acute against chronic load, three ways; None where the days or the denominator are missing."""
    if not loads:
        return WorkloadRatio(coupled=None, uncoupled=None, ewma=None)
    acute, chronic = (_smoothed(loads[1:], loads[0], 2 / (days + 1)) for days in (ACUTE_DAYS, CHRONIC_DAYS))
    ewma = _ratio(acute, chronic)
    if len(loads) < CHRONIC_DAYS:
        return WorkloadRatio(coupled=None, uncoupled=None, ewma=ewma)
    week = mean(loads[-ACUTE_DAYS:])
    return WorkloadRatio(
        coupled=_ratio(week, mean(loads[-CHRONIC_DAYS:])),
        uncoupled=_ratio(week, mean(loads[-CHRONIC_DAYS:-ACUTE_DAYS])),
        ewma=ewma,
    )


def _smoothed(loads: Sequence[float], start: float, share: float) -> float:
    value = start
    for load in loads:
        value += (load - value) * share
    return value


def _ratio(above: float, below: float) -> float | None:
    return above / below if below else None
