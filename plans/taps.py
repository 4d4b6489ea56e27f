"""The link for one tap in a mail: it names one session and one thing to say of it, never a person, and holds 14 days."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, Signer
from django.db.models import TextChoices
from django.urls import reverse

from plans.models import TrainingSession

LINK_LIFE: Final = timedelta(days=14)
SIGNER: Final = Signer(sep=".", salt="plans.taps")


class Said(TextChoices):
    DONE = "d", "Done"
    HARD = "h", "Too hard"


class Tap(NamedTuple):
    session_id: UUID
    said: Said


class TapLink(NamedTuple):
    label: str
    url: str


# How a mail makes the links of a session; a preview makes others, which say nothing.
Linker = Callable[[TrainingSession], tuple[TapLink, ...]]


def token_of(session_id: UUID, said: Said, *, at: datetime) -> str:
    """When it was written is part of it, so that the same mail has the same links however often it is made."""
    return SIGNER.sign(f"{said}{session_id.hex}{int(at.timestamp()):x}")


def open_tap(token: str, *, at: datetime) -> Tap:
    """Raises BadSignature for what is not ours, SignatureExpired after its time."""
    words = SIGNER.unsign(token)
    try:
        said, session_id, written = (
            Said(words[:1]),
            UUID(hex=words[1:33]),
            datetime.fromtimestamp(int(words[33:], 16), UTC),
        )
    except (ValueError, OverflowError, OSError) as outgrown:
        raise BadSignature("this link is of another shape") from outgrown
    if at - written > LINK_LIFE:
        raise SignatureExpired(written)
    return Tap(session_id, said)


def links_from(at: datetime) -> Linker:
    """Of a mail that is written at this moment."""

    def links(session: TrainingSession) -> tuple[TapLink, ...]:
        return tuple(TapLink(str(said.label), _url(session, said, at)) for said in Said)

    return links


def _url(session: TrainingSession, said: Said, at: datetime) -> str:
    return urljoin(settings.SITE_URL, reverse("plans:tap", args=[token_of(session.pk, said, at=at)]))


__all__ = ["BadSignature", "Linker", "Said", "SignatureExpired", "Tap", "TapLink", "links_from", "open_tap", "token_of"]
