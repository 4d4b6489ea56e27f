"""Letters for one moment: asked by day, told at the reader's own hour, once for each person, kind and day."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from athletes.actions.mail import new_mail, queue_mails
from athletes.choices import MailKind
from athletes.models import Athlete, OutgoingMail
from athletes.send_time import DAY, moment
from plans.emails.moments import ShortMail, check_in_mail, phase_mail, spring_mail
from plans.models import TrainingPhase, Week
from plans.models.phase import TrainingPhaseQuerySet
from plans.models.week import WeekQuerySet
from plans.pages.hand_over import hand_over_after
from plans.reminders.due import days_around, is_due

ASK_HOUR: Final = 18  # how a week was is asked in the evening of its last day
USEFUL: Final = 4 * DAY


def weeks_to_ask(*, at: datetime) -> WeekQuerySet:
    """Over or on their last day, and nobody has said how it was."""
    first, last = days_around(at)
    return Week.objects.ending(first, last).told_by_mail(MailKind.CHECK_IN, key="start").unheard()


def phases_to_tell(*, at: datetime) -> TrainingPhaseQuerySet:
    first, last = days_around(at)
    return TrainingPhase.objects.beginning(first, last).following_another().told_by_mail(MailKind.PHASE_BEGINS)


def last_weeks(*, at: datetime) -> WeekQuerySet:
    """Behind which the spring plan begins."""
    first, last = days_around(at)
    ending = Week.objects.ending(first - DAY, last - DAY).last_of_season()
    return ending.told_by_mail(MailKind.PHASE_BEGINS, key="end")


def due_moments(*, at: datetime) -> dict[str, list[Any]]:
    """Ids by what is to be told. Their hour is looked at when they are told: those of today come back until then."""
    found = {"check_in": weeks_to_ask(at=at), "phase": phases_to_tell(at=at), "spring": last_weeks(at=at)}
    return {name: list(rows.order_by("pk").values_list("pk", flat=True)) for name, rows in found.items()}


def tell_moments(name: str, ids: Iterable[Any], *, at: datetime) -> None:
    told = {"check_in": ask_how_it_was, "phase": tell_phases, "spring": tell_spring}
    told[name](ids, at=at)


@transaction.atomic
def ask_how_it_was(week_ids: Iterable[int], *, at: datetime) -> None:
    weeks = weeks_to_ask(at=at).with_people().filter(pk__in=week_ids)
    due = [one for one in weeks if is_due(one.end, hour=ASK_HOUR, zone=one.off_season.athlete.zone, at=at)]
    queue_mails(
        [
            _letter(
                week.off_season.athlete,
                check_in_mail(week),
                kind=MailKind.CHECK_IN,
                day=week.start,
                until=week.end,
                at=at,
            )
            for week in due
        ]
    )


@transaction.atomic
def tell_phases(phase_ids: Iterable[int], *, at: datetime) -> None:
    phases = phases_to_tell(at=at).with_people().filter(pk__in=phase_ids).prefetch_related("weeks")
    mails = []
    for phase in phases:
        weeks = [week for week in phase.weeks.all() if phase.off_season.is_visible_on(week.start)]
        first = phase.period.lower
        if weeks and is_due(first, hour=phase.athlete.reminder_hour, zone=phase.athlete.zone, at=at):
            mail = phase_mail(phase, weeks=len(weeks), last=max(week.end for week in weeks))
            mails.append(_letter(phase.athlete, mail, kind=MailKind.PHASE_BEGINS, day=first, until=first, at=at))
    queue_mails(mails)


@transaction.atomic
def tell_spring(week_ids: Iterable[int], *, at: datetime) -> None:
    """A plan each, and a few a day: what the athlete arrives with is read from their log."""
    mails = []
    for week in last_weeks(at=at).with_people().filter(pk__in=week_ids):
        athlete, day = week.off_season.athlete, week.end + DAY
        is_open = is_due(day, hour=athlete.reminder_hour, zone=athlete.zone, at=at)
        over = hand_over_after(week.off_season, today=athlete.today(at)) if is_open else None
        if over and over.has_begun:
            mail = spring_mail(over)
            mails.append(_letter(athlete, mail, kind=MailKind.PHASE_BEGINS, day=week.end, until=day, at=at))
    queue_mails(mails)


def _letter(athlete: Athlete, mail: ShortMail, *, kind: MailKind, day: date, until: date, at: datetime) -> OutgoingMail:
    """Known by its day; worth reading until three days after `until`."""
    return new_mail(
        to=athlete.user.email if athlete.user else "",  # asked for with an account
        recipient=athlete.user,
        kind=kind,
        key=day.isoformat(),
        subject=mail.subject,
        text=mail.bodies.text,
        html=mail.bodies.html,
        not_before=at,
        use_until=moment(until + USEFUL, hour=0, zone=athlete.zone),
        created_at=at,
    )
