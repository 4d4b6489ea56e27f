"""The same for a spreadsheet: kilometres, minutes, dates as 2026-11-30. What a spreadsheet would compute is held back."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from athletes.imports.writing import BOM, csv_lines, kilometres
from athletes.models import User
from coachapp.desk.own_data import visible

Row = tuple[Any, ...]

WEEKS: Final = ("week", "from", "to", "phase", "kind", "planned km", "share of baseline", "why")
SESSIONS: Final = (
    "date",
    "planned first for",
    "title",
    "ingredient",
    "km",
    "minutes",
    "hard",
    "why",
    "done",
    "moved from",
    "let go",
)
RACES: Final = ("date", "name", "km", "priority", "status", "effort", "goal", "result seconds", "climb m")
RUNS: Final = ("date", "km", "minutes", "effort 0-10", "note", "was the session", "written at")
LOG: Final = ("date", "title", "km", "minutes", "effort 0-10", "note", "written at")


def tables(user: User) -> Iterator[tuple[str, Iterator[str]]]:
    """(file name, its text in pieces)."""
    yield "weeks.csv", _lines(WEEKS, _weeks(user))
    yield "sessions.csv", _lines(SESSIONS, _sessions(user))
    yield "races.csv", _lines(RACES, _races(user))
    yield "log.csv", _lines(LOG, _log(user))
    yield "runs.csv", _lines(RUNS, _runs(user))


def _lines(headings: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield BOM + csv_lines([headings])
    for row in rows:
        yield csv_lines([row])


def _weeks(user: User) -> Iterator[Row]:
    for week in visible.weeks(user).select_related("phase").iterator():
        planned, share = kilometres(week.distance_m), round(week.baseline_share, 3)
        yield week.index, week.start, week.end, week.phase.kind, week.kind, planned, share, week.reason


def _sessions(user: User) -> Iterator[Row]:
    for one in visible.sessions(user).select_related("log").iterator():
        amounts = kilometres(one.distance_m), _minutes(one.duration_s)
        said = "yes" if one.hard else "no", one.why_text, "yes" if one.is_done else "no"
        chosen = one.moved_from, "yes" if one.is_let_go else "no"
        yield one.date, one.original_date, one.title, one.ingredient, *amounts, *said, *chosen


def _races(user: User) -> Iterator[Row]:
    for race in visible.races(user).iterator():
        what = race.date, race.name, kilometres(race.distance_m), race.priority, race.status, race.effort
        yield *what, race.goal, race.duration_s, race.climb_m


def _log(user: User) -> Iterator[Row]:
    for log in visible.logs(user).iterator():
        amounts = kilometres(log.distance_m), _minutes(log.duration_s)
        yield log.session.date, log.session.title, *amounts, log.effort, log.note, log.at.isoformat()


def _runs(user: User) -> Iterator[Row]:
    """Those beside the plan, and those that turned out to have been a session: these stand in the log as well."""
    for run in visible.activities(user).select_related("match__session").iterator():
        amounts = kilometres(run.distance_m), _minutes(run.duration_s)
        was = run.match.session.title if hasattr(run, "match") else ""
        yield run.date, *amounts, run.effort, run.note, was, run.at.isoformat()


def _minutes(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds / 60:.1f}".removesuffix(".0")
