"""How other days than usual are said: on the athlete's pages and on their coach's."""

from collections.abc import Mapping
from datetime import date

from athletes.models import AvailabilityWeek


def days_said(minutes: Mapping[date, int]) -> str:
    """ "Tue none, Thu 30 min"."""
    return ", ".join(f"{day:%a} {f'{free} min' if free else 'none'}" for day, free in minutes.items())


def span_said(start: date, end: date) -> str:
    """ "7 – 13 Dec", "28 Dec – 3 Jan"."""
    first = f"{start.day}" if start.month == end.month else f"{start.day} {start:%b}"
    return f"{first} – {end.day} {end:%b}"


def week_said(week: AvailabilityWeek) -> str:
    """ "7 – 13 Dec: Tue none, Thu 30 min. Work trip"."""
    note = f". {week.note}" if week.note else ""
    return f"{span_said(week.start, week.end)}: {days_said(week.by_date)}{note}"
