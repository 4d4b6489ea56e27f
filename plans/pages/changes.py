"""What a draft would change for the athlete, day by day: the rows they have now against its response."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from plans.models import OffSeason, TrainingSession
from plans.own_days import Judge, Wish
from plans.words import wording

Json = dict[str, Any]
Span = tuple[date, date]

SHOWN_AT_ONCE: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """A session as far as the athlete would notice a difference."""

    title: str
    amount: str
    distance_m: int

    def __str__(self) -> str:
        return f"{self.title}, {self.amount}" if self.amount else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """`lines` are (what it was, what it becomes), without what stays; a session of another size is one line."""

    when: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChange:
    """`before` and `after` are the week's running; an empty one has no week."""

    dates: str
    before: str
    after: str
    days: tuple[DayChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`done` sessions of today or later carry a mark and stay as they are; `chosen` says what the athlete chose otherwise."""

    weeks: tuple[WeekChange, ...]
    done: int
    chosen: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        return sum(len(week.days) for week in self.weeks)

    @property
    def headline(self) -> str:
        """ "12 days change, the first on Tue 1 Dec"."""
        if not self.weeks:
            return "No day changes"
        many = "1 day changes: " if self.days == 1 else f"{self.days} days change, the first on "
        return many + self.weeks[0].days[0].when

    @property
    def is_short(self) -> bool:
        return self.days <= SHOWN_AT_ONCE


def changes(off_season: OffSeason, request: Json, response: Json, *, since: date) -> Changes:
    """From `since` on: earlier days and what carries a mark are never touched by publishing.

    What the athlete moved stays with them where the plan leaves room for it (decision 0021).
    """
    unit = off_season.athlete.unit
    rows = list(off_season.sessions.select_related("week").with_log().in_order())
    wishes = wishes_in(rows, since=since)
    own_days = kept_days(request, response, wishes, since=since)
    marked = [row for row in rows if row.date >= since and row.is_done]
    done, done_days = {row.key for row in marked}, {row.date for row in marked}
    now = _by_day(_of_row(row, unit) for row in rows)
    kept = _by_day(_of_row(row, unit) for row in rows if row.date < since or row.key in done)
    written = sessions_to_write(response, since=since, kept=done, done_days=done_days, wishes=wishes)
    new = _by_day(_of_session(session, own_days.get(session["key"]), unit) for _, session in written)
    then = {day: (*kept.get(day, ()), *new.get(day, ())) for day in kept.keys() | new.keys()}
    spans = {(row.week.start, row.week.end) for row in rows} | set(_spans(response))
    weeks = (_week(span, now, then, since=since, unit=unit) for span in _whole(spans, response))
    return Changes(
        weeks=tuple(week for week in weeks if week.days),
        done=len(done),
        chosen=tuple(_chosen(rows, own_days, since=since)),
    )


def _of_row(row: TrainingSession, unit: str) -> tuple[date, One]:
    amount = wording.amount(row.distance_m, row.duration_s, unit)
    return row.date, One(title=row.title, amount=amount, distance_m=row.distance_m)


def wishes_in(rows: Iterable[TrainingSession], *, since: date) -> list[Wish]:
    """What the athlete has on a day of their own that is still to come. Rest days made room, and do so again."""
    return [
        Wish(key=row.key, planned=row.moved_from, day=row.date)
        for row in rows
        if row.moved_from and row.date >= since and not row.is_done and row.ingredient != "rest"
    ]


def kept_days(request: Json, response: Json, wishes: Sequence[Wish], *, since: date) -> dict[str, date]:
    """Days by key of those wishes that this version has room for: it plans the session on the same day, and may move it."""
    return Judge.of_plan(request, response).granted(wishes, since=since) if wishes else {}


def sessions_to_write(
    response: Json, *, since: date, kept: Container[str], done_days: Container[date], wishes: Sequence[Wish] = ()
) -> Iterator[tuple[Json, Json]]:
    """(week, session) of everything that publishing writes: from `since` on, and nothing in the place of what is `kept`.

    On a day with something done there is no rest to be added. A session whose planned day is over is written again where
    the athlete has it on a day to come.
    """
    waiting = {(wish.key, wish.planned) for wish in wishes}
    for week in response["weeks"]:
        for session in week["sessions"]:
            day = date.fromisoformat(session["date"])
            is_idle = session["ingredient"] == "rest" and day in done_days
            is_ahead = day >= since or (session["key"], day) in waiting
            if is_ahead and session["key"] not in kept and not is_idle:
                yield week, session


def _of_session(session: Json, own_day: date | None, unit: str) -> tuple[date, One]:
    amount = wording.amount(session["distance_m"], session["duration_s"], unit)
    one = One(title=session["title"], amount=amount, distance_m=session["distance_m"])
    return own_day or date.fromisoformat(session["date"]), one


def _chosen(rows: Iterable[TrainingSession], own_days: Mapping[str, date], *, since: date) -> Iterator[str]:
    """ "Long run: moved from Sun 20 Dec to Fri 18 Dec"; what the plan has no room for goes back."""
    for row in rows:
        if row.ingredient == "rest" or row.is_done or row.date < since:
            continue
        if row.moved_from:
            where = "stays there" if own_days.get(row.key) == row.date else "goes where the plan has it"
            yield f"{row.title}: moved to {wording.short_day(row.date)}; {where}"
        elif row.let_go_at:
            yield f"{row.title}, {wording.short_day(row.date)}: let go"


def _by_day(sessions: Iterable[tuple[date, One]]) -> dict[date, tuple[One, ...]]:
    days: dict[date, tuple[One, ...]] = {}
    for day, one in sessions:
        days[day] = (*days.get(day, ()), one)
    return days


def _spans(response: Json) -> Iterator[Span]:
    return ((date.fromisoformat(week["start"]), date.fromisoformat(week["end"])) for week in response["weeks"])


def _whole(spans: set[Span], response: Json) -> list[Span]:
    """The draft's weeks, and those of the rows that lie outside of all of them."""
    new = list(_spans(response))
    outside = [span for span in spans if not any(first <= span[1] and span[0] <= last for first, last in new)]
    return sorted([*new, *outside])


def _week(
    span: Span, now: Mapping[date, Sequence[One]], then: Mapping[date, Sequence[One]], *, since: date, unit: str
) -> WeekChange:
    days = [day for day in sorted({*now, *then}) if span[0] <= day <= span[1]]
    return WeekChange(
        dates=wording.day_range(*span),
        before=_total(now, days, unit),
        after=_total(then, days, unit),
        days=tuple(
            DayChange(when=wording.short_day(day), lines=lines)
            for day in days
            if day >= since and (lines := tuple(_lines(now.get(day, ()), then.get(day, ()))))
        ),
    )


def _lines(now: Sequence[One], then: Sequence[One]) -> Iterator[tuple[str, str]]:
    gone = list((Counter(now) - Counter(then)).elements())
    new = list((Counter(then) - Counter(now)).elements())
    for was in list(gone):
        same = next((one for one in new if one.title == was.title), None)
        if same:
            gone.remove(was)
            new.remove(same)
            yield str(was), same.amount
    if gone or new:
        yield " + ".join(map(str, gone)), " + ".join(map(str, new))


def _total(days: Mapping[date, Sequence[One]], span: Sequence[date], unit: str) -> str:
    metres = sum(one.distance_m for day in span for one in days.get(day, ()))
    return wording.distance(metres, unit) if any(day in days for day in span) else ""
