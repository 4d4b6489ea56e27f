"""The letter about a changed plan. It waits a while, so that a coach who publishes again and again writes one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from athletes.actions.mail import queue_mail
from athletes.choices import MailKind
from athletes.models import OutgoingMail, User
from athletes.models.mail import OutgoingMailQuerySet
from athletes.send_time import DAY, moment
from plans.emails.changed import changed_mail
from plans.models import OffSeason
from plans.pages.week_news import ChangedDay, said_of

Json = dict[str, Any]

WAIT: Final = timedelta(minutes=20)


def tell_changes(off_season: OffSeason, changed: Sequence[Json], *, by: User, at: datetime) -> None:
    """`changed`: what this publishing did to the days to come. Within the transaction that publishes.

    The words are those of everything that the athlete has not seen yet. A letter that still waits gets the newest ones,
    and is withdrawn where all of it is as it was.
    """
    athlete = off_season.athlete
    if athlete.user is None:
        return
    waiting = _waiting(off_season, at=at)
    unseen = off_season.changed_days or []
    if not unseen and waiting.delete()[0]:
        return
    days = _days(off_season, unseen or changed, at=at)
    if not changed or not days:
        return
    mail = changed_mail(off_season, days, coach=by.get_full_name())
    use_until = moment(days[-1].day + DAY, hour=0, zone=athlete.zone)
    if waiting.update(subject=mail.subject, text=mail.bodies.text, html=mail.bodies.html, use_until=use_until):
        return
    queue_mail(
        to=athlete.user.email,
        recipient=athlete.user,
        kind=MailKind.PLAN_CHANGED,
        key=f"{off_season.pk} {off_season.lock}",
        not_before=at + WAIT,
        use_until=use_until,
        subject=mail.subject,
        text=mail.bodies.text,
        html=mail.bodies.html,
        at=at,
    )


def _waiting(off_season: OffSeason, *, at: datetime) -> OutgoingMailQuerySet:
    """In nobody's hands: a worker takes it from its time on, and until then the words may be other ones."""
    return OutgoingMail.objects.unsent().filter(
        recipient=off_season.athlete.user,
        kind=MailKind.PLAN_CHANGED,
        key__startswith=f"{off_season.pk} ",
        not_before__gt=at,
        attempts=0,
        lease_until=None,
    )


def _days(off_season: OffSeason, rows: Sequence[Json], *, at: datetime) -> list[ChangedDay]:
    """Those to come that the coach has opened."""
    athlete = off_season.athlete
    found = said_of(rows, unit=athlete.unit)
    return [one for one in found if one.day >= athlete.today(at) and off_season.is_visible_on(one.day)]
