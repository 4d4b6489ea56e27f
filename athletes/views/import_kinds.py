"""The three kinds of files: how each is weighed, stored and shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from athletes.actions.bring_in import (
    Told,
    Weighed,
    bring_in_athletes,
    bring_in_races,
    bring_in_weeks,
    weigh_athletes,
    weigh_races,
    weigh_weeks,
)
from athletes.forms.fields import clock, said_in
from athletes.imports.columns import Kind, Reading
from athletes.imports.people import ATHLETES, AthleteLine
from athletes.imports.races import RACES, RaceLine
from athletes.imports.weeks import WEEKS, WeekLine
from athletes.models import Athlete, HistoryWeek, Race

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """`headings` and `cells` are the preview; `one` and `many` count what comes in."""

    kind: Kind[Any]
    weigh: Callable[[Reading[Any], Told], Weighed[Any, Any]]
    bring_in: Callable[[Reading[Any], Told], Weighed[Any, Any]]
    headings: tuple[str, ...]
    cells: Callable[[Any, Any, str], Cells]
    one: str
    many: str

    def counted(self, number: int) -> str:
        return f"{number:,} {self.one if number == 1 else self.many}"


def athlete_cells(line: AthleteLine, athlete: Athlete, unit: str) -> Cells:
    return (
        athlete.name,
        line.email,
        ", ".join(line.squads),
        _distance(athlete.baseline_m, unit),
        _distance(athlete.baseline_long_m, unit),
        str(athlete.usual_run_days or ""),
        str(athlete.birth_date or ""),
    )


def race_cells(line: RaceLine, race: Race, unit: str) -> Cells:
    result = clock(race.duration_s) if race.duration_s else ""
    distance = _distance(race.distance_m, unit)
    return (
        line.name or line.email,
        race.name,
        str(race.date),
        distance,
        race.priority,
        race.get_status_display(),
        result,
    )


def week_cells(line: WeekLine, week: HistoryWeek, unit: str) -> Cells:
    return line.name or line.email, *own_week_cells(line, week, unit)


def own_week_cells(line: WeekLine, week: HistoryWeek, unit: str) -> Cells:  # noqa: ARG001 -- the signature of all kinds
    counts = f"left out: {week.get_unusable_display()}" if week.unusable else "counts"
    return str(week.start), _distance(week.distance_m, unit), _distance(week.longest_m, unit), counts


WAYS: Final[Mapping[str, Way]] = {
    "athletes": Way(
        kind=ATHLETES,
        weigh=weigh_athletes,
        bring_in=bring_in_athletes,
        headings=("Name", "E-mail", "Squads", "Usual week", "Long run", "Runs", "Born"),
        cells=athlete_cells,
        one="athlete",
        many="athletes",
    ),
    "races": Way(
        kind=RACES,
        weigh=weigh_races,
        bring_in=bring_in_races,
        headings=("Athlete", "Race", "Date", "Distance", "Priority", "Status", "Result"),
        cells=race_cells,
        one="race",
        many="races",
    ),
    "weeks": Way(
        kind=WEEKS,
        weigh=weigh_weeks,
        bring_in=bring_in_weeks,
        headings=("Athlete", "Week of", "Distance", "Longest run", "Baseline"),
        cells=week_cells,
        one="week",
        many="weeks",
    ),
}


def _distance(metres: float | None, unit: str) -> str:
    said = said_in(metres, unit)
    return "" if said is None else f"{said:g} {unit}"
