"""Who works at a coach's desk: asked, come, gone."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from athletes.actions.invite import TWO_CLICKS, InvitedJustNow, digest_of
from athletes.actions.join import AddressNotVerified, InvitationOver, verified_addresses
from athletes.actions.mail import queue_mail
from athletes.models import Assistant, AssistantInvitation, Coach, User


class HasDesk(Exception):
    """They coach, or assist somebody already: it must never be a question whose desk they are at."""


@transaction.atomic
def invite_assistant(coach: Coach, *, email: str, at: datetime) -> str:
    """Mail a fresh link; an earlier one to the same address is withdrawn. Raises InvitedJustNow."""
    Coach.objects.select_for_update(of=("self",)).get(pk=coach.pk)
    earlier = coach.assistant_invitations.open(at=at).addressed_to([email.lower()])
    if earlier.filter(created_at__gt=at - TWO_CLICKS).exists():
        raise InvitedJustNow
    earlier.withdraw(at=at)
    token = secrets.token_urlsafe(32)
    offer = coach.assistant_invitations.create(email=email.lower(), token_digest=digest_of(token), created_at=at)
    _mail(offer, token, at=at)
    return token


@transaction.atomic
def accept_assistance(offer: AssistantInvitation, *, by: User, at: datetime) -> Assistant:
    """They work at the coach's desk from now on. Raises InvitationOver, AddressNotVerified, HasDesk."""
    by = User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    offer = AssistantInvitation.objects.select_for_update().get(pk=offer.pk)
    if offer.state(at=at) != "open":
        raise InvitationOver
    if offer.email not in verified_addresses(by):
        raise AddressNotVerified
    if by.has_desk:
        raise HasDesk
    offer.accepted_at = at
    offer.save(update_fields=["accepted_at"])
    return Assistant.objects.create(user=by, coach=offer.coach, since=at)


def remove_assistant(assistant: Assistant) -> None:
    """At once: the next page they ask for is none of theirs. What they wrote stays. Twice is the same as once."""
    Assistant.objects.filter(pk=assistant.pk).delete()


def _mail(offer: AssistantInvitation, token: str, *, at: datetime) -> None:
    link = settings.SITE_URL + reverse("athletes:assist", args=[token])
    queue_mail(
        to=offer.email,
        kind="assistant_invitation",
        key=str(offer.pk),
        subject=f"{offer.coach} asks for your help as an assistant",
        text=render_to_string(
            "athletes/assist.txt", {"coach": offer.coach, "link": link, "until": offer.expires_at.date()}
        ),
        at=at,
    )
