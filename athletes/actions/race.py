"""Races come, change and go."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from psycopg.errors import UniqueViolation

from athletes.models import Race


class RaceInUse(Exception):
    """An off-season begins or ends with this race."""


class RaceKnown(Exception):
    """The athlete has a race of this name on this day."""


def keep_race(race: Race) -> None:
    """Raises RaceKnown, also for the second of two clicks that met no race when they looked."""
    try:
        with transaction.atomic():
            race.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise RaceKnown(race.name) from error
        raise


@transaction.atomic
def delete_race(race: Race) -> None:
    """Raises RaceInUse while an off-season hangs on it."""
    try:
        race.delete()
    except ProtectedError as error:
        raise RaceInUse(race.pk) from error
