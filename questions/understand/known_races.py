"""Races that everybody calls by their city: their whole name, and the day where the calendar alone decides it.

The rules are public knowledge and held by years of dates; a race whose day its organiser chooses has none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MARATHON_M: Final = 42195.0
MONDAY, THURSDAY, SUNDAY = 0, 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRace:
    name: str
    called: str  # a regular expression
    month: int
    rule: str = ""
    day_in: Callable[[int], date] | None = None


def nth(weekday: int, n: int, month: int, year: int) -> date:
    """The n-th such weekday of a month; -1 for the last one."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


KNOWN: Final = (
    KnownRace(
        name="New York City Marathon", called=r"New York(?: City)?|NYC|TCS NYC", month=11,
        rule="the first Sunday of November", day_in=lambda year: nth(SUNDAY, 1, 11, year),
    ),
    KnownRace(
        name="Boston Marathon", called=r"Boston", month=4,
        rule="the third Monday of April", day_in=lambda year: nth(MONDAY, 3, 4, year),
    ),
    KnownRace(
        name="Chicago Marathon", called=r"Chicago", month=10,
        rule="the Sunday before the second Monday of October",
        day_in=lambda year: nth(MONDAY, 2, 10, year) - timedelta(days=1),
    ),
    KnownRace(
        name="Marine Corps Marathon", called=r"Marine Corps|MCM", month=10,
        rule="the last Sunday of October", day_in=lambda year: nth(SUNDAY, -1, 10, year),
    ),
    KnownRace(
        name="Tokyo Marathon", called=r"Tokyo", month=3,
        rule="the first Sunday of March", day_in=lambda year: nth(SUNDAY, 1, 3, year),
    ),
    KnownRace(
        name="Philadelphia Marathon", called=r"Philadelphia|Philly", month=11,
        rule="the Sunday before Thanksgiving", day_in=lambda year: nth(THURSDAY, 4, 11, year) - timedelta(days=4),
    ),
    KnownRace(name="London Marathon", called=r"London", month=4),
    KnownRace(name="Paris Marathon", called=r"Paris", month=4),
    KnownRace(name="Berlin Marathon", called=r"Berlin", month=9),
    KnownRace(name="Valencia Marathon", called=r"Valencia", month=12),
    KnownRace(name="California International Marathon", called=r"CIM", month=12),
    KnownRace(name="Houston Marathon", called=r"Houston", month=1),
)  # fmt: skip
CALLED: Final = re.compile(rf"\b(?:{'|'.join(f'(?P<r{n}>{race.called})' for n, race in enumerate(KNOWN))})\b")


def known_race(match: "re.Match[str]") -> KnownRace:
    """The race behind a match of CALLED."""
    return next(race for n, race in enumerate(KNOWN) if match[f"r{n}"])
