"""When something about a day is told: from an hour of it on, by the reader's own clock, and not for ever. Pure."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from athletes.send_time import DAY, moment

LATE = timedelta(days=2)  # what could not be told in this time is news no more


def is_due(day: date, *, hour: int, zone: ZoneInfo, at: datetime) -> bool:
    """Whatever the clocks do that day: see `moment`."""
    return moment(day, hour=hour, zone=zone) <= at < moment(day + LATE, hour=hour, zone=zone)


def days_around(at: datetime) -> tuple[date, date]:
    """The first and the last day that is due somewhere on earth at this moment."""
    return at.date() - LATE - DAY, at.date() + DAY
