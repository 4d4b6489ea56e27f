"""Known answers: how the cases of tests/data/vectors.json are read and judged.

A path runs through an answer by names and list indexes; `*` takes every element
and gives one flat list; a path that leads nowhere gives None. A path beginning
with `@` names a value derived from a whole plan.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[2] / "data" / "vectors.json"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TAKES_NULL_AS_EMPTY = frozenset({"count", "has", "lacks", "within"})

Json = Any


def load_vectors() -> list[dict[str, Json]]:
    cases: list[dict[str, Json]] = json.loads(VECTORS.read_text())
    return cases


def judge(expect: Mapping[str, Json], tolerance: Mapping[str, float], answer: Mapping[str, Json]) -> list[str]:
    """What of `expect` does not hold, one line a path; empty when all of it does.

    `answer` is a plan's whole response, or `{"calculate": ..., "result": ..., "error": ...}`.
    """
    failures = []
    for path, wanted in expect.items():
        found = value_at(path, answer)
        if not holds(wanted, found, tolerance=tolerance.get(path, 0.0)):
            failures.append(f"{path}: expected {wanted!r}, got {found!r}")
    return failures


def value_at(path: str, answer: Mapping[str, Json]) -> Json:
    if path.startswith("@"):
        name, *arguments = path[1:].split()
        return DERIVED[name](answer, *arguments)
    names = path.split(".")
    if names[0] == "error" or "calculate" not in answer:
        return follow(names, answer)
    return follow(names, answer.get("result"))


def follow(names: Sequence[str], node: Json) -> Json:
    for at, name in enumerate(names):
        if name == "*":
            return flat(follow(names[at + 1 :], element) for element in node or ())
        node = one_step(name, node)
    return node


def one_step(name: str, node: Json) -> Json:
    if isinstance(node, Mapping):
        return node.get(name)
    if isinstance(node, list) and name.lstrip("-").isdigit() and int(name) < len(node):
        return node[int(name)]
    return None


def flat(elements: Iterator[Json]) -> list[Json]:
    found: list[Json] = []
    for element in elements:
        found.extend(element if isinstance(element, list) else [element])
    return found


def holds(wanted: Json, found: Json, *, tolerance: float) -> bool:
    if isinstance(wanted, Mapping):
        return all(predicate_holds(key, argument, found, tolerance=tolerance) for key, argument in wanted.items())
    if isinstance(wanted, list):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(holds(w, f, tolerance=tolerance) for w, f in zip(wanted, found, strict=True))
        )
    return same(wanted, found, tolerance=tolerance)


def same(wanted: Json, found: Json, *, tolerance: float) -> bool:
    if is_number(wanted) and is_number(found):
        return bool(abs(wanted - found) <= tolerance)
    return type(wanted) is type(found) and wanted == found


def is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def predicate_holds(key: str, argument: Json, found: Json, *, tolerance: float) -> bool:
    if found is None and key not in TAKES_NULL_AS_EMPTY:
        return False
    if key in TAKES_NULL_AS_EMPTY:
        found = found or []
    return PREDICATES[key](argument, found, tolerance)


PREDICATES: dict[str, Callable[[Json, Json, float], bool]] = {
    "has": lambda argument, found, tolerance: any(same(argument, f, tolerance=tolerance) for f in found),
    "lacks": lambda argument, found, tolerance: not any(same(argument, f, tolerance=tolerance) for f in found),
    "within": lambda argument, found, _: all(f in argument for f in found),
    "one_of": lambda argument, found, _: found in argument,
    "at_least": lambda argument, found, tolerance: found >= less(argument, tolerance),
    "at_most": lambda argument, found, tolerance: found <= less(argument, -tolerance),
    "count": lambda argument, found, _: len(found) == argument,
    "sum": lambda argument, found, tolerance: abs(sum(found) - argument) <= tolerance,
    "contains": lambda argument, found, _: argument in str(found),
}


def less(argument: Json, tolerance: float) -> Json:
    """Dates travel as text and know no tolerance."""
    return argument - tolerance if is_number(argument) else argument


def sessions_of(plan: Mapping[str, Json]) -> Iterator[dict[str, Json]]:
    for week in plan.get("weeks") or ():
        yield from week["sessions"]


def run_weekdays(plan: Mapping[str, Json]) -> list[str]:
    days = {date.fromisoformat(s["date"]).weekday() for s in sessions_of(plan) if s["distance_m"] > 0}
    return [WEEKDAYS[day] for day in sorted(days)]


def hard_gap(plan: Mapping[str, Json]) -> int | None:
    days = sorted({date.fromisoformat(s["date"]) for s in sessions_of(plan) if s["hard"]})
    return min(((later - earlier).days for earlier, later in pairwise(days)), default=None)


def ingredients(plan: Mapping[str, Json], first: str, last: str) -> list[str]:
    return [s["ingredient"] for s in sessions_of(plan) if first <= s["date"] <= last]


def maintenance_weeks(plan: Mapping[str, Json]) -> int:
    return sum(week["phase"] == "maintenance" for week in plan.get("weeks") or ())


def target_types(plan: Mapping[str, Json]) -> list[str]:
    return [step["target"]["type"] for s in sessions_of(plan) for step in nested(s["steps"]) if step.get("target")]


def nested(steps: Sequence[dict[str, Json]]) -> Iterator[dict[str, Json]]:
    for step in steps:
        yield step
        yield from nested(step.get("steps") or ())


DERIVED: dict[str, Callable[..., Json]] = {
    "run_weekdays": run_weekdays,
    "hard_gap": hard_gap,
    "ingredients": ingredients,
    "maintenance_weeks": maintenance_weeks,
    "target_types": target_types,
}
