"""Ill or away: days that the athlete sets aside, and the way back."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from athletes.models import Athlete, User
from plans.models import Absence
from plans.words import wording

DAY = timedelta(days=1)


class AlreadyAbsent(Exception):
    """These days touch others that are set aside; the message names them."""


@transaction.atomic
def be_absent(athlete: Athlete, *, kind: str, start: date, end: date, by: User, at: datetime) -> Absence:
    """Set these days aside, both ends included. Days that are set aside so already stay as they are.

    Raises AlreadyAbsent where they touch other absences.
    """
    Athlete.objects.select_for_update().get(pk=athlete.pk)
    for other in Absence.objects.of(athlete).touching(start, end):
        if other.kind == kind and other.covers(start) and other.covers(end):
            return other
        raise _touches(other)
    return Absence.objects.create(athlete=athlete, kind=kind, start=start, end=end, by=by, at=at)


def change_end(absence: Absence, *, end: date) -> None:
    """Until another day. Raises AlreadyAbsent where that touches the next absence."""
    absence.end = end
    try:
        with transaction.atomic():
            absence.save(update_fields=["end"])
    except IntegrityError:
        others = Absence.objects.filter(athlete=absence.athlete_id).exclude(pk=absence.pk)
        raise _touches(others.touching(absence.start, end)[0]) from None


def be_back(absence: Absence, *, on: date) -> None:
    """From this day on the plan counts again; an absence that has not seen a whole day is forgotten."""
    if absence.start >= on:
        absence.delete()
    elif absence.end >= on:
        absence.end = on - DAY
        absence.save(update_fields=["end"])


def _touches(other: Absence) -> AlreadyAbsent:
    return AlreadyAbsent(
        f"You are {other.get_kind_display()} {wording.days(other.start, other.end)} already. Change that first."
    )
