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
    athlete = _free_record(athlete, at=at)
    mailed = athlete.invitations.open(at=at).addressed_to([email.lower()]).filter(by_link=False)
    if mailed.filter(created_at__gt=at - TWO_CLICKS).exists():
        raise InvitedJustNow
    invitation, token = _offer(athlete, email=email, by=by, at=at)
    _mail(invitation, token, by=by, at=at)
    return token


@transaction.atomic
def offer(athlete: Athlete, *, email: str, by: User, at: datetime) -> str:
    """A fresh link that goes out in another letter; it withdraws the earlier ones. Raises AlreadyJoined, TooYoung."""
    _, token = _offer(_free_record(athlete, at=at), email=email, by=by, at=at)
    return token


@transaction.atomic
def make_link(athlete: Athlete, *, email: str, by: User, at: datetime) -> tuple[Invitation, str]:
    """A fresh link for the coach to hand over, shown once; it withdraws the earlier ones and nothing is mailed.

    It works for this address alone, like a mailed one. Raises AlreadyJoined, TooYoung.
    """
    return _offer(_free_record(athlete, at=at), email=email, by=by, at=at, by_link=True)


def revoke(invitation: Invitation, *, at: datetime) -> bool:
    """Its link opens nothing from now on. False when it was over already; doing it twice is the same as once."""
    return Invitation.objects.filter(pk=invitation.pk).withdraw(at=at) == 1


def _free_record(athlete: Athlete, *, at: datetime) -> Athlete:
    """Held until the transaction ends, and without an account so far."""
    athlete = Athlete.objects.select_for_update(of=("self",)).get(pk=athlete.pk)
    if athlete.user_id is not None:
        raise AlreadyJoined(athlete.pk)
    if not may_have_account(athlete.birth_date, on=athlete.today(at)):
        raise TooYoung
    return athlete


def _offer(athlete: Athlete, *, email: str, by: User, at: datetime, by_link: bool = False) -> tuple[Invitation, str]:
    athlete.invitations.withdraw(at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        coach=by.coach,
        athlete=athlete,
        email=email.lower(),
        token_digest=digest_of(token),
        by_link=by_link,
        created_at=at,
    )
    return invitation, token


def link_to(token: str) -> str:
    return settings.SITE_URL + reverse("athletes:invitation", args=[token])


def _mail(invitation: Invitation, token: str, *, by: User, at: datetime) -> None:
    queue_mail(
        to=invitation.email,
        kind="invitation",
        key=str(invitation.pk),
        subject=f"{by.get_full_name()} invites you to your off-season",
        text=render_to_string(
            "athletes/invitation.txt",
            {"coach": by.get_full_name(), "link": link_to(token), "until": invitation.expires_at.date()},
        ),
        at=at,
    )
