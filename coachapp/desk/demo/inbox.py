"""The demo's inbox: mails in several states, and two that are held."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Final

from athletes.models import Coach, User
from questions.actions.answer import answer
from questions.models import (
    Door,
    IncomingMail,
    IncomingState,
    Message,
    MessageSource,
    Question,
    QuestionState,
    VouchedBy,
)

Json = dict[str, Any]
ADDRESS: Final = "ask@demo.example"
FALL, GOAL = date(2026, 10, 25), date(2027, 4, 25)


def fill_inbox(inbox: Json, *, coach: Coach, move: Callable[[date], date], at: datetime) -> None:
    days = {"fall": _said(move(FALL)), "goal": _said(move(GOAL))}
    for entry in inbox["mailed"]:
        question = _mailed(entry | {"text": entry["text"].format(**days)}, coach=coach, at=at)
        if "answer" in entry:
            answer(question, by=coach, text=entry["answer"].strip(), at=question.asked_at + timedelta(hours=20))
    for entry in inbox["held"]:
        _incoming(entry, at=at, state=IncomingState.QUARANTINED, reason=entry["reason"])


def mailed_by(user: User, entry: Json, *, coach: Coach, at: datetime) -> Question:
    """From somebody with an account, whose address our mail server vouches for."""
    entry = entry | {"name": user.name, "email": user.email}
    return _mailed(entry, coach=coach, at=at, user=user)


def _mailed(entry: Json, *, coach: Coach, at: datetime, user: User | None = None) -> Question:
    came = _incoming(entry, at=at, state=IncomingState.QUESTION)
    question = Question.objects.create(
        title=entry.get("title") or entry["subject"],
        topic=entry["topic"],
        asker=user,
        athlete=user.athlete if user and user.is_athlete else None,
        asker_name=entry["name"],
        asker_email=entry["email"],
        coach=coach,
        state=QuestionState.NEW if "answer" in entry else entry.get("state", QuestionState.NEW),
        asked_at=came.received_at,
    )
    Message.objects.create(
        question=question,
        source=MessageSource.MAIL,
        author=user,
        text=entry["text"].strip(),
        folded=entry.get("folded", "").strip(),
        vouched_by=VouchedBy.MAIL,
        mail=came,
        at=came.received_at,
    )
    return question


def _incoming(entry: Json, *, at: datetime, state: str, reason: str = "") -> IncomingMail:
    received_at = at - timedelta(hours=entry["hours"])
    raw = _raw(entry, at=received_at)
    return IncomingMail.objects.create(
        key=_message_id(entry),
        door=Door.IMAP,
        envelope_from=entry["email"],
        envelope_to=ADDRESS,
        raw=raw,
        size=len(raw),
        body_digest=hashlib.sha256(raw.partition(b"\n\n")[2]).hexdigest(),
        state=state,
        reason=reason,
        sender=entry["email"],
        subject=entry["subject"],
        received_at=received_at,
        filed_at=received_at,
    )


def _raw(entry: Json, *, at: datetime) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{entry['name']} <{entry['email']}>", ADDRESS
    mail["Subject"], mail["Date"], mail["Message-ID"] = entry["subject"], format_datetime(at), _message_id(entry)
    mail.set_content(entry["text"].strip() + "\n\n" + entry.get("folded", "").strip() + "\n")
    if not entry["text"].strip():
        mail.add_attachment(b"%PDF-1.4\n", maintype="application", subtype="pdf", filename="scan.pdf")
    return mail.as_bytes()


def _message_id(entry: Json) -> str:
    return f"<{hashlib.sha256(entry['subject'].encode()).hexdigest()[:16]}@{entry['email'].partition('@')[2]}>"


def _said(day: date) -> str:
    return f"{day:{day.day} %B %Y}"
