"""What became of a mail: the one place that knows where a Message-ID may be found."""

from datetime import datetime
from typing import Any

from django.conf import settings

from athletes.models import OutgoingMail
from questions.inbound.letter import Unreadable
from questions.inbound.raw import normal_id
from questions.inbound.reading import read_letter
from questions.models import IncomingMail, IncomingState, Message, VouchedBy


def result_of(said: str) -> dict[str, Any] | None:
    """By Message-ID, with or without its brackets, or by the `sha256:` key of a mail that has none.

    `others` are those that came under the same Message-ID: our own, come back, or one with other words.
    """
    name = said.strip()
    key = name if name.startswith("sha256:") else normal_id(name)
    if not key:
        return None
    sent = OutgoingMail.objects.filter(message_id=key).first()
    came = list(IncomingMail.objects.known_as(key).select_related("message__question__athlete", "message__author"))
    if sent is not None:
        return _sent(sent) | {"others": [_named(mail) for mail in came]}
    return _came(came[0]) | {"others": [_named(mail) for mail in came[1:]]} if came else None


def _sent(mail: OutgoingMail) -> dict[str, Any]:
    return {
        "message_id": mail.message_id,
        "direction": "out",
        "kind": mail.kind,
        "key": mail.key,
        "to": mail.to,
        "state": mail.state,
        "attempts": mail.attempts,
        "created_at": mail.created_at,
        "not_before": mail.not_before,
        "use_until": mail.use_until,
        "sent_at": mail.sent_at,
        "last_error": mail.last_error,
    }


def _came(mail: IncomingMail) -> dict[str, Any]:
    """`duplicates` counts what was made of it beyond one; `deliveries`, how often it came."""
    filed: Message | None = getattr(mail, "message", None)
    return {
        "message_id": mail.message_id,
        "direction": "in",
        "key": mail.key,
        "door": mail.door,
        "state": mail.state,
        "reason": mail.reason,
        "question": filed.question_id if filed else None,
        "message": filed.pk if filed else None,
        "sender": mail.sender,
        "subject": mail.subject,
        "author": filed.author.email if filed and filed.author else None,
        "vouched_by": filed.vouched_by if filed else None,
        "through_link_of": _link_of(filed) if filed else None,
        **_words(mail, filed),
        "size": mail.size,
        "deliveries": mail.deliveries,
        "duplicates": max(0, Message.objects.filter(mail=mail).count() - 1),
        "attempts": mail.attempts,
        "acknowledged": mail.receipt_id is not None,
        **_moments(mail),
    }


def _moments(mail: IncomingMail) -> dict[str, datetime | None]:
    return {"received_at": mail.received_at, "filed_at": mail.filed_at}


def _link_of(filed: Message) -> str | None:
    """Whose link the words came through."""
    if filed.vouched_by != VouchedBy.LINK:
        return None
    question = filed.question
    return question.athlete.name if question.athlete else question.asker_name


def _words(mail: IncomingMail, filed: Message | None) -> dict[str, str]:
    """Of a mail that reached no thread they are read once more, as long as it is kept."""
    if filed is not None:
        return {"text": filed.text, "folded": filed.folded}
    if mail.is_cleared or mail.state == IncomingState.RECEIVED:
        return {"text": "", "folded": ""}
    try:
        letter = read_letter(bytes(mail.raw), vouchers=settings.MAIL_AUTHSERV_IDS)
    except Unreadable:
        return {"text": "", "folded": ""}
    return {"text": letter.words, "folded": letter.folded}


def _named(mail: IncomingMail) -> dict[str, str]:
    return {"key": mail.key, "state": mail.state, "reason": mail.reason}
