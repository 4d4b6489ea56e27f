"""The address that somebody answers to who asked: it says which thread, and cannot be made up.

The shape of `athletes.replies` (`reply+<token>@REPLY_DOMAIN`), with the thread's number alone, so it is shorter: a token of one
kind is none of the other.
"""

import base64
import binascii
import hmac
import re
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

ID_BYTES: Final = 8
MAC_BYTES: Final = 10
ADDRESS: Final = re.compile(r"reply\+([a-z2-7]{29})@", re.IGNORECASE)
ANY_ADDRESS: Final = re.compile(r"^reply\+[^@\s]*@([^@\s>]+)$", re.IGNORECASE)


def question_address(question_id: int) -> str:
    """Empty where no domain takes replies (`REPLY_DOMAIN`)."""
    return f"reply+{question_token(question_id)}@{settings.REPLY_DOMAIN}" if settings.REPLY_DOMAIN else ""


def question_token(question_id: int) -> str:
    number = question_id.to_bytes(ID_BYTES)
    return base64.b32encode(number + _mac(number, settings.SECRET_KEY)).decode().rstrip("=").lower()


def question_in(address: str) -> int | None:
    """The thread's number from an address in To, Delivered-To or an envelope; None for a token that we did not make."""
    found = ADDRESS.search(address)
    if found is None:
        return None
    try:
        raw = base64.b32decode(found[1].upper() + "===")
    except (binascii.Error, ValueError):
        return None
    number, mac = raw[:ID_BYTES], raw[ID_BYTES:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    is_ours = any(hmac.compare_digest(mac, _mac(number, key)) for key in keys)
    return int.from_bytes(number) if is_ours else None


def is_reply_address(address: str) -> bool:
    """Does it look like one of ours, whether or not its token is good?"""
    found = ANY_ADDRESS.match(address)
    return found is not None and bool(settings.REPLY_DOMAIN) and found[1].lower() == settings.REPLY_DOMAIN.lower()


def _mac(number: bytes, key: str) -> bytes:
    return salted_hmac("questions.replies", number, secret=key, algorithm="sha256").digest()[:MAC_BYTES]
