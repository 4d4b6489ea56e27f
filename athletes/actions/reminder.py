"""When an athlete's next weekly reminder is due."""

from datetime import datetime

from athletes.choices import Weekday
from athletes.models import Athlete
from athletes.send_time import Told, next_send


def schedule_reminder(athlete: Athlete, *, at: datetime) -> None:
    """Set the next reminder: when a plan is published, and when day, hour, time zone or the wish itself change."""
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
