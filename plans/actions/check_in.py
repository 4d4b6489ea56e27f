"""How a week felt."""

from datetime import date, datetime

from athletes.models import Athlete, User
from plans.models import CheckIn


def check_in(athlete: Athlete, *, week_start: date, feeling: str, where: str, by: User, at: datetime) -> CheckIn:
    """One tap a week; a second one replaces the first. Where it aches is asked for an ache alone."""
    said = {"feeling": feeling, "where": where if feeling == "ache" else "", "by": by, "at": at}
    row, _ = CheckIn.objects.update_or_create(athlete=athlete, week_start=week_start, defaults=said)
    return row


def undo_check_in(athlete: Athlete, *, week_start: date) -> None:
    """Forget the tap. Doing it twice is the same as once."""
    CheckIn.objects.of(athlete).filter(week_start=week_start).delete()
