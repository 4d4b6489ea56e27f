"""When a weekly reminder leaves: a weekday and an hour on the athlete's own clock, whatever that clock does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)
# However day, hour, zone and start of the week are changed: never more than one weekly mail in this time.
PAUSE = timedelta(days=6)
# A reminder on the last two days of a week is about the one to come.
AHEAD = timedelta(days=2)


class Told(NamedTuple):
    """The newest weekly mail: when it was written, and the first day of the week it tells."""

    at: datetime
    week: date


def next_send(after: datetime, *, weekday: int, hour: int, zone: ZoneInfo, told: Told | None = None) -> datetime:
    """The first moment later than `after`, in UTC, that is this weekday (Monday is 0) and hour in the zone.

    An hour that the spring change leaves out becomes the first minute there is after it; one that the autumn change
    repeats counts once, the first time. After a mail there are six days without one. Where a changed day or zone, or a
    mail that came late, would therefore leave a week untold, that week is told as soon as the six days are over.
    """
    chosen = _chosen(after, weekday=weekday, hour=hour, zone=zone)
    if told is None:
        return next(chosen)
    found = next(moment for moment in chosen if moment >= told.at + PAUSE)
    if found.astimezone(zone).date() + AHEAD < told.week + 2 * WEEK:
        return found
    between = _soonest(told.at + PAUSE, after=after, hour=hour, zone=zone)
    return between if between.astimezone(zone).date() < told.week + 2 * WEEK else found


def _soonest(earliest: datetime, *, after: datetime, hour: int, zone: ZoneInfo) -> datetime:
    """At their hour if that is left of the day; when the day is over for `after`, on the next one."""
    day = max(earliest, after).astimezone(zone).date()
    today = moment(day, hour=hour, zone=zone)
    if earliest > after:
        return max(earliest, today)
    return today if today > after else moment(day + DAY, hour=hour, zone=zone)


def _chosen(after: datetime, *, weekday: int, hour: int, zone: ZoneInfo) -> Iterator[datetime]:
    yesterday = after.astimezone(zone).date() - DAY  # where a whole day was left out, its reminder comes late
    day = yesterday + DAY * ((weekday - yesterday.weekday()) % 7)
    while True:
        found = moment(day, hour=hour, zone=zone)
        if found > after:
            yield found
        day += WEEK


def moment(day: date, *, hour: int, zone: ZoneInfo) -> datetime:
    """This hour of this day as a moment in UTC."""
    wanted = datetime.combine(day, time(hour))
    found = wanted.replace(tzinfo=zone).astimezone(UTC)
    if _wall(found, zone) == wanted:
        return found
    # The hour is left out that day. Read with the later offset it lies before the gap: from there to its end.
    found = wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while _wall(found, zone) < wanted:
        found += MINUTE
    return found


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
