"""Riegel's prediction and critical speed: planning.md 6.3. Metres, seconds, metres a second."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

RIEGEL_EXPONENT = 1.06
D_PRIME_RANGE_M = (50.0, 400.0)  # M
EFFORT_RANGE_S = (120.0, 1200.0)  # maximal efforts of 2-20 min
EFFORT_SPREAD = 3.0  # longest at least three times the shortest


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalSpeed:
    """`valid` is False when the efforts cannot carry the model; the numbers are None when they give no line."""

    speed_m_per_s: float | None
    d_prime_m: float | None
    valid: bool


def riegel(distance_m: float, duration_s: float, *, to_distance_m: float) -> float:
    """Seconds for another distance. Past the half-marathon an optimist's bound, no prediction."""
    return duration_s * exp(RIEGEL_EXPONENT * log(to_distance_m / distance_m))


def critical_speed(efforts: Sequence[tuple[float, float]]) -> CriticalSpeed:
    """Least squares of distance = speed x time + D' over (distance_m, duration_s) pairs."""
    times = [duration_s for _, duration_s in efforts]
    if len(set(times)) < 2:  # noqa: PLR2004 - a line needs two points
        return CriticalSpeed(speed_m_per_s=None, d_prime_m=None, valid=False)
    mean_time = sum(times) / len(times)
    mean_distance = sum(distance_m for distance_m, _ in efforts) / len(efforts)
    spread = sum((time - mean_time) ** 2 for time in times)
    speed = sum((time - mean_time) * (metres - mean_distance) for metres, time in efforts) / spread
    d_prime = mean_distance - speed * mean_time
    low, high = D_PRIME_RANGE_M
    return CriticalSpeed(
        speed_m_per_s=speed,
        d_prime_m=d_prime,
        valid=speed > 0 and low <= d_prime <= high and _carries_model(times),
    )


def _carries_model(times: Sequence[float]) -> bool:
    low, high = EFFORT_RANGE_S
    return low <= min(times) and max(times) <= high and max(times) >= EFFORT_SPREAD * min(times)
