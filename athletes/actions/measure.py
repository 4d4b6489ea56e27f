"""Heart rates and time trials come in. What is in force also stands on the athlete: the newest of its kind."""

from datetime import datetime

from django.db import transaction

from athletes.models import Athlete, Measurement, User
from athletes.models.measurement import COLUMNS, in_force


@transaction.atomic
def measure(measurement: Measurement, *, by: User, at: datetime) -> Measurement:
    """Keep what was measured. The second of two clicks finds the same words there and adds nothing."""
    athlete = _held(measurement)
    note_typed(athlete, by=None, at=at)
    known = _same(measurement)
    if known is not None:
        return known
    measurement.by, measurement.at = by, at
    measurement.save(force_insert=True)
    stand_by_newest(athlete)
    athlete.save(update_fields=list(COLUMNS.values()))
    return measurement


@transaction.atomic
def take_back(measurement: Measurement) -> None:
    """It was a slip: what was in force before is in force again."""
    athlete = _held(measurement)
    measurement.delete()
    for kind, column in COLUMNS.items():
        if kind == measurement.kind:
            setattr(athlete, column, None)
    stand_by_newest(athlete)
    athlete.save(update_fields=list(COLUMNS.values()))


def note_typed(athlete: Athlete, *, by: User | None, at: datetime) -> None:
    """What was typed among the details is a measurement, too; what was wiped out there is known no more.

    It has no day, unless it corrects what has one: then it counts from the day it was typed.
    """
    newest = in_force(athlete.measurements.all())
    for kind, column in COLUMNS.items():
        typed, before = getattr(athlete, column), newest.get(kind)
        if typed == (before.bpm if before else None):
            continue
        if typed is None:
            athlete.measurements.filter(kind=kind).delete()
            continue
        day = athlete.today(at) if before and before.measured_on else None
        athlete.measurements.create(kind=kind, bpm=typed, measured_on=day, by=by, at=at)


def stand_by_newest(athlete: Athlete) -> None:
    """Put the newest heart rates onto the athlete, unsaved; a kind that was never measured stays as it is."""
    newest = in_force(athlete.measurements.all())
    for kind, column in COLUMNS.items():
        if kind in newest:
            setattr(athlete, column, newest[kind].bpm)


def _held(measurement: Measurement) -> Athlete:
    """Theirs alone until the transaction ends: two of one kind do not pass each other."""
    return Athlete.objects.select_for_update(of=("self",), no_key=True).get(pk=measurement.athlete_id)


def _same(measurement: Measurement) -> Measurement | None:
    said = ("athlete_id", "kind", "bpm", "distance_m", "duration_s", "measured_on", "source")
    return Measurement.objects.filter(**{name: getattr(measurement, name) for name in said}).first()
