"""Age grading by the 2025 road tables: planning.md 6.6. Metres and seconds.

The tables are Alan Jones and co-workers', in the public domain (CC0), kept beside this module. Results move
with the edition, so the edition travels with every answer.
"""

import csv
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Literal

from plans.engine.policy import KM
from plans.engine.request import Sex

GradeClass = Literal["unclassified", "local", "regional", "national", "world", "world_record"]
EDITION = "2025 road tables"
TABLE = Path(__file__).with_name("age_grade_2025.csv")
CLASSES: tuple[tuple[float, GradeClass], ...] = (
    (100, "world_record"),
    (90, "world"),
    (80, "national"),
    (70, "regional"),
    (60, "local"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeGrade:
    factor: float
    open_standard_s: float
    age_standard_s: float
    grade_percent: float
    grade_class: GradeClass
    edition: str = EDITION


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    distances_km: tuple[float, ...]
    standards_s: dict[Sex, tuple[float, ...]]
    factors: dict[tuple[Sex, int], tuple[float, ...]]


def age_grade(*, sex: Sex, age: int, distance_m: float, duration_s: float) -> AgeGrade | None:
    """None outside the tables: ages 5-100, a mile to 200 km."""
    tables = _tables()
    factors = tables.factors.get((sex, age))
    place = _place(tables.distances_km, distance_m / KM)
    if factors is None or place is None:
        return None
    index, share = place
    factor = _between(factors, index, share)
    standard_s = exp(_between([log(seconds) for seconds in tables.standards_s[sex]], index, share))
    percent = 100 * standard_s / factor / duration_s
    return AgeGrade(
        factor=factor,
        open_standard_s=standard_s,
        age_standard_s=standard_s / factor,
        grade_percent=percent,
        grade_class=next((name for limit, name in CLASSES if percent >= limit - 1e-9), "unclassified"),
    )


def _place(distances_km: tuple[float, ...], km: float) -> tuple[int, float] | None:
    """Where a distance stands: the column before it, and how far on by the logarithm of distance."""
    if not distances_km[0] - 1e-6 <= km <= distances_km[-1] + 1e-6:
        return None
    high = min(max(bisect_left(distances_km, km), 1), len(distances_km) - 1)
    low_km, high_km = distances_km[high - 1], distances_km[high]
    return high - 1, min(1.0, max(0.0, (log(km) - log(low_km)) / (log(high_km) - log(low_km))))


def _between(values: tuple[float, ...] | list[float], index: int, share: float) -> float:
    return values[index] * (1 - share) + values[index + 1] * share


@cache
def _tables() -> _Tables:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        distances_km = tuple(float(km) for km in next(rows)[2:])
        standards_s: dict[Sex, tuple[float, ...]] = {}
        factors: dict[tuple[Sex, int], tuple[float, ...]] = {}
        for name, age, *cells in rows:
            sex: Sex = "F" if name == "F" else "M"
            numbers = tuple(float(cell) for cell in cells)
            if age == "open":
                standards_s[sex] = numbers
            else:
                factors[sex, int(age)] = numbers
    return _Tables(distances_km=distances_km, standards_s=standards_s, factors=factors)
