"""The weekly reminder: claimed, told, and set for the next week, in one transaction for a whole batch of athletes."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from athletes.actions.mail import new_mail, queue_mails
from athletes.actions.reminder import next_reminder
from athletes.mail_kinds import WEEKLY
from athletes.models import Athlete, OutgoingMail
from athletes.send_time import AHEAD, DAY, moment
from plans.emails.weekly import WeeklyMail, weekly_mail
from plans.models import CalendarFeed, TrainingSession, Week
from plans.reminders.choice import is_new, start_to_tell
from plans.taps import Linker

log = logging.getLogger(__name__)


class NextMail(NamedTuple):
    """`when` it is written, in UTC; None where none of this week is to come."""

    week: Week
    when: datetime | None
    mail: WeeklyMail


PAUSE = timedelta(hours=1)
REMINDED = ("next_reminder_at", "reminded_at", "reminded_week")


def remind_each(athlete_ids: Iterable[UUID], *, clock: Callable[[], datetime]) -> None:
    """All together; where that fails, each alone, and whose plan is broken is tried again in an hour."""
    ids = list(athlete_ids)
    try:
        remind(ids, at=clock())
    except Exception:
        if len(ids) == 1:
            log.exception("no reminder for athlete %s", ids[0])
            Athlete.objects.filter(pk=ids[0]).update(next_reminder_at=clock() + PAUSE)
            return
        for athlete_id in ids:
            remind_each([athlete_id], clock=clock)


@transaction.atomic
def remind(athlete_ids: Sequence[UUID], *, at: datetime) -> None:
    """Those who are due and in no other worker's hands. A late run tells the week that still runs."""
    due = list(Athlete.objects.reminder_due(at=at).with_people().filter(pk__in=athlete_ids).locked())
    chosen = weeks_to_tell(due, at=at)
    tell(due, chosen, at=at)


@transaction.atomic
def tell_week(athlete_ids: Sequence[UUID], *, day: date, at: datetime) -> int:
    """The week that holds this day, to those who want a weekly mail and did not have this one: how many."""
    wanting = list(Athlete.objects.wanting_reminders().with_people().filter(pk__in=athlete_ids).locked())
    return tell(wanting, weeks_of_day(wanting, day=day, at=at), at=at)


def untold(athlete_ids: Sequence[UUID], *, day: date, at: datetime) -> list[tuple[str, date]]:
    """Whom `tell_week` would tell: their address, and the first day of their week."""
    wanting = list(Athlete.objects.wanting_reminders().with_people().filter(pk__in=athlete_ids))
    weeks = weeks_of_day(wanting, day=day, at=at)
    return [(one.user.email, weeks[one.pk].start) for one in wanting if one.user and one.pk in weeks]


def weeks_to_tell(athletes: Sequence[Athlete], *, at: datetime) -> dict[UUID, Week]:
    """Of each athlete the published week that their reminder is about, if the coach has opened it."""
    days = [athlete.today(at) for athlete in athletes] or [at.date()]
    found = _weeks_by_athlete(athletes, first=min(days), last=max(days) + AHEAD)
    chosen = {athlete.pk: _due_week(athlete, found[athlete.pk], at=at) for athlete in athletes}
    return {pk: week for pk, week in chosen.items() if week}


def weeks_of_day(athletes: Sequence[Athlete], *, day: date, at: datetime) -> dict[UUID, Week]:
    """Of each athlete the published week that holds this day, unless it is over, not opened, or told."""
    found = _weeks_by_athlete(athletes, first=day, last=day)
    return {
        athlete.pk: week
        for athlete in athletes
        for week in found[athlete.pk]
        if week.end >= athlete.today(at) and is_new(week.start, told=athlete.reminded_week)
    }


def next_weekly(athlete: Athlete, *, at: datetime, links: Linker) -> NextMail | None:
    """As it would be written at its time, from the plan as it stands now; of the week that runs where none is due.

    None where there is no open week to tell.
    """
    when, today = max(athlete.next_reminder_at or at, at), athlete.today(at)
    due = weeks_to_tell([athlete], at=when).get(athlete.pk)
    week = due or next(iter(_weeks_by_athlete([athlete], first=today, last=today)[athlete.pk]), None)
    if week is None:
        return None
    prefetch_related_objects([week], Prefetch("sessions", TrainingSession.objects.with_log().in_order()))
    mail = _words(athlete, week, CalendarFeed.objects.by_athlete([athlete]), at=when, links=links)
    leaves = due and athlete.user_id and athlete.reminders_on and athlete.next_reminder_at
    return NextMail(week, when if leaves else None, mail) if mail else None


def tell(athletes: Sequence[Athlete], weeks: dict[UUID, Week], *, at: datetime) -> int:
    """Write the mails and set everybody's next time, in the caller's transaction."""
    sessions = TrainingSession.objects.with_log().in_order()
    prefetch_related_objects(list(weeks.values()), Prefetch("sessions", sessions))
    feeds = CalendarFeed.objects.by_athlete(athletes)
    mails = []
    for athlete in athletes:
        mail = _mail(athlete, weeks[athlete.pk], feeds, at=at) if athlete.pk in weeks else None
        if mail:
            mails.append(mail)
            athlete.reminded_at, athlete.reminded_week = at, weeks[athlete.pk].start
        athlete.next_reminder_at = next_reminder(athlete, after=at)
    _save(athletes)
    queue_mails(mails)
    return len(mails)


def _save(athletes: Sequence[Athlete]) -> None:
    """Most of a batch share their next hour and their week: one statement for all of those."""
    alike: dict[tuple[Any, ...], list[UUID]] = defaultdict(list)
    for athlete in athletes:
        alike[tuple(getattr(athlete, name) for name in REMINDED)].append(athlete.pk)
    for values, pks in alike.items():
        Athlete.objects.filter(pk__in=pks).update(**dict(zip(REMINDED, values, strict=True)))


def _weeks_by_athlete(athletes: Sequence[Athlete], *, first: date, last: date) -> dict[UUID, list[Week]]:
    weeks = Week.objects.of_any(athletes).touching(first, last).with_place().with_absences().in_order()
    found: dict[UUID, list[Week]] = defaultdict(list)
    for week in weeks:
        if week.off_season.is_visible_on(week.start):
            found[week.off_season.athlete_id].append(week)
    return found


def _due_week(athlete: Athlete, weeks: Sequence[Week], *, at: datetime) -> Week | None:
    today = athlete.today(at)
    running = {week.start: week for week in weeks if week.end >= today}
    due_on = athlete.today(athlete.next_reminder_at or at)
    start = start_to_tell(list(running), due_on=due_on, today=today, told=athlete.reminded_week)
    return running[start] if start else None


def _mail(athlete: Athlete, week: Week, feeds: Mapping[UUID, CalendarFeed], *, at: datetime) -> OutgoingMail | None:
    """Kept for as long as its week lasts: a mail server that comes back later finds nothing to send."""
    mail = _words(athlete, week, feeds, at=at)
    if athlete.user is None or mail is None:
        return None
    return new_mail(
        to=athlete.user.email,
        recipient=athlete.user,
        kind=WEEKLY,
        key=week.start.isoformat(),
        subject=mail.subject,
        text=mail.bodies.text,
        html=mail.bodies.html,
        calendar=mail.calendar,
        not_before=at,
        use_until=moment(week.end + DAY, hour=0, zone=athlete.zone),
        created_at=at,
    )


def _words(
    athlete: Athlete, week: Week, feeds: Mapping[UUID, CalendarFeed], *, at: datetime, links: Linker | None = None
) -> WeeklyMail | None:
    """Of the days that are open; None where there is none."""
    sessions = [one for one in week.sessions.all() if week.off_season.is_visible_on(one.date)]
    if not sessions:
        return None
    feed = feeds.get(athlete.pk) or CalendarFeed(athlete=athlete)
    return weekly_mail(week, sessions, athlete=athlete, weeks=week.weeks_in_all, at=at, feed=feed, links=links)
