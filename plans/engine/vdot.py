"""Daniels and Gilbert's VDOT: one number for a race result, and back (planning.md 6.1).

Distances in metres, times in seconds, speeds in metres a minute.
"""

from math import exp, sqrt

COST = (-4.60, 0.182258, 0.000104)  # ml/kg/min of running at v m/min: constant, linear, square
# The span of results the equations were fitted on.
SHORTEST_S = 3.5 * 60
LONGEST_S = 4 * 3600.0
CREDIBLE = (25.0, 85.0)
# Bracket and precision of the search, minutes per km and minutes.
FASTEST_MIN_PER_KM, SLOWEST_MIN_PER_KM = 1.5, 20.0
PRECISION_MIN = 0.001 / 60


def oxygen_cost(velocity: float) -> float:
    constant, linear, square = COST
    return constant + linear * velocity + square * velocity**2


def velocity_at(cost: float) -> float:
    """The speed that costs so much: the exact inverse of `oxygen_cost`, not Daniels' separate regression."""
    constant, linear, square = COST
    return (-linear + sqrt(linear**2 + 4 * square * (cost - constant))) / (2 * square)


def sustained_share(minutes: float) -> float:
    """The share of VO2max that a runner holds for so long."""
    return 0.8 + 0.1894393 * exp(-0.012778 * minutes) + 0.2989558 * exp(-0.1932605 * minutes)


def vdot(distance_m: float, duration_s: float) -> float:
    minutes = duration_s / 60
    return oxygen_cost(distance_m / minutes) / sustained_share(minutes)


def vdot_warnings(value: float, *, duration_s: float) -> tuple[str, ...]:
    """Why this number deserves less trust; empty for an ordinary race."""
    warnings = []
    if not SHORTEST_S <= duration_s <= LONGEST_S:
        warnings.append("the formula was made for races of 3.5 minutes to 4 hours")
    if not CREDIBLE[0] <= value <= CREDIBLE[1]:
        warnings.append("a VDOT outside 25-85 is beyond the published tables")
    return tuple(warnings)


def equivalent_time(value: float, to_distance_m: float) -> float:
    """Seconds for another distance at the same VDOT.

    The bracket of 1.5-20 min per km holds every runner; beyond it the nearer end is returned.
    """
    low, high = (pace * to_distance_m / 1000 for pace in (FASTEST_MIN_PER_KM, SLOWEST_MIN_PER_KM))
    while high - low > PRECISION_MIN:
        middle = (low + high) / 2
        if oxygen_cost(to_distance_m / middle) > value * sustained_share(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2 * 60
