"""Races come, change and go."""

from django.db import transaction
from django.db.models import ProtectedError

from athletes.models import Race


class RaceInUse(Exception):
    """An off-season begins or ends with this race."""


def keep_race(race: Race) -> None:
    race.save()


@transaction.atomic
def delete_race(race: Race) -> None:
    """Raises RaceInUse while an off-season hangs on it."""
    try:
        race.delete()
    except ProtectedError as error:
        raise RaceInUse(race.pk) from error
