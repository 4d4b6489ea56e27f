"""The address that a mail is answered to: it says which athlete writes to which coach, and cannot be made up.

`reply+<token>@REPLY_DOMAIN`. Mail programs may fold its case, and a local part has 64 characters (RFC 5321, 4.5.3.1.1):
so it is base 32, of the athlete's id, the coach's number and the first ten bytes of a MAC. Nothing is stored.
"""

import base64
import binascii
import hmac
import re
from typing import Final, NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

COACH_BYTES: Final = 5
MAC_BYTES: Final = 10
LONG: Final = 16 + COACH_BYTES + MAC_BYTES
ADDRESS: Final = re.compile(r"reply\+([a-z2-7]{50})@", re.IGNORECASE)


class Thread(NamedTuple):
    athlete_id: UUID
    coach_id: int


def reply_address(athlete_id: UUID, coach_id: int) -> str:
    """Empty where no domain takes replies (`REPLY_DOMAIN`): they go to the sender of all mail then."""
    if not settings.REPLY_DOMAIN:
        return ""
    return f"reply+{thread_token(athlete_id, coach_id)}@{settings.REPLY_DOMAIN}"


def thread_token(athlete_id: UUID, coach_id: int) -> str:
    ids = athlete_id.bytes + coach_id.to_bytes(COACH_BYTES)
    return base64.b32encode(ids + _mac(ids, settings.SECRET_KEY)).decode().rstrip("=").lower()


def thread_of(token: str) -> Thread | None:
    """Who wrote to whom; None for a token that we did not make.

    Whether these two still work together is for the reader to look up: a mail may be answered years later.
    """
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except (binascii.Error, ValueError):
        return None
    ids, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if len(raw) != LONG or not any(hmac.compare_digest(mac, _mac(ids, key)) for key in keys):
        return None
    return Thread(UUID(bytes=ids[:16]), int.from_bytes(ids[16:]))


def token_in(address: str) -> str:
    """The token of an address as it stands in To, Delivered-To or an envelope; empty when there is none."""
    found = ADDRESS.search(address)
    return found[1].lower() if found else ""


def _mac(ids: bytes, key: str) -> bytes:
    return salted_hmac("athletes.replies", ids, secret=key, algorithm="sha256").digest()[:MAC_BYTES]
