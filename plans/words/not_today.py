"""Not today: which day instead, and why; or letting it go, kindly."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from plans.words import wording
from plans.words.checks import rule_of

LET_GO: Final = {
    "long": "One long run less costs no endurance. The next one stands as it is.",
    "fast": "Speed keeps for weeks. The next fast one stands as it is.",
    "strides": "Your stride keeps. A few quick steps are in the next run that has them.",
    "strength": "One session a week keeps you strong.",
    "plyometric": "Springs keep for weeks.",
    "mobility": "Five minutes any evening do the same good.",
    "race": "A race that is not run costs nothing in winter. Tell your coach if it is off.",
}
LET_GO_RUN: Final = "One easy run less is a rest day more. It is let go, not owed."


def let_go(ingredient: str) -> str:
    return LET_GO.get(ingredient, LET_GO_RUN)


def far(day: date, *, today: date) -> str:
    """ "today", "tomorrow" or "Friday"."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, f"{day:%A}")


def reason(*, is_run: bool, swaps: bool, beside: Sequence[str], strained: Iterable[str]) -> str:
    """Why that day: what is on it already, and which rule it would stretch."""
    on = " and ".join(title[:1].lower() + title[1:] for title in beside)
    if swaps:
        said = "A day off now: the two change places, and the week keeps its rest."
    elif not beside:
        said = "Nothing else is on that day."
    elif is_run:
        said = f"No other run that day, only {on}."
    else:
        said = f"Beside {on}."
    stretched = "; ".join(rule_of(name).yours[:1].lower() + rule_of(name).yours[1:] for name in strained)
    return f"{said} It stretches a guideline: {stretched}." if stretched else said


def refused(days: Iterable[tuple[date, str]]) -> str:
    """ "Not offered: Thu and Sat, two runs in one day only in very large weeks; Fri, no two hard days side by side." """
    by_rule: dict[str, list[str]] = {}
    for day, why in days:
        by_rule.setdefault(why, []).append(f"{day:%a}")
    parts = "; ".join(f"{_listed(names)}, {why[:1].lower() + why[1:]}" for why, names in by_rule.items())
    return f"Not offered: {parts}." if parts else ""


def moved(title: str, day: date) -> str:
    return f"{title}: moved to {wording.short_day(day)}."


def _listed(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
