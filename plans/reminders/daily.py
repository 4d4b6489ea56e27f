"""Which morning mail is due: today's session at the athlete's hour, once for each day of their calendar. Pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from athletes.send_time import moment
from plans.reminders.choice import is_new


def day_to_tell(at: datetime, *, hour: int, zone: ZoneInfo, told: date | None) -> date | None:
    """The athlete's date, from their hour of it on. No day is told twice, and none that is over.

    Days only go forward: who travels west over the date line is not told the same day again.
    """
    today = at.astimezone(zone).date()
    is_told = told is not None and today <= told
    return None if is_told or at < moment(today, hour=hour, zone=zone) else today


def weekly_tells(day: date, *, week: date, told_on: date | None, told_week: date | None, due_on: date | None) -> bool:
    """Is this day in a weekly mail that came, or comes, on the day itself? Then today stands first in that one.

    `week` is the start of the day's week; `told_on` and `told_week`: the newest weekly mail; `due_on`: the next one.
    """
    if told_on == day and told_week == week:
        return True
    return due_on is not None and due_on <= day and is_new(week, told=told_week)
