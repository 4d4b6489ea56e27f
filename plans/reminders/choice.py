"""Which week a reminder tells about. Pure: days in, a day out."""

from datetime import date, timedelta

# A reminder on the last two days of a week is about the one to come.
AHEAD = timedelta(days=2)


def latest_start(*, due_on: date, today: date) -> date:
    """The reminder tells about the last week that starts by this day and is not over today.

    `due_on` is the athlete's date on which the reminder was due, `today` the date on which it really runs: a late run
    tells what it would have told in time, for as long as that week lasts, and afterwards the week of the day.
    """
    return max(due_on + AHEAD, today)
