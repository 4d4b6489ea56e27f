"""Which week a reminder tells about. Pure: days in, a day out."""

from collections.abc import Sequence
from datetime import date, timedelta

from athletes.send_time import AHEAD, WEEK

# A week that starts less than this after another is the same week begun anew: its first day has been changed.
LEAST_APART = timedelta(days=4)


def start_to_tell(starts: Sequence[date], *, due_on: date, today: date, told: date | None) -> date | None:
    """The start of the week to tell, out of those that are not over today; None when there is nothing new.

    `due_on` is the athlete's date on which the reminder was due, `today` the date on which it really runs, `told` the
    start of the week told last. A late run tells what it would have told in time, for as long as that week lasts, and
    afterwards the week of the day. The week after the one told last is never passed over while it lasts.
    """
    latest = max(due_on + AHEAD, today)
    new = [start for start in sorted(starts) if start <= latest and is_new(start, told=told)]
    if told is not None and new and new[0] - told <= WEEK:
        return new[0]
    return new[-1] if new else None


def is_new(start: date, *, told: date | None) -> bool:
    """Is the week that starts there another one than the week told last, and a later one?"""
    return told is None or start - told >= LEAST_APART
