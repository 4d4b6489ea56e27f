"""The key in a mail that turns its kind off: one person, one kind, signed, without an end (a mail may lie for years)."""

from typing import NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from athletes.mail_kinds import DAILY, WEEKLY, all_that_can_be_turned_off, can_be_turned_off
from athletes.models import Athlete, User

SIGNER = Signer(salt="athletes.unsubscribe")


class Wish(NamedTuple):
    user_id: int
    kind: str


def wish_url(user_id: int, kind: str) -> str:
    return settings.SITE_URL + reverse("athletes:mail_off", args=[wish_token(user_id, kind)])


def wish_token(user_id: int, kind: str) -> str:
    return SIGNER.sign(f"{user_id}.{kind}")


def wish_of(token: str) -> Wish | None:
    """None for a key that we did not make, or whose kind cannot be turned off any more."""
    try:
        user_id, _, kind = SIGNER.unsign(token).partition(".")
    except BadSignature:
        return None
    return Wish(int(user_id), kind) if can_be_turned_off(kind) else None


def reader_of(wish: Wish) -> User | None:
    """Whose mail it is: the signed key stands for their sign-in."""
    return User.objects.filter(pk=wish.user_id).first()


def wanted_kinds(reader: User) -> list[str]:
    """Of all that can be turned off, what this person gets."""
    runner = Athlete.objects.filter(user=reader).first()
    own = {WEEKLY: bool(runner and runner.reminders_on), DAILY: bool(runner and runner.daily_on)}
    return [kind for kind in all_that_can_be_turned_off() if own.get(kind, reader.wants_mail(kind))]
