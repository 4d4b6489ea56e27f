"""A calendar as three programs read it that share no code, each put into the same words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from plans.exports.calendar import CalendarEntry


@dataclass(frozen=True)
class Read:
    """An event as its reader understood it; moments in UTC."""

    uid: str
    start: date
    end: date
    title: str
    text: str
    sequence: int


def as_written(entry: CalendarEntry) -> Read:
    """What every reader is to find of it."""
    start = entry.starts.astimezone(UTC) if entry.starts else entry.day
    end = start + (entry.lasts if entry.starts else timedelta(days=1))
    return Read(entry.uid, start, end, entry.title, entry.text, entry.sequence)


def by_icalendar(content: bytes) -> Iterator[Read]:
    events: Any = Calendar.from_ical(content).walk("VEVENT")
    for event in events:
        start, end = _span(event["dtstart"].dt, _dt(event.get("dtend")), _dt(event.get("duration")))
        text = str(event.get("description", ""))
        yield Read(str(event["uid"]), start, end, str(event["summary"]), text, event["sequence"])


def by_vobject(content: bytes) -> Iterator[Read]:
    """It takes every time zone from the file, and knows none itself."""
    for event in vobject.readOne(content.decode()).contents.get("vevent", []):
        start, end = _span(event.dtstart.value, _value(event, "dtend"), _value(event, "duration"))
        text = _value(event, "description") or ""
        yield Read(event.uid.value, start, end, event.summary.value, text, int(event.sequence.value))


def by_ical(content: bytes) -> Iterator[Read]:
    for event in IcsCalendarStream.calendar_from_ics(content.decode()).events:
        start, end = _span(event.dtstart, event.dtend, event.duration)
        yield Read(event.uid, start, end, event.summary or "", event.description or "", event.sequence or 0)


READERS = (by_icalendar, by_vobject, by_ical)


def _span(start: date | None, end: date | None, lasts: timedelta | None) -> tuple[date, date]:
    """Lasting is exact, so it is counted in UTC."""
    assert start is not None, "an event begins"
    if not isinstance(start, datetime):
        assert end is not None, "a day has its end written down"
        return start, end
    assert lasts is not None, "an hour has its time written down"
    return start.astimezone(UTC), start.astimezone(UTC) + lasts


def _dt(value: Any) -> Any:
    return None if value is None else value.dt


def _value(event: Any, name: str) -> Any:
    return event.contents[name][0].value if name in event.contents else None
