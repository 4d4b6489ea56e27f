"""Which day begins a week."""

from datetime import date, timedelta


def week_of(day: date, *, week_start: str) -> date:
    """The first day of the week that holds this day."""
    since = day.weekday() if week_start == "mon" else (day.weekday() + 1) % 7
    return day - timedelta(days=since)
