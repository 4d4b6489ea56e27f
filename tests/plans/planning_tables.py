"""The tables of docs/planning.md that are drawn from the engine's own data.

`python -m tests.plans.planning_tables` writes them into the document again.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from plans.engine.library import LIBRARY
from plans.engine.policy import DEFAULT_POLICY, FIFTY_KM_M, FIFTY_MILES_M, HALF_M, HUNDRED_MILES_M, KM, MARATHON_M
from plans.engine.policy.override import rules
from plans.engine.policy.rule import ByLevel, ByUnit, Evidence
from plans.engine.policy.training import ClearanceRow, RecoveryRow
from plans.engine.recovery import recovery_fractions
from plans.engine.template import MainSet, Rep, Template
from plans.engine.volume import volume_curve

PAGE = Path(__file__).resolve().parents[2] / "docs" / "planning.md"
REFRESH = "refresh the tables with `.venv/bin/python -m tests.plans.planning_tables`"
DISTANCES = {
    5 * KM: "5 km",
    10 * KM: "10 km",
    HALF_M: "half-marathon",
    MARATHON_M: "marathon",
    FIFTY_KM_M: "50 km",
    FIFTY_MILES_M: "50 miles",
    100 * KM: "100 km",
    HUNDRED_MILES_M: "100 miles",
}
LEVELS = {"beginner": "B", "intermediate": "I", "advanced": "A"}
BASELINES_M = (70 * KM, 20 * KM)
SPRING_SHARES = (0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Number:
    """One field of the policy as the document tells it."""

    name: str
    default: str
    evidence: Evidence

    def row(self) -> str:
        told = self.evidence
        return _row(told.section, f"`{self.name}`", self.default, told.unit, told.tag, told.source)


def numbers() -> list[Number]:
    """Every field of the policy, by section and then as the code has them."""
    found = [Number(rule.name, said(rule.value), rule.evidence) for rule in rules()]
    return sorted(found, key=lambda number: _place(number.evidence.section))


def _place(section: str) -> tuple[float, ...]:
    return tuple(float(part) for part in re.findall(r"\d+", section))


def said(value: Any) -> str:
    if isinstance(value, ByLevel):
        return f"B {said(value.beginner)}, I {said(value.intermediate)}, A {said(value.advanced)}"
    if isinstance(value, ByUnit):
        return f"km {said(value.km)}, miles {said(value.mi)}"
    if isinstance(value, tuple):
        return _several(value)
    if value is None or isinstance(value, str):
        return value or "none"
    if value == inf:
        return "longer"
    return str(int(value)) if value == int(value) else str(round(value, 4))


def _several(values: tuple[Any, ...]) -> str:
    """Two numbers are a range, pairs are steps of a line."""
    if isinstance(values[0], ClearanceRow | RecoveryRow):
        return "the table of this section"
    if isinstance(values[0], tuple):
        return "; ".join(" → ".join(said(part) for part in pair) for pair in values)
    return ("–" if len(values) < 3 else ", ").join(said(part) for part in values)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _number_rows() -> Iterator[str]:
    yield _row("section", "field", "value", "unit", "tag", "source or meaning")
    yield "|---|---|---|---|---|---|"
    yield from (number.row() for number in numbers())


def _clearance_rows() -> Iterator[str]:
    yield _row("race", "rest, at least", "rest, at most", "first strides", "first fast workout", "first heavy leg work")
    yield "|---|---|---|---|---|---|"
    for row in DEFAULT_POLICY.recovery.clearance:
        yield _row(DISTANCES[row.distance_m], *(said(days) for days in row.days))


def _recovery_rows() -> Iterator[str]:
    yield _row("race", "weeks", "share of B, week by week")
    yield "|---|---|---|"
    for row in DEFAULT_POLICY.recovery.weeks:
        shares = ", ".join(f"{share:.2f}" for share in row.fractions)
        yield _row(DISTANCES[row.distance_m], str(len(row.fractions)), shares)


def _smallest_rows() -> Iterator[str]:
    shares = [f"W1 = {share:.1f} B" for share in SPRING_SHARES]
    small = f"the same at B = {BASELINES_M[1] / KM:g} km"
    yield _row("race", *shares, small)
    yield f"|{'---|' * (len(shares) + 2)}"
    for distance_m, name in DISTANCES.items():
        usual, little = ([_smallest(distance_m, base_m, share) for share in SPRING_SHARES] for base_m in BASELINES_M)
        yield _row(name, *map(str, usual), ", ".join(map(str, little)))


def _smallest(distance_m: float, baseline_m: float, share: float) -> int:
    shares = recovery_fractions(distance_m, baseline_m=baseline_m, level="intermediate")
    week1_m = share * baseline_m

    def status(weeks: int) -> str:
        return volume_curve(
            fractions=shares, baseline_m=baseline_m, cut=DEFAULT_POLICY.cut.start, weeks=weeks, week1_m=week1_m
        ).status

    return next(weeks for weeks in range(1, 53) if status(weeks) == "OK")


def _library_rows() -> Iterator[str]:
    yield _row("code", "name", "ingredient", "level", "what it is", "RPE", "on ice or in the dark")
    yield "|---|---|---|---|---|---|---|"
    yield from (_library_row(row) for row in LIBRARY.values())


# Workouts that are no part of everybody's rotation and that the planner places all the same.
FOR_WHOM = {"F22": "towards an ultra, or by choice", "F24": "for who has no result, or by choice"}


def _library_row(row: Template) -> str:
    levels = " ".join(LEVELS[level] for level in row.levels) if len(row.levels) < len(LEVELS) else "all"
    return _row(row.code, row.title, row.ingredient, levels, _what(row), said(row.rpe), row.alternate or "")


def _what(row: Template) -> str:
    parts = [row.intent]
    if row.main:
        parts = [f"{row.zone}: {_main_set(row.main)}", row.intent]
        if not row.automatic:
            parts.append(FOR_WHOM.get(row.code, "by choice only"))
    if row.exercises:
        lifts = ", ".join(f"{lift.name} {lift.sets} × {lift.reps}" for lift in row.exercises)
        parts.append(lifts)
    if row.minutes[1]:
        parts.append(f"{row.minutes[0]}-{row.minutes[1]} min")
    if row.heavy:
        parts.append("heavy")
    return "; ".join(parts)


def _main_set(main: MainSet) -> str:
    times = str(main.fewest) if main.fewest == main.most else f"{main.fewest}-{main.most}"
    if main.is_continuous:
        lead = f" after {main.lead:g} times as long easy" if main.lead else ""
        return f"{times} min without a break{lead}"
    if len(main.pattern) == 1:
        return f"{times} × {_rep(main.pattern[0])}"
    return f"{times} × ({' + '.join(_grouped(main.pattern))})"


def _grouped(pattern: tuple[Rep, ...]) -> Iterator[str]:
    """Equal neighbours once, with how many they are."""
    at = 0
    while at < len(pattern):
        same = next((n for n in range(1, len(pattern) - at) if pattern[at + n] != pattern[at]), len(pattern) - at)
        yield f"{same} × {_rep(pattern[at])}" if same > 1 else _rep(pattern[at])
        at += same


def _rep(rep: Rep) -> str:
    work = f"{said(rep.metres)} m" if rep.metres else _seconds(rep.seconds)
    rest = f"{said(rep.rest_m)} m" if rep.rest_m else _seconds(rep.rest_s) if rep.rest_s else ""
    return f"{work}, {rest} easy" if rest else work


def _seconds(seconds: float) -> str:
    return f"{said(seconds / 60)} min" if seconds >= 60 and seconds % 60 == 0 else f"{said(seconds)} s"


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "clearance": _clearance_rows,
    "recovery": _recovery_rows,
    "smallest": _smallest_rows,
    "library": _library_rows,
    "numbers": _number_rows,
}


def drawn(name: str) -> list[str]:
    return list(TABLES[name]())


def written(name: str, page: str) -> list[str]:
    """The table's rows as they stand in the document."""
    found = _block(name).search(page)
    return found["rows"].strip("\n").split("\n") if found else []


def refreshed(page: str) -> str:
    for name in TABLES:
        found = _block(name).search(page)
        if found:
            rows = "\n".join(drawn(name))
            page = f"{page[: found.start()]}{found['head']}\n\n{rows}\n\n{found['foot']}{page[found.end() :]}"
    return page


def _block(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<head><!-- table: {name} -->)(?P<rows>.*?)(?P<foot><!-- end -->)", re.DOTALL)


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text()))
