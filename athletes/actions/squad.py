"""A coach groups their runners."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from athletes.models import Athlete, Squad


class SquadKnown(Exception):
    """The coach has a squad of this name."""


@transaction.atomic
def form_squad(squad: Squad, athletes: Iterable[Athlete] = ()) -> None:
    """Store a new squad with these runners in it. Raises SquadKnown."""
    keep_squad(squad)
    squad.athletes.add(*athletes)


def keep_squad(squad: Squad) -> None:
    """Raises SquadKnown, also for the second of two clicks that met no squad when they looked."""
    try:
        with transaction.atomic():
            squad.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise SquadKnown(squad.name) from error
        raise


@transaction.atomic
def put_into(squad: Squad, athletes: Iterable[Athlete]) -> None:
    """Who is in it already stays in it."""
    squad.athletes.add(*athletes)


@transaction.atomic
def take_out(squad: Squad, athletes: Iterable[Athlete]) -> None:
    """They leave the squad, and stay on the roster."""
    squad.athletes.remove(*athletes)
