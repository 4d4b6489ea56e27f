"""A file of weekly totals as they were run, each of an athlete on the roster."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from athletes.imports import cells as cell
from athletes.imports.columns import Cells, Column, Kind, folded
from athletes.imports.people import LONGEST_WEEK_M
from athletes.imports.races import EMAIL, WHO

OLDEST: Final = timedelta(days=3653)
REASONS: Final = {
    "ill": "ill", "injured": "injured", "travel": "travel", "travelling": "travel", "other": "other", "sick": "ill",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    """`day` is any day of the week: which day begins it is the athlete's own affair."""

    line: int
    name: str
    email: str
    day: date
    distance_m: float
    longest_m: float | None = None
    unusable: str = ""


COLUMNS: Final = (
    WHO,
    EMAIL,
    Column(
        name="day", heading="week", help="The first day of the week, or any other day of it, as 2026-10-26.",
        sample="2026-10-26", others=("week start", "start", "week of", "date", "week beginning", "monday"), is_needed=True,
    ),
    Column(
        name="distance_m", heading="distance km", help="The whole week, in km or mi.", sample="61.5",
        others=("distance", "total", "volume", "weekly", "weekly distance", "mileage", ""), is_needed=True,
    ),
    Column(
        name="longest_m", heading="longest run km", help="Its longest run.", sample="24",
        others=("longest run", "longest", "long run", "long"),
    ),
    Column(
        name="unusable", heading="leave out because", help="ill, injured, travel or other; empty when it counts.",
        sample="", others=("unusable", "reason", "not usual"),
    ),
)  # fmt: skip


def week_of(row: Cells) -> WeekLine:
    line = own_week_of(row)
    if not line.name and not line.email:
        row.problems.append("Nobody is named. Fill in the athlete.")
    return line


def own_week_of(row: Cells) -> WeekLine:
    """Of a file that is about one athlete alone."""
    line = WeekLine(
        line=row.line,
        name=row.get("name", lambda said: cell.text(said, most=120)) or "",
        email=row.get("email", cell.email) or "",
        day=row.need("day", lambda said: _day(said, row.today)) or row.today,
        distance_m=row.need("distance_m", lambda said: _week(said, row.units["distance_m"])) or 0.0,
        longest_m=row.get("longest_m", lambda said: _week(said, row.units["longest_m"])),
        unusable=row.get("unusable", lambda said: cell.one_of(said, REASONS)) or "",
    )
    if line.longest_m is not None and line.longest_m > line.distance_m and not row.problems:
        row.problems.append("The longest run is part of the week: it cannot be longer.")
    return line


def twins(line: WeekLine) -> Iterator[object]:
    yield folded(line.name), line.email, line.day


WEEKS: Final = Kind(name="weeks", title="Weekly history", columns=COLUMNS, line_of=week_of, clash=twins)
OWN_WEEKS: Final = Kind(name="weeks", title="Weekly history", columns=COLUMNS[2:], line_of=own_week_of, clash=twins)


def _day(said: str, today: date) -> date:
    day = cell.day(said)
    if not today - OLDEST <= day <= today:
        raise cell.Problem(f"“{said}” is not of the last ten years. Look at the year")
    return day


def _week(said: str, unit: str) -> float:
    metres = cell.distance(said, unit=unit)
    if metres > LONGEST_WEEK_M:
        raise cell.Problem("is more than 300 km. Look at the number and the unit")
    return metres
