"""A mail to a letter: the way in for whoever files it."""

from collections.abc import Collection
from typing import Final

from questions.inbound.automatic import is_report, why_automatic
from questions.inbound.headers import (
    answers_to,
    mailbox_of,
    message_id_of,
    recipients_of,
    text_of,
    words_of,
    written_at,
)
from questions.inbound.letter import Attachment, Letter, Unreadable
from questions.inbound.parts import Part, take_apart
from questions.inbound.quotes import divide
from questions.inbound.texts import ATTACHED_MAIL, Texts, is_text, texts_of
from questions.inbound.vouching import is_vouched

MOST_SUBJECT: Final = 300
MOST_NAME: Final = 150
ENCRYPTED: Final = "It is encrypted: only the person it was written to can read it."
NOTHING: Final = "There is nothing in it."
BROKEN: Final = "It is broken in a way that nothing can be made out."
ODD: Final = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def read_letter(raw: bytes, *, vouchers: Collection[str]) -> Letter:
    """Any bytes, in bounded time. `vouchers` are the names of our own receivers in Authentication-Results.

    Raises `Unreadable` and nothing else.
    """
    try:
        return _letter(raw, vouchers)
    except ODD as error:  # the standard library's header classes keep no promise about hostile input
        raise Unreadable(BROKEN) from error


def attachment_of(raw: bytes, place: int) -> tuple[Attachment, bytes]:
    """Raises `Unreadable` where the mail has none in this place."""
    try:
        for at, part in enumerate(take_apart(raw).leaves()):
            if at == place and _is_attachment(part):
                return _attachment(at, part), part.body()
    except ODD as error:
        raise Unreadable(BROKEN) from error
    raise Unreadable(NOTHING)


def _letter(raw: bytes, vouchers: Collection[str]) -> Letter:
    if not raw.strip():
        raise Unreadable(NOTHING)
    mail = take_apart(raw)
    headers = mail.headers
    if _is_encrypted(mail):
        raise Unreadable(ENCRYPTED)
    texts = texts_of(mail)
    words, folded = _divided(texts)
    sender = mailbox_of(headers)
    return Letter(
        message_id=message_id_of(headers),
        answers_to=answers_to(headers),
        sender=sender,
        is_vouched=is_vouched(headers, sender, vouchers),
        recipients=recipients_of(headers),
        subject=text_of(headers, "Subject")[:MOST_SUBJECT],
        written_at=written_at(headers),
        words=words,
        folded=folded,
        html="\n".join(texts.html),
        attachments=tuple(_attachment(at, part) for at, part in enumerate(mail.leaves()) if _is_attachment(part)),
        automatic=why_automatic(mail),
        is_report=is_report(mail),
    )


def _divided(texts: Texts) -> tuple[str, str]:
    """A mail that is passed on as an attachment, without a word, is what they wrote to us."""
    words, folded = divide("\n\n".join(text.strip("\n") for text in texts.shown if text.strip()))
    attached = "\n\n".join(text for text in texts.attached if text.strip())
    if attached and not words and not folded:
        return attached, ""
    return words, "\n\n".join(text for text in (folded, attached) if text)


def _is_encrypted(mail: Part) -> bool:
    return any(
        part.content_type == "multipart/encrypted"
        or (
            part.content_type in {"application/pkcs7-mime", "application/x-pkcs7-mime"}
            and part.param("smime-type").lower() != "signed-data"
        )
        for part in mail.walk()
    )


def _is_attachment(part: Part) -> bool:
    if part.content_type in ATTACHED_MAIL:
        return True
    return part.headers.get_content_maintype() != "multipart" and not is_text(part)


def _attachment(place: int, part: Part) -> Attachment:
    name = words_of(part.headers.get_filename() or "")[:MOST_NAME]
    return Attachment(place, name, part.content_type, len(part.body()))
