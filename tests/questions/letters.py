"""Mails as people and programs write them, in bytes."""

from io import BytesIO
from typing import Any

from questions.actions.file_mail import file_mail
from questions.actions.take_mail import take
from questions.inbound.raw import read_raw
from questions.models import IncomingMail
from tests.factories import NOW

AMANDA = "Amanda Reyes <amanda@example.org>"
WORDS = "How do I keep fit in winter?"
MX = "mx.club.example"


def letter(
    words: str = WORDS,
    *,
    number: int | str = 1,
    sender: str = AMANDA,
    to: str = "ask@club.example",
    subject: str = "Winter",
    vouched: bool = False,
    **headers: str,
) -> bytes:
    """`vouched`: our receiver `MX` says that it is from the domain of its From. `in_reply_to="<1@example.org>"` is a header."""
    said = {"From": sender, "To": to, "Subject": subject, "Message-ID": f"<{number}@example.org>"}
    if vouched:
        domain = sender.rpartition("@")[2].strip(">")
        said = {"Authentication-Results": f"{MX}; dmarc=pass header.from={domain}"} | said
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in said.items() if value]
    return "\r\n".join([*lines, "", words, ""]).encode()


def receive(
    raw: bytes, *, at: Any = NOW, door: Any = "command", largest: int = 1_000_000, **envelope: str
) -> IncomingMail:
    """Taken in and filed, as it stands then."""
    mail = take(read_raw(BytesIO(raw), most=largest), door=door, at=at, **envelope)
    file_mail(mail.pk, clock=lambda: at)
    return IncomingMail.objects.get(pk=mail.pk)
