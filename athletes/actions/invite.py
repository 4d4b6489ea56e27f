"""A coach offers a runner an account of their own, joined to the coach."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from athletes.actions.athlete import TooYoung
from athletes.actions.mail import queue_mail
from athletes.ages import may_have_account
from athletes.models import Athlete, Invitation, User

TWO_CLICKS = timedelta(seconds=30)


class InvitedJustNow(Exception):
    """The same address got a link moments ago: the button was pressed twice, and that link has to go on working."""


class AlreadyJoined(Exception):
    """The runner has an account already."""


def digest_of(token: str) -> str:
    """What is stored of a link. A token has 256 random bits, so that a plain hash cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(athlete: Athlete, *, email: str, by: User, at: datetime) -> str:
    """Mail a fresh link and withdraw the earlier ones. Raises AlreadyJoined, TooYoung, InvitedJustNow."""
    athlete = Athlete.objects.select_for_update(of=("self",)).get(pk=athlete.pk)
    if athlete.user_id is not None:
        raise AlreadyJoined(athlete.pk)
    if not may_have_account(athlete.birth_date, on=athlete.today(at)):
        raise TooYoung
    offers = athlete.invitations.open(at=at)
    if offers.addressed_to([email.lower()]).filter(created_at__gt=at - TWO_CLICKS).exists():
        raise InvitedJustNow
    offers.update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        coach=by.coach, athlete=athlete, email=email.lower(), token_digest=digest_of(token), created_at=at
    )
    _mail(invitation, token, by=by, at=at)
    return token


def _mail(invitation: Invitation, token: str, *, by: User, at: datetime) -> None:
    link = settings.SITE_URL + reverse("athletes:invitation", args=[token])
    queue_mail(
        to=invitation.email,
        kind="invitation",
        key=str(invitation.pk),
        subject=f"{by.get_full_name()} invites you to your off-season",
        text=render_to_string(
            "athletes/invitation.txt",
            {"coach": by.get_full_name(), "link": link, "until": invitation.expires_at.date()},
        ),
        at=at,
    )
