"""What the last publishing changed, day by day: kept small beside the off-season, so that no page compares two plans."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from plans.models import OffSeason, TrainingSession
from plans.words import wording

Json = dict[str, Any]
Said = tuple[str, int, int]  # title, metres, seconds

KEPT: Final = timedelta(days=27)  # nobody is told of days further ahead: they come to them in their own week
NOTHING: Final = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDay:
    day: date
    was: str
    now: str

    @property
    def when(self) -> str:
        return wording.short_day(self.day)


def days_said(sessions: Iterable[TrainingSession], *, since: date) -> dict[date, list[Said]]:
    """What the coming days hold, as far as an athlete would notice a difference."""
    said: dict[date, list[Said]] = {}
    for one in sessions:
        if since <= one.planned_on <= since + KEPT:
            said.setdefault(one.planned_on, []).append((one.title, one.distance_m, one.duration_s))
    return said


def changed_days(
    before: Mapping[date, Sequence[Said]], after: Mapping[date, Sequence[Said]], *, unseen: Iterable[Json], since: date
) -> list[Json]:
    """Each day that differs. One that had changed before, and that nobody has seen, is compared with what it was at first."""
    first = {date.fromisoformat(row["date"]): [_said(one) for one in row["was"]] for row in unseen}
    was = {day: first.get(day, list(before.get(day, ()))) for day in sorted({*before, *after, *first}) if day >= since}
    return [
        {"date": day.isoformat(), "was": old, "now": new}
        for day, old in was.items()
        if Counter(old) != Counter(new := list(after.get(day, ())))
    ]


def news_of(off_season: OffSeason, *, unit: str, first: date, last: date) -> tuple[ChangedDay, ...]:
    """What the athlete has not seen yet of these days."""
    if off_season.changes_seen_at is not None:
        return ()
    return tuple(one for one in said_of(off_season.changed_days or [], unit=unit) if first <= one.day <= last)


def said_of(rows: Iterable[Json], *, unit: str) -> list[ChangedDay]:
    """Of `changed_days`, in words."""
    days = ((date.fromisoformat(row["date"]), row["was"], row["now"]) for row in rows)
    return [
        ChangedDay(day=day, was=_text(was, now, unit=unit), now=_text(now, was, unit=unit)) for day, was, now in days
    ]


def _said(one: Sequence[Any]) -> Said:
    title, metres, seconds = one
    return title, metres, seconds


def _text(sessions: Iterable[Sequence[Any]], others: Iterable[Sequence[Any]], *, unit: str) -> str:
    """Those that the other side has not: what stays is not said."""
    changed = Counter(map(tuple, sessions)) - Counter(map(tuple, others))
    named = ((title, wording.amount(metres, seconds, unit)) for title, metres, seconds in changed.elements())
    return " + ".join(f"{title}, {amount}" if amount else title for title, amount in named) or NOTHING
