"""The morning mail: claimed and told in one transaction for a whole batch of athletes. See also `plans.actions.remind`."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from athletes.actions.mail import new_mail, queue_mails
from athletes.mail_kinds import DAILY
from athletes.models import Athlete, OutgoingMail
from athletes.send_time import DAY, moment
from plans.emails.daily import daily_mail
from plans.models import TrainingSession
from plans.reminders.daily import day_to_tell, weekly_tells

log = logging.getLogger(__name__)


def due_ids(*, at: datetime) -> list[UUID]:
    """Whose hour has come, on a day that they were not told."""
    waiting = Athlete.objects.wanting_daily(before=at.date() + DAY).only("time_zone", "reminder_hour", "daily_told")
    return [athlete.pk for athlete in waiting.iterator(chunk_size=1000) if _due_day(athlete, at=at)]


def tell_each_day(athlete_ids: Iterable[UUID], *, clock: Callable[[], datetime]) -> None:
    """All together; where that fails, each alone. Whose day cannot be told is asked again on the next one."""
    ids = list(athlete_ids)
    try:
        tell_days(ids, at=clock())
    except Exception:
        if len(ids) == 1:
            log.exception("no morning mail for athlete %s", ids[0])
            for athlete in Athlete.objects.filter(pk=ids[0]):
                Athlete.objects.filter(pk=athlete.pk).update(daily_told=athlete.today(clock()))
            return
        for athlete_id in ids:
            tell_each_day([athlete_id], clock=clock)


@transaction.atomic
def tell_days(athlete_ids: Sequence[UUID], *, at: datetime) -> None:
    """Those who are due and in no other worker's hands. A day that asks for nothing, or stands in the weekly mail, is told."""
    wanting = Athlete.objects.wanting_daily(before=at.date() + DAY).with_people().filter(pk__in=athlete_ids)
    due = {athlete: day for athlete in wanting.locked() if (day := _due_day(athlete, at=at))}
    if not due:
        return
    sessions = _sessions(due)
    mails = [_mail(athlete, day, sessions[athlete.pk], at=at) for athlete, day in due.items()]
    _note_told(due)
    queue_mails([mail for mail in mails if mail])


def _due_day(athlete: Athlete, *, at: datetime) -> date | None:
    return day_to_tell(at, hour=athlete.reminder_hour, zone=athlete.zone, told=athlete.daily_told)


def _sessions(due: dict[Athlete, date]) -> dict[UUID, list[TrainingSession]]:
    """Of today and tomorrow, those that stand; a few more where the dates of the batch differ."""
    rows = TrainingSession.objects.open_by_mail().standing().filter(athlete__in=due)
    found: dict[UUID, list[TrainingSession]] = defaultdict(list)
    for session in rows.during(min(due.values()), max(due.values()) + DAY).select_related("week", "log").in_order():
        found[session.athlete_id].append(session)
    return found


def _mail(athlete: Athlete, day: date, sessions: Sequence[TrainingSession], *, at: datetime) -> OutgoingMail | None:
    todays = next((one for one in sessions if one.date == day), None)
    if athlete.user is None or todays is None or _stands_in_weekly(athlete, day, todays.week.start):
        return None
    mail = daily_mail(sessions, athlete=athlete, day=day, at=at)
    if mail is None:
        return None
    return new_mail(
        to=athlete.user.email,
        recipient=athlete.user,
        kind=DAILY,
        key=day.isoformat(),
        subject=mail.subject,
        text=mail.bodies.text,
        html=mail.bodies.html,
        not_before=at,
        use_until=moment(day + DAY, hour=0, zone=athlete.zone),
        created_at=at,
    )


def _stands_in_weekly(athlete: Athlete, day: date, week: date) -> bool:
    due = athlete.next_reminder_at if athlete.reminders_on else None
    return weekly_tells(
        day,
        week=week,
        told_on=athlete.today(athlete.reminded_at) if athlete.reminded_at else None,
        told_week=athlete.reminded_week,
        due_on=athlete.today(due) if due else None,
    )


def _note_told(due: dict[Athlete, date]) -> None:
    """Two or three dates at a time, all over the earth."""
    for day in set(due.values()):
        Athlete.objects.filter(pk__in=[athlete.pk for athlete, on in due.items() if on == day]).update(daily_told=day)
