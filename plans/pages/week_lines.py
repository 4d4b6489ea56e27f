"""Weeks of a plan in words, for every place that lists them: page, inbox, mail."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from plans.engine.response import Session, Week
from plans.words import wording
from plans.words.week import WeekWords, week_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """`gist` is the workout at a glance, `steps` are pairs (when, what), `alternate` is for ice or dark."""

    ingredient: str
    title: str
    amount: str
    gist: str
    why: str
    alternate: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    day: date
    total: str
    number: str
    sessions: tuple[SessionLine, ...]

    @property
    def title(self) -> str:
        """ "Cruise fives, Strength B": the day in one line."""
        return ", ".join(session.title for session in self.sessions)

    @property
    def ingredient(self) -> str:
        """Whose shape stands for the day: the run's, where there is one."""
        return self.sessions[0].ingredient


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLine:
    index: int
    phase: str
    kind: str
    dates: str
    total: str
    number: str
    words: WeekWords
    days: tuple[DayLine, ...]


def week_lines(weeks: Sequence[Week], *, unit: str) -> tuple[WeekLine, ...]:
    return tuple(week_line(week, unit=unit) for week in weeks)


def week_line(week: Week, *, unit: str) -> WeekLine:
    days = groupby(sorted(week.sessions, key=lambda session: (session.date, session.order)), lambda each: each.date)
    return WeekLine(
        index=week.index,
        phase=week.phase,
        kind=wording.week_kind(week.kind),
        dates=wording.day_range(week.start, week.end),
        total=wording.amount(week.distance_m, sum(map(running_s, week.sessions)), unit),
        number=wording.distance_number(week.distance_m, unit),
        words=week_words(week.reason),
        days=tuple(_day(day, list(sessions), unit) for day, sessions in days),
    )


def running_s(session: Session) -> int:
    return session.duration_s if session.distance_m else 0


def _day(day: date, sessions: list[Session], unit: str) -> DayLine:
    """Runs first, whatever the hour: they are what people look for."""
    ordered = sorted(sessions, key=lambda session: (not session.distance_m, session.order))
    total_m = sum(session.distance_m for session in sessions)
    return DayLine(
        day=day,
        total=wording.amount(total_m, sum(map(running_s, sessions)), unit) if total_m else "",
        number=wording.distance_number(total_m, unit) if total_m else "",
        sessions=tuple(_session(session, unit) for session in ordered),
    )


def _session(session: Session, unit: str) -> SessionLine:
    steps = [asdict(step) for step in session.steps]
    return SessionLine(
        ingredient=session.ingredient,
        title=session.title,
        amount=wording.amount(session.distance_m, session.duration_s, unit),
        gist=wording.main_step(steps, unit),
        why=session.why.text,
        alternate=session.alternate.text if session.alternate else "",
        steps=tuple(wording.step_rows(steps, unit)),
    )
