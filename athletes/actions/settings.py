"""How a person wants to be served: name, clock, unit, mail."""

from datetime import datetime

from django.db import transaction

from athletes.actions.reminder import next_reminder
from athletes.models import Athlete, User


@transaction.atomic
def change_settings(user: User, *, athlete: Athlete | None, at: datetime) -> None:
    """Store the user's settings; the athlete record follows them, and its next weekly mail with them."""
    user.save(update_fields=["name", "time_zone", "unit"])
    if athlete is None:
        return
    athlete.name, athlete.time_zone, athlete.unit = user.name, user.time_zone, user.unit
    athlete.next_reminder_at = next_reminder(athlete, after=at)
    athlete.save()
