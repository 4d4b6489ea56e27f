"""A coach puts a runner away who does not train with them at present, and takes them back."""

from datetime import datetime

from athletes.actions.reminder import next_reminder
from athletes.models import Athlete


def archive(athlete: Athlete, *, at: datetime) -> None:
    """Off the roster, the board and the bulk planning; weekly mails stop. Doing it twice is the same as once."""
    Athlete.objects.active().filter(pk=athlete.pk).update(archived_at=at)


def bring_back(athlete: Athlete, *, at: datetime) -> None:
    """As they were. The weekly mail begins with the next one: none is sent for the weeks between."""
    archived = Athlete.objects.archived().filter(pk=athlete.pk)
    archived.update(archived_at=None, next_reminder_at=next_reminder(athlete, after=at))
