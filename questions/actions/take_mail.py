"""A mail comes in: it is written down as it is before anybody reads it, and whoever brought it may forget it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from psycopg.errors import UniqueViolation

from questions.inbound.raw import RawMail
from questions.models import Door, IncomingMail, IncomingState

ENVELOPE_LENGTH = 320
OTHER_WORDS = "Another mail came before with the same Message-ID and other words."
TOO_LARGE = "It has {size} MB, which is too large. Only its beginning was kept."


@transaction.atomic
def take(mail: RawMail, *, door: Door, at: datetime, envelope_from: str = "", envelope_to: str = "") -> IncomingMail:
    """The stored mail, which may have come before: then this is one more delivery of it."""
    new = IncomingMail(
        key=mail.key,
        message_id=mail.message_id,
        door=door,
        envelope_from=_address(envelope_from),
        envelope_to=_address(envelope_to),
        raw=mail.raw,
        size=mail.size,
        body_digest=mail.body_digest,
        received_at=at,
        **(_refused(mail, at=at) if mail.is_cut else {}),
    )
    stored = _stored(new)
    if stored.body_digest == mail.body_digest:
        return stored
    new.key = mail.digest_key
    new.state, new.reason, new.filed_at = IncomingState.QUARANTINED, OTHER_WORDS, at
    return _stored(new)


def _stored(new: IncomingMail) -> IncomingMail:
    """This one, or the one that has its key: if that is the same mail, it was delivered once more."""
    known = IncomingMail.objects.defer("raw").filter(key=new.key)
    if not known.exists() and _is_inserted(new):
        return new
    known.filter(body_digest=new.body_digest).update(deliveries=F("deliveries") + 1)
    return known.get()


def _is_inserted(new: IncomingMail) -> bool:
    """False when another delivery was written at this very moment."""
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            return False
        raise
    return True


def _refused(mail: RawMail, *, at: datetime) -> dict[str, Any]:
    reason = TOO_LARGE.format(size=round(mail.size / 1_000_000))
    return {"state": IncomingState.REFUSED, "reason": reason, "filed_at": at}


def _address(said: str) -> str:
    """`<>` says that no answer is wanted, and stays."""
    address = said.replace("\0", "").strip()
    return address if address == "<>" else address.strip("<>")[:ENVELOPE_LENGTH]
