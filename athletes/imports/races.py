"""A file of races, each of an athlete on the roster."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from athletes.imports import cells as cell
from athletes.imports.columns import Cells, Column, Kind, folded

FARTHEST_M: Final = 1_000_000
FASTEST_S_PER_KM: Final = 120
SLOWEST_S_PER_KM: Final = 1800
YEARS_AROUND: Final = 3
PRIORITIES: Final = {"a": "A", "b": "B", "c": "C"}
STATUSES: Final = {
    "planned": "planned", "finished": "finished", "dnf": "dnf", "dns": "dns", "did not finish": "dnf",
    "did not start": "dns", "done": "finished",
}  # fmt: skip
WHO: Final = Column(
    name="name",
    heading="athlete",
    help="The name as it stands on your roster; or leave it empty and give the e-mail of the account.",
    sample="Frida Falk",
    others=("name", "runner", "full name", "athlete name"),
)
EMAIL: Final = Column(
    name="email",
    heading="e-mail",
    help="Of the athlete’s account. It tells two of one name apart.",
    sample="",
    others=("e mail", "email address", "mail", "athlete email"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceLine:
    """`status` is empty where the file leaves it open."""

    line: int
    name: str
    email: str
    race: str
    day: date
    distance_m: float
    priority: str = "A"
    status: str = ""
    duration_s: float | None = None
    goal: str = ""


COLUMNS: Final = (
    WHO,
    EMAIL,
    Column(
        name="race",
        heading="race",
        help="Its name.",
        sample="Boston Marathon",
        others=("race name", "event", "a race"),
        is_needed=True,
    ),
    Column(
        name="day", heading="date", help="As 2027-04-19.", sample="2027-04-19",
        others=("race date", "day", "a race date"), is_needed=True,
    ),
    Column(
        name="distance_m",
        heading="distance km",
        help="In km or mi, or in words: marathon, half marathon, 10k.",
        sample="42.195",
        others=("distance", "race distance", "length", "a race distance"),
        is_needed=True,
    ),
    Column(name="priority", heading="priority", help="A, B or C. Empty is A.", sample="A", others=("prio", "importance")),
    Column(name="duration_s", heading="result", help="hours:minutes:seconds, for a race that is over.", sample="",
        others=("time", "finish time", "finish")),
    Column(name="status", heading="status", help="planned, finished, dnf or dns. Empty goes by date.", sample="planned"),
    Column(name="goal", heading="goal", help="Any words.", sample="under 3:30", others=("target", "goal time")),
)  # fmt: skip


def race_of(row: Cells) -> RaceLine:
    day = row.need("day", lambda said: _day(said, row.today))
    distance_m = row.need("distance_m", lambda said: _distance(said, row.units["distance_m"]))
    line = RaceLine(
        line=row.line,
        name=row.get("name", lambda said: cell.text(said, most=120)) or "",
        email=row.get("email", cell.email) or "",
        race=row.need("race", lambda said: cell.text(said, most=120)) or "",
        day=day or row.today,
        distance_m=distance_m or 0.0,
        priority=row.get("priority", lambda said: cell.one_of(said, PRIORITIES)) or "A",
        status=row.get("status", lambda said: cell.one_of(said, STATUSES)) or "",
        duration_s=row.get("duration_s", cell.duration),
        goal=row.get("goal", lambda said: cell.text(said, most=120)) or "",
    )
    if not line.name and not line.email:
        row.problems.append("Nobody is named. Fill in the athlete.")
    _check_result(row, line)
    return line


def twins(line: RaceLine) -> Iterator[object]:
    yield folded(line.name), line.email, line.day, folded(line.race)


RACES: Final = Kind(name="races", title="Races", columns=COLUMNS, line_of=race_of, clash=twins)


def _day(said: str, today: date) -> date:
    day = cell.day(said)
    if abs(day.year - today.year) > YEARS_AROUND:
        raise cell.Problem(f"“{said}” is more than {YEARS_AROUND} years away. Look at the year")
    return day


def _distance(said: str, unit: str) -> float:
    metres = cell.race_distance(said, unit=unit)
    if not 0 < metres <= FARTHEST_M:
        raise cell.Problem("lies between 0 and 1,000 km. Look at the number and the unit")
    return metres


def _check_result(row: Cells, line: RaceLine) -> None:
    if line.day > row.today and (line.status not in {"", "planned"} or line.duration_s):
        row.problems.append("The race is still to come: it has no result yet.")
    elif line.duration_s and line.distance_m:
        pace = line.duration_s / line.distance_m * 1000
        if not FASTEST_S_PER_KM <= pace <= SLOWEST_S_PER_KM:
            row.problems.append(f"The result would be {int(pace // 60)}:{int(pace % 60):02} a kilometre. Look at both.")
