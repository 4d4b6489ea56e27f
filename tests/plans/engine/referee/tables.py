"""The tables and words of planning.md that the referee knows, written down apart from the engine's."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Document = dict[str, Any]
DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HALF = 21.0975

# 2.3: km, no running at least, at most, first strides, first fast workout, first heavy leg strength
CLEARANCE = (
    (5.0, (1, 2, 4, 6, 4)), (10.0, (1, 3, 5, 8, 5)), (HALF, (2, 5, 8, 12, 8)), (42.195, (3, 7, 18, 24, 14)),
    (50.0, (3, 7, 18, 26, 14)), (80.4672, (5, 10, 21, 32, 18)), (100.0, (7, 12, 24, 35, 21)),
    (160.9344, (7, 14, 28, 42, 21)),
)  # fmt: skip
# 2.4: km, volume ceilings of the recovery weeks as fractions of B
RECOVERY = (
    (5.0, (0.65,)), (10.0, (0.55,)), (HALF, (0.40, 0.60)), (42.195, (0.25, 0.40, 0.50, 0.58)),
    (50.0, (0.20, 0.38, 0.50, 0.58)), (80.4672, (0.15, 0.32, 0.45, 0.52, 0.58)),
    (100.0, (0.12, 0.28, 0.42, 0.50, 0.57)), (160.9344, (0.08, 0.22, 0.35, 0.45, 0.52, 0.58)),
)  # fmt: skip
SHARE_CAP = {1: 1.0, 2: 0.65, 3: 0.50, 4: 0.40, 5: 0.35, 6: 0.30, 7: 0.28}  # 3.3, INV-12
LEVEL_DAYS = {"beginner": (3, 4), "intermediate": (4, 5), "advanced": (5, 6)}  # 3.5
LIGHTER = ("down", "cutback", "freshen")
KINDS = {
    "recovery": {"recovery"}, "maintenance": {"maintenance", "down"}, "base": {"base", "down", "cutback"},
    "rebuild": {"build", "cutback", "freshen", "down"},
}  # fmt: skip
PHASE_ORDER = ("recovery", "maintenance", "base", "rebuild")
HEAVY = {"G01", "G02", "G05", "P01", "P02"}
GYM = {"G01", "G02", "G05"}
INGREDIENTS = {
    "long", "fast", "strides", "easy", "aerobic", "strength", "plyometric", "mobility", "cross", "minimalist",
    "rest", "race",
}  # fmt: skip
# Section 9: the zone whose cap of 3.4 binds a fast workout; F18 runs from M to T, F21 mixes T and R.
ZONE = {
    "F01": "fartlek", "F02": "fartlek", "F03": "fartlek", "F04": "fartlek", "F05": "T", "F06": "T", "F07": "T",
    "F08": "T", "F09": "T", "F10": "I", "F11": "I", "F12": "I", "F13": "R", "F14": "hill", "F15": "hill",
    "F16": "hill", "F17": "T", "F18": "T", "F20": "M", "F21": "mixed", "F22": "T", "F23": "T", "F24": "test",
    "T01": "T", "T02": "hill", "T03": "T", "W02": "hill", "L03": "M", "L05": "T",
}  # fmt: skip
ASKED_ZONE = {"marathon": "M", "threshold": "T", "interval": "I", "repetition": "R", "hill": "hill"}
# zone: share of the week, cap in metres, cap in seconds, floor in metres, floor in seconds (3.4)
CAPS = {
    "T": (0.10, math.inf, math.inf, 0, 600), "I": (0.08, 10_000, math.inf, 0, 360),
    "fartlek": (0.08, 10_000, math.inf, 0, 360), "R": (0.05, 8_000, math.inf, 800, 0),
    "hill": (0.05, 8_000, math.inf, 800, 0), "M": (0.20, 29_000, 6_600, 0, 0),
}  # fmt: skip


def tol(metres: float) -> float:
    """Tolerance on volume comparisons: 1 % or 0.5 km, whichever is larger."""
    return max(0.01 * abs(metres), 500.0) + 1e-6


def to_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def span(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


def km(metres: float) -> str:
    return f"{metres / 1000:.2f} km"


def interpolate(table: Sequence[tuple[float, tuple[int, ...]]], distance_km: float) -> list[float]:
    """Columns of a table, linear in km, clamped at both ends."""
    at_km = min(max(distance_km, table[0][0]), table[-1][0])
    for (low_km, low), (high_km, high) in itertools.pairwise(table):
        if at_km <= high_km:
            part = (at_km - low_km) / (high_km - low_km)
            return [a + (b - a) * part for a, b in zip(low, high, strict=True)]
    return [float(entry) for entry in table[-1][1]]


def stretch(row: Sequence[float], length: int) -> list[float]:
    """A row stretched to so many entries by linear interpolation; to one entry: its last."""
    if length == 1:
        return [row[-1]]
    stretched = []
    for number in range(length):
        at = number * (len(row) - 1) / (length - 1)
        low = min(int(at), max(len(row) - 2, 0))
        high = min(low + 1, len(row) - 1)
        stretched.append(row[low] + (row[high] - row[low]) * (at - low))
    return stretched


@dataclass(frozen=True)
class Clearance:
    """2.3 for one race; days counted from the race day."""

    race: date
    rest_min: int
    rest_max: int
    strides: int
    fast: int
    heavy: int

    @classmethod
    def of(cls, race: date, distance_km: float, factor: float, break_days: int = 0) -> "Clearance":
        days = [math.ceil(column * factor - 1e-9) for column in interpolate(CLEARANCE, distance_km)]
        shift = max(0, break_days - days[0])
        low, high, strides, fast, heavy = (column + shift for column in days)
        return cls(race, low, min(14, max(high, break_days)), strides, fast, heavy)


def recovery_row(distance_km: float) -> list[float]:
    """2.4 for any distance, before the modifiers."""
    at_km = min(max(distance_km, RECOVERY[0][0]), RECOVERY[-1][0])
    for (low_km, low), (high_km, high) in itertools.pairwise(RECOVERY):
        if at_km <= high_km:
            part = (at_km - low_km) / (high_km - low_km)
            length = math.ceil(len(low) + (len(high) - len(low)) * part - 1e-9)
            pairs = zip(stretch(low, length), stretch(high, length), strict=True)
            return [a + (b - a) * part for a, b in pairs]
    return list(RECOVERY[-1][1])
