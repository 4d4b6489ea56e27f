"""The digest by mail: Mondays at the coach's own hour, once for each of them."""

from datetime import date, datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from athletes.actions.mail import queue_mail
from athletes.choices import MailKind
from athletes.emails import render_bodies
from athletes.models import Athlete, Coach, OutgoingMail, User
from athletes.send_time import moment
from coachapp.desk.digest.week import Digest, digest_of
from plans.reminders.due import LATE, is_due

KIND = MailKind.COACH_DIGEST


def due_coaches(*, at: datetime) -> list[int]:
    """Whose Monday it is, from their hour on, and who had none of this week."""
    training = Athlete.objects.active().filter(coach=OuterRef("pk"))
    wanting = Coach.objects.filter(Exists(training), user__is_active=True).exclude(user__mail_off__contains=[KIND])
    due = {coach: _monday(coach.user, at) for coach in wanting.select_related("user") if is_monday(coach, at=at)}
    had = OutgoingMail.objects.filter(kind=KIND, key__in={day.isoformat() for day in due.values()})
    written = set(had.values_list("recipient_id", "key"))
    return [coach.pk for coach, day in due.items() if (coach.user_id, day.isoformat()) not in written]


@transaction.atomic
def send_digest(coach_id: int, *, at: datetime) -> None:
    coach = Coach.objects.select_related("user").filter(pk=coach_id, user__is_active=True).first()
    if coach is None or not is_monday(coach, at=at):
        return
    user, day = coach.user, _monday(coach.user, at)
    if OutgoingMail.objects.filter(recipient=user, kind=KIND, key=day.isoformat()).exists():
        return  # also under an address of before
    digest = digest_of(user, today=user.today(at), at=at)
    bodies = render_bodies("coach_digest", context_of(digest, user))
    queue_mail(
        to=user.email,
        recipient=user,
        kind=KIND,
        key=day.isoformat(),
        subject=f"Your week: {digest.gist}",
        text=bodies.text,
        html=bodies.html,
        use_until=moment(day + LATE + timedelta(days=1), hour=0, zone=user.zone),
        at=at,
    )


def is_monday(coach: Coach, *, at: datetime) -> bool:
    return is_due(_monday(coach.user, at), hour=coach.digest_hour, zone=coach.user.zone, at=at)


def context_of(digest: Digest, user: User) -> dict[str, object]:
    return {
        "digest": digest,
        "name": user.get_short_name(),
        "board_url": urljoin(settings.SITE_URL, reverse("desk:board")),
        "settings_url": urljoin(settings.SITE_URL, reverse("athletes:settings") + "#mail"),
    }


def _monday(user: User, at: datetime) -> date:
    today = user.today(at)
    return today - timedelta(days=today.weekday())
