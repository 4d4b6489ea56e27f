"""Questions in every state."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from athletes.models import Coach
from questions.consent import TEXT_VERSION
from questions.models import Answer, IncomingMail, Message, Question
from tests.factories import NOW

WINTER = "How do I maintain my fitness in winter but not train as hard?"


def make_question(*, title: str = WINTER, text: str = "", shown_name: str | None = "Amanda", **fields: Any) -> Question:
    """From Amanda Reyes, who agreed to be named; `shown_name=None` for no consent at all."""
    defaults: dict[str, Any] = {"asker_name": "Amanda Reyes", "asker_email": "amanda@example.org", "asked_at": NOW}
    question = Question.objects.create(title=title, **(defaults | fields))
    Message.objects.create(question=question, source="form", text=text or title, at=question.asked_at)
    if shown_name is not None:
        question.consents.create(text_version=TEXT_VERSION, shown_name=shown_name, at=NOW)
    return question


def make_answered(*, by: Coach, answer: str = "Run a third less and leave nothing out.", **fields: Any) -> Question:
    """Answered, and not yet in the library."""
    video_url, notes = fields.pop("video_url", ""), fields.pop("notes", [])
    settled: dict[str, Any] = {"coach": by, "state": "answered"}
    question = make_question(**(settled | fields))
    Answer.objects.create(question=question, by=by, text=answer, video_url=video_url, notes=notes, at=NOW)
    return question


def make_published(*, by: Coach, slug: str = "winter", public_text: str = "", **fields: Any) -> Question:
    shown: dict[str, Any] = {"state": "published", "published_at": NOW + timedelta(days=1)}
    return make_answered(by=by, slug=slug, public_text=public_text or "Somebody wants to know.", **(shown | fields))


def make_incoming(raw: bytes = b"Subject: Winter\r\n\r\nHow?\r\n", **fields: Any) -> IncomingMail:
    """A mail as it came; `state` and what belongs to it among the fields."""
    digest = sha256(raw).hexdigest()
    is_filed = fields.get("state", "received") != "received"
    defaults: dict[str, Any] = {
        "key": f"sha256:{digest}",
        "door": "command",
        "size": len(raw),
        "body_digest": sha256(raw.partition(b"\r\n\r\n")[2]).hexdigest(),
        "received_at": NOW,
        "filed_at": NOW if is_filed else None,
    }
    return IncomingMail.objects.create(raw=raw, **(defaults | fields))
