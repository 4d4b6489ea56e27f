"""Somebody wants their account gone, and may think better of it for two weeks."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from athletes.actions.api_token import revoke_api_token
from athletes.actions.athlete import hold_record_of
from athletes.actions.mail import queue_mail
from athletes.actions.reminder import next_reminder
from athletes.actions.sign_out import sign_out_everywhere
from athletes.addresses import addresses_of
from athletes.emails import leaving_bodies
from athletes.models import Erasure, OutgoingMail, User
from athletes.models.erasure import GRACE

KIND = "account_leaving"


class CoachesOthers(Exception):
    """What a coach has published is other people's training: their account does not end with one click."""


@transaction.atomic
def request_erasure(user: User, *, at: datetime) -> Erasure:
    """From now on the account sleeps: nobody is signed in to it, no mail leaves, no coach sees it. Raises CoachesOthers.

    An account that is not active opens no page and no API call, and gets no weekly mail: so it is everywhere at once.
    """
    athlete = hold_record_of(user)
    if hasattr(user, "coach"):
        raise CoachesOthers
    erasure, is_new = Erasure.objects.pending().get_or_create(
        user=user, defaults={"person": user.pk, "requested_at": at, "due_at": at + GRACE}
    )
    if not is_new:
        return erasure
    if athlete is not None:
        erasure.coach, athlete.coach = athlete.coach, None
        erasure.save(update_fields=["coach"])
        erasure.squads.set(athlete.squads.all())
        athlete.squads.clear()
        athlete.save(update_fields=["coach"])
    user.is_active = False
    user.save(update_fields=["is_active"])
    revoke_api_token(user)
    sign_out_everywhere(user)
    OutgoingMail.objects.unsent().filter(Q(recipient=user) | Q(to__in=addresses_of(user))).delete()
    _tell(user, erasure, at=at)
    return erasure


@transaction.atomic
def keep_account(user: User, *, at: datetime) -> None:
    """As it was, with the coach they had. Mails of the weeks between are not sent. Doing it twice is the same as once."""
    athlete = hold_record_of(user)
    erasure = Erasure.objects.select_for_update(of=("self",)).pending().filter(user=user).first()
    if erasure is None:
        return
    if athlete is not None:
        athlete.coach = erasure.coach
        athlete.squads.set(erasure.squads.filter(coach=erasure.coach))
        athlete.next_reminder_at = next_reminder(athlete, after=at)
        athlete.save(update_fields=["coach", "next_reminder_at"])
    erasure.delete()
    user.is_active = True
    user.save(update_fields=["is_active"])


def _tell(user: User, erasure: Erasure, *, at: datetime) -> None:
    """So that who did not ask for it can stop it."""
    bodies = leaving_bodies(user, last_day=erasure.due_at.astimezone(user.zone).date())
    queue_mail(
        to=user.email,
        recipient=user,
        kind=KIND,
        key=at.isoformat(),
        subject="Your account is about to go",
        text=bodies.text,
        html=bodies.html,
        at=at,
    )
