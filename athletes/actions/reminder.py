"""When an athlete's next weekly reminder is due."""

from datetime import datetime
from typing import NamedTuple

from athletes.choices import Weekday
from athletes.models import Athlete
from athletes.send_time import Told, next_send


class Schedule(NamedTuple):
    """What decides when the weekly mail comes."""

    on: bool
    weekday: str
    hour: int
    time_zone: str
    due: datetime | None


def schedule_of(athlete: Athlete) -> Schedule:
    return Schedule(
        on=athlete.reminders_on,
        weekday=athlete.reminder_weekday,
        hour=athlete.reminder_hour,
        time_zone=athlete.time_zone,
        due=athlete.next_reminder_at,
    )


def moved_reminder(athlete: Athlete, *, before: Schedule, at: datetime) -> datetime | None:
    """When the next one comes after day, hour, zone or wish have changed, perhaps.

    Where they have not, one that is due this very moment stays due.
    """
    if before.due is not None and before == schedule_of(athlete):
        return before.due
    return next_reminder(athlete, after=at)


def schedule_reminder(athlete: Athlete, *, at: datetime) -> None:
    """Set the next reminder: when a plan is published. See also `moved_reminder`."""
    athlete.next_reminder_at = next_reminder(athlete, after=at)
    athlete.save(update_fields=["next_reminder_at"])


def next_reminder(athlete: Athlete, *, after: datetime) -> datetime | None:
    """None for who does not want any."""
    if not athlete.reminders_on:
        return None
    return next_send(
        after,
        weekday=Weekday.values.index(athlete.reminder_weekday),
        hour=athlete.reminder_hour,
        zone=athlete.zone,
        told=told(athlete),
    )


def told(athlete: Athlete) -> Told | None:
    """Their newest weekly mail."""
    if athlete.reminded_at is None or athlete.reminded_week is None:
        return None
    return Told(athlete.reminded_at, athlete.reminded_week)
