"""Something aches: it stays open until the athlete says it is gone, and asks the safety questions once."""

from datetime import datetime

from django.db import transaction

from athletes.actions.health import add_flags
from athletes.models import Athlete, User
from plans.models import Ache, CheckIn


def open_ache(athlete: Athlete, *, where: str, by: User | None, at: datetime, said_in: CheckIn | None = None) -> Ache:
    """One in each place: said again it is the same ache."""
    where = where.strip()
    known = Ache.objects.of(athlete).open().filter(where__iexact=where).first()
    return known or Ache.objects.create(athlete=athlete, where=where, said_in=said_in, by=by, at=at)


@transaction.atomic
def answer_safety(ache: Ache, *, flags: list[str], at: datetime) -> bool:
    """What was ticked joins their own health answers, and nothing of it stays here. True while they are cleared.

    Nothing ticked, or skipped, changes no answer that was given before.
    """
    Ache.objects.of(ache.athlete).open().filter(asked_at=None).update(asked_at=at)
    return add_flags(ache.athlete, flags, at=at)


def say_gone(ache: Ache, *, at: datetime) -> None:
    """It aches no more. Saying it twice is the same as once."""
    Ache.objects.filter(pk=ache.pk).open().update(gone_at=at)


@transaction.atomic
def say_back(ache: Ache) -> None:
    """It was not gone after all; where it was said again meanwhile, that one stands."""
    is_known = Ache.objects.of(ache.athlete).open().filter(where__iexact=ache.where).exists()
    if not is_known:
        Ache.objects.filter(pk=ache.pk).update(gone_at=None)
