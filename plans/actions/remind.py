"""The weekly reminder of one athlete: claimed, told, and set for the next week, in one transaction."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from athletes.actions.mail import queue_mail
from athletes.actions.reminder import next_reminder
from athletes.models import Athlete
from plans.emails.weekly import weekly_mail
from plans.models import Week
from plans.reminders.choice import latest_start

log = logging.getLogger(__name__)

KIND = "weekly_plan"
PAUSE = timedelta(hours=1)


def remind_each(athlete_ids: Iterable[UUID], *, clock: Callable[[], datetime]) -> None:
    """One athlete's broken plan must not keep the mail of the others: theirs is tried again in an hour."""
    for athlete_id in athlete_ids:
        try:
            remind(athlete_id, at=clock())
        except Exception:
            log.exception("no reminder for athlete %s", athlete_id)
            Athlete.objects.filter(pk=athlete_id).update(next_reminder_at=clock() + PAUSE)


@transaction.atomic
def remind(athlete_id: UUID, *, at: datetime) -> None:
    """Nothing when it is not due, or another worker was quicker. A late run tells the week that still runs."""
    athlete = Athlete.objects.reminder_due(at=at).with_people().filter(pk=athlete_id).first()
    if athlete is None or athlete.next_reminder_at is None:
        return
    if not claim(athlete, due_at=athlete.next_reminder_at, at=at):
        return
    today = athlete.today(at)
    week = week_to_tell(athlete, due_on=athlete.today(athlete.next_reminder_at), today=today)
    if week:
        tell(week, athlete=athlete, today=today, at=at)


def claim(athlete: Athlete, *, due_at: datetime, at: datetime) -> bool:
    """Move the reminder on to its next time: true for exactly one of several that try at once."""
    mine = Athlete.objects.filter(pk=athlete.pk, next_reminder_at=due_at)
    return mine.update(next_reminder_at=next_reminder(athlete, after=at)) == 1


def week_to_tell(athlete: Athlete, *, due_on: date, today: date) -> Week | None:
    """The published week that the reminder is about, if the coach has opened it."""
    weeks = Week.objects.of(athlete).touching(today, latest_start(due_on=due_on, today=today))
    week = weeks.select_related("off_season__published_by", "phase").in_order().last()
    return week if week and week.off_season.is_visible_on(week.start) else None


def tell(week: Week, *, athlete: Athlete, today: date, at: datetime) -> None:
    sessions = [s for s in week.sessions.with_log().in_order() if week.off_season.is_visible_on(s.date)]
    if athlete.user is None or not sessions:
        return
    mail = weekly_mail(week, sessions, athlete=athlete, weeks=week.off_season.weeks.count(), today=today)
    queue_mail(
        to=athlete.user.email,
        recipient=athlete.user,
        kind=KIND,
        key=week.start.isoformat(),
        subject=mail.subject,
        text=mail.bodies.text,
        html=mail.bodies.html,
        at=at,
    )
