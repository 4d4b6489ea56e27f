"""How a person wants to be served: name, clock, unit, mail. Account and record always say the same."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from athletes.actions.reminder import moved_reminder, schedule_of
from athletes.choices import MailKind
from athletes.models import Athlete, Coach, User
from athletes.send_time import moment


@transaction.atomic
def change_unit(user: User, *, unit: str) -> None:
    """Every page, mail and form from here on; what is stored is metres and stays."""
    User.objects.filter(pk=user.pk).update(unit=unit)
    Athlete.objects.filter(user=user).update(unit=unit)


@transaction.atomic
def change_clock(user: User, *, name: str, time_zone: str, week_start: str = "", at: datetime) -> None:
    """The weekly mail comes at the same hour of the new zone. `week_start` is for runners; empty leaves it."""
    User.objects.filter(pk=user.pk).update(name=name, time_zone=time_zone)
    athlete = _held(user)
    if athlete is None:
        return
    before = schedule_of(athlete)
    athlete.name, athlete.time_zone = name, time_zone
    athlete.week_start = week_start or athlete.week_start
    athlete.next_reminder_at = moved_reminder(athlete, before=before, at=at)
    athlete.save(update_fields=["name", "time_zone", "week_start", "next_reminder_at"])


@transaction.atomic
def change_weekly_mail(user: User, *, on: bool, weekday: str, hour: int, daily: bool, at: datetime) -> None:
    """The week, and each morning where they want that too: from the next morning on whose hour is still to come."""
    athlete = _held(user)
    if athlete is None:
        return
    before = schedule_of(athlete)
    athlete.reminders_on, athlete.reminder_weekday, athlete.reminder_hour = on, weekday, hour
    athlete.next_reminder_at = moved_reminder(athlete, before=before, at=at)
    if daily and not athlete.daily_on and moment(athlete.today(at), hour=hour, zone=athlete.zone) <= at:
        athlete.daily_told = athlete.today(at)
    athlete.daily_on = daily
    athlete.save(
        update_fields=[
            "reminders_on",
            "reminder_weekday",
            "reminder_hour",
            "next_reminder_at",
            "daily_on",
            "daily_told",
        ]
    )


def change_digest(user: User, *, hour: int) -> None:
    Coach.objects.filter(user=user).update(digest_hour=hour)


def choose_mail(user: User, *, wanted: Collection[str], among: Collection[MailKind]) -> None:
    """Of the kinds asked about, those wanted come; what was not asked stays as it was."""
    kept = [kind for kind in user.mail_off if kind not in among]
    off = [kind.value for kind in among if kind not in wanted]
    User.objects.filter(pk=user.pk).update(mail_off=sorted([*kept, *off]))


def tell_account(athlete: Athlete) -> None:
    """A record was changed or found its account: the account says the same, so that no page can disagree."""
    said = {"name": athlete.name, "time_zone": athlete.time_zone, "unit": athlete.unit}
    User.objects.filter(athlete=athlete).update(**said)


def _held(user: User) -> Athlete | None:
    """The user's own record, theirs alone until the transaction ends: a mail that is due is claimed before or after."""
    return Athlete.objects.select_for_update(of=("self",)).filter(user=user).first()
