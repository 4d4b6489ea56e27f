"""Mail turned off and on from a mail itself, by its key."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from athletes.actions.reminder import moved_reminder, schedule_of
from athletes.choices import MailKind
from athletes.mail_kinds import DAILY, WEEKLY, all_that_can_be_turned_off
from athletes.models import Athlete, OutgoingMail, User


@transaction.atomic
def turn_off(user: User, kinds: Collection[str], *, at: datetime) -> None:
    """At once, and for what waits in the outbox, too. Twice is the same as once."""
    account = User.objects.select_for_update().get(pk=user.pk)
    off = {kind for kind in kinds if kind in MailKind.values}
    User.objects.filter(pk=user.pk).update(mail_off=sorted({*account.mail_off, *off}))
    if WEEKLY in kinds:
        _weekly(user, on=False, at=at)
    if DAILY in kinds:
        Athlete.objects.filter(user=user).update(daily_on=False)
    OutgoingMail.objects.to_person(user, kinds).withhold("turned off by its reader", at=at)


def turn_all_off(user: User, *, at: datetime) -> None:
    turn_off(user, all_that_can_be_turned_off(), at=at)


@transaction.atomic
def turn_on(user: User, kind: str, *, at: datetime) -> None:
    account = User.objects.select_for_update().get(pk=user.pk)
    User.objects.filter(pk=user.pk).update(mail_off=[one for one in account.mail_off if one != kind])
    if kind == WEEKLY:
        _weekly(user, on=True, at=at)
    if kind == DAILY:
        Athlete.objects.filter(user=user).update(daily_on=True)


def _weekly(user: User, *, on: bool, at: datetime) -> None:
    athlete = Athlete.objects.select_for_update(of=("self",)).filter(user=user).first()
    if athlete is None or athlete.reminders_on == on:
        return
    before = schedule_of(athlete)
    athlete.reminders_on = on
    athlete.next_reminder_at = moved_reminder(athlete, before=before, at=at)
    athlete.save(update_fields=["reminders_on", "next_reminder_at"])
