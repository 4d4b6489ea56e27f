"""A time zone as iCalendar has it: when its clocks change, and by how much.

The library can write one from a zone too, but dates the spring change by the clock after it, where RFC 5545 (3.6.5)
wants the clock before it, and steps over a change of clocks that lasts for a month, such as Morocco's in Ramadan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """At `at` (UTC) the clocks go from one offset to another."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def is_forward(self) -> bool:
        return self.after > self.before


@lru_cache(maxsize=512)
def time_zone(key: str, *, first: date, last: date) -> Timezone:
    """The VTIMEZONE of a zone, right from one day to another, both included. Shared: not to be changed."""
    sheet = Timezone()
    sheet.add("tzid", key)
    for change in _with_beginning(ZoneInfo(key), first=first, last=last):
        sheet.add_component(_observance(change))
    return sheet


def clock_changes(zone: ZoneInfo, *, first: date, last: date) -> Iterator[ClockChange]:
    """Every one between two days. Two on one day that undo each other have never been."""
    at, end = _utc(first) - DAY, _utc(last) + 2 * DAY
    while at < end:
        if _offset(zone, at) != _offset(zone, at + DAY):
            found = _first_after(zone, at)
            yield _change(zone, found, before=_offset(zone, at))
        at += DAY


def _with_beginning(zone: ZoneInfo, *, first: date, last: date) -> Iterator[ClockChange]:
    """What holds before the first change is an observance as well."""
    changes = list(clock_changes(zone, first=first, last=last))
    beginning = _utc(first) - 2 * DAY
    yield _change(zone, beginning, before=_offset(zone, beginning))
    yield from changes


def _observance(change: ClockChange) -> TimezoneStandard | TimezoneDaylight:
    """It begins at an hour of the clock that it ends."""
    part = TimezoneDaylight() if change.is_forward else TimezoneStandard()
    part.add("dtstart", (change.at + change.before).replace(tzinfo=None))
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    return part


def _change(zone: ZoneInfo, at: datetime, *, before: timedelta) -> ClockChange:
    name = at.astimezone(zone).tzname() or ""
    return ClockChange(at=at, before=before, after=_offset(zone, at), name=name)


def _first_after(zone: ZoneInfo, at: datetime) -> datetime:
    """The second at which the offset of `at` ends, within the day that follows."""
    low, high, offset = at, at + DAY, _offset(zone, at)
    while high - low > SECOND:
        middle = low + (high - low) // 2
        middle -= timedelta(microseconds=middle.microsecond)
        low, high = (middle, high) if _offset(zone, middle) == offset else (low, middle)
    return high


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _utc(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
