"""Questions in every state."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from athletes.models import Coach
from questions.actions.publish import add_edition, texts_of
from questions.consent import PAGE_VERSION, TEXT_VERSION
from questions.models import Answer, Edition, IncomingMail, Message, Question
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
    said = {name: fields.pop(name) for name in ("video_url", "notes", "transcript", "explains") if name in fields}
    settled: dict[str, Any] = {"coach": by, "state": "answered"}
    question = make_question(**(settled | fields))
    Answer.objects.create(question=question, by=by, text=answer, at=NOW, **said)
    return question


def make_edition(question: Question, **fields: Any) -> Edition:
    """The text as it stands now; `asked_at` and what was said to it among the fields."""
    texts = texts_of(question, title=question.title, public_text=question.public_text or "Somebody asks.")
    return add_edition(question, texts, **({"at": NOW} | fields))


def make_agreed(question: Question, *, shown_name: str = "Amanda", **fields: Any) -> Edition:
    """The text as it stands, asked for and agreed to; not in the library yet."""
    edition = make_edition(question, asked_at=NOW, **fields)
    question.consents.create(
        edition=edition, text_version=PAGE_VERSION, shown_name=shown_name, email=question.asker_email, at=NOW
    )
    return edition


def make_published(*, by: Coach, slug: str = "winter", public_text: str = "", **fields: Any) -> Question:
    """With a yes to the text under `shown_name`; in the coach's own words where that is None."""
    state, published_at = fields.pop("state", "published"), fields.pop("published_at", NOW + timedelta(days=1))
    shown_name = fields.get("shown_name", "Amanda")
    question = make_answered(by=by, slug=slug, public_text=public_text or "Somebody wants to know.", **fields)
    edition = make_edition(question) if shown_name is None else make_agreed(question, shown_name=shown_name)
    question.state, question.published_at, question.edition = state, published_at, edition
    question.save()
    return question


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
