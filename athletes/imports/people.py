"""A file of athletes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from athletes.imports import cells as cell
from athletes.imports.columns import Cells, Column, Kind, folded

LONGEST_WEEK_M: Final = 300_000
OLDEST_YEARS: Final = 110
SEXES: Final = {"f": "F", "m": "M", "female": "F", "male": "M", "w": "F", "woman": "F", "man": "M"}
UNITS: Final = {"km": "km", "mi": "mi", "min": "min", "kilometres": "km", "kilometers": "km", "miles": "mi", "minutes": "min"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteLine:
    line: int
    name: str
    email: str = ""
    squads: tuple[str, ...] = ()
    unit: str = ""
    usual_m: float | None = None
    long_m: float | None = None
    run_days: int | None = None
    years_running: float | None = None
    birth_date: date | None = None
    sex: str = ""


COLUMNS: Final = (
    Column(
        name="name",
        heading="name",
        help="First and last name. It recognises athletes who are on your roster already.",
        sample="Frida Falk",
        others=("athlete", "runner", "full name", "athlete name", "nom", "nombre"),
        is_needed=True,
    ),
    Column(
        name="email",
        heading="e-mail",
        help="Also recognises athletes. It is not kept and invites nobody: you do that on the athlete’s page.",
        sample="frida@example.org",
        others=("e mail", "email address", "mail", "e mail address"),
    ),
    Column(
        name="squads",
        heading="squads",
        help="One, or several with semicolons between. Squads that are not there yet are made.",
        sample="New York; Sub-3",
        others=("squad", "group", "groups", "team"),
    ),
    Column(
        name="usual_m",
        heading="usual week km",
        help="Weekly distance before the taper, in km or mi: the name of the column says which.",
        sample="62.5",
        others=("usual week", "baseline", "weekly", "weekly volume", "weekly distance", "weekly mileage", "mileage", "volume"),
    ),
    Column(
        name="long_m",
        heading="long run km",
        help="The long run of such a week.",
        sample="24",
        others=("long run", "longest", "longest run", "long"),
    ),
    Column(
        name="run_days", heading="runs a week", help="1 to 7.", sample="5", others=("runs", "run days", "days", "days a week", "usual run days")
    ),
    Column(name="years_running", heading="years of running", help="A number.", sample="8", others=("years", "experience")),
    Column(
        name="birth_date",
        heading="birth date",
        help="As 1990-05-17.",
        sample="1990-05-17",
        others=("born", "date of birth", "dob", "birthday", "birthdate"),
    ),
    Column(name="sex", heading="sex", help="F or M, or nothing.", sample="F", others=("gender",)),
    Column(
        name="unit",
        heading="plans in",
        help="km, mi or min: what the athlete’s plan is written in.",
        sample="km",
        others=("unit", "units"),
    ),
)  # fmt: skip


def athlete_of(row: Cells) -> AthleteLine:
    usual_m = row.get("usual_m", lambda said: _week(said, row.units["usual_m"]))
    long_m = row.get("long_m", lambda said: _week(said, row.units["long_m"]))
    if usual_m is not None and long_m is not None and long_m > usual_m:
        row.problems.append("The long run is part of the week: it cannot be longer.")
    return AthleteLine(
        line=row.line,
        name=row.need("name", lambda said: cell.text(said, most=120)) or "",
        email=row.get("email", cell.email) or "",
        squads=row.get("squads", _squads) or (),
        unit=row.get("unit", lambda said: cell.one_of(said, UNITS)) or "",
        usual_m=usual_m,
        long_m=long_m,
        run_days=row.get("run_days", lambda said: cell.whole(said, low=1, high=7)),
        years_running=row.get("years_running", _years),
        birth_date=row.get("birth_date", lambda said: _born(said, row.today)),
        sex=row.get("sex", lambda said: cell.one_of(said, SEXES)) or "",
    )


def twins(line: AthleteLine) -> Iterator[object]:
    """A name stands for one person: races and weeks find their athlete by it."""
    yield "name", folded(line.name)
    if line.email:
        yield "email", line.email


ATHLETES: Final = Kind(name="athletes", title="Athletes", columns=COLUMNS, line_of=athlete_of, clash=twins)


def _week(said: str, unit: str) -> float:
    metres = cell.distance(said, unit=unit)
    if metres > LONGEST_WEEK_M:
        raise cell.Problem("is more than 300 km. Look at the number and the unit")
    return metres


def _squads(said: str) -> tuple[str, ...]:
    names = cell.several(cell.text(said, most=400))
    if any(len(name) > 60 for name in names):  # noqa: PLR2004 -- as long as a squad's name may be
        raise cell.Problem("has a name of more than 60 characters. Shorten it")
    return names


def _years(said: str) -> float:
    years = cell.number(said)
    if years > 100:  # noqa: PLR2004 -- nobody has run for longer
        raise cell.Problem("is more than 100. Write the years of running")
    return years


def _born(said: str, today: date) -> date:
    day = cell.day(said)
    if not 0 <= today.year - day.year <= OLDEST_YEARS or day > today:
        raise cell.Problem(f"“{said}” is no runner’s. Look at the year")
    return day
