"""When a weekly reminder leaves: a weekday and an hour on the athlete's own clock, whatever that clock does."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def next_send(after: datetime, *, weekday: int, hour: int, zone: ZoneInfo) -> datetime:
    """The first moment later than `after`, in UTC, that is this weekday (Monday is 0) and hour in the zone.

    An hour that the spring change leaves out becomes the first minute there is after it; one that the autumn change
    repeats counts once, the first time.
    """
    yesterday = after.astimezone(zone).date() - DAY  # where a whole day was left out, its reminder comes late
    first = yesterday + DAY * ((weekday - yesterday.weekday()) % 7)
    moments = (moment(first + 7 * DAY * n, hour=hour, zone=zone) for n in range(3))
    return next(found for found in moments if found > after)


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
