"""What the coach reads about publishing one thread: what stands, what was asked, and what was said to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from questions.models import Consent, Edition, Question
from questions.models.edition import TEXTS

LATEST = 20
Said = Literal["nothing", "waits", "late", "yes", "no", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """`newest` is what the form begins with; `asked` the text that was last shown to who asked, and what came of it."""

    question: Question
    wish: Consent | None
    shown: Edition | None
    newest: Edition | None
    asked: Edition | None
    said: Said
    is_changed: bool

    @property
    def is_agreed(self) -> bool:
        """What stands in the library stands there by their yes."""
        return bool(self.shown and self.shown.agreed)


def publishing_of(question: Question, *, at: datetime) -> Publishing:
    """Two questions to the database."""
    editions = list(question.editions.select_related("consent").newest_first()[:LATEST])
    wish = question.consents.wishes().order_by("-at", "-pk").first()
    shown = next((one for one in editions if one.pk == question.edition_id), None)
    asked = next((one for one in editions if one.asked_at), None)
    return Publishing(
        question=question,
        wish=wish,
        shown=shown,
        newest=editions[0] if editions else None,
        asked=asked,
        said=_said(asked, at=at),
        is_changed=shown is not None and _is_changed(question, shown),
    )


def _said(asked: Edition | None, *, at: datetime) -> Said:
    if asked is None:
        return "nothing"
    if hasattr(asked, "consent"):
        return "yes" if asked.agreed else "withdrawn"
    if asked.refused_at:
        return "no"
    return "waits" if asked.is_in_time(at=at) else "late"


def _is_changed(question: Question, shown: Edition) -> bool:
    """Has the coach corrected the answer since?"""
    answer = question.answer
    now = {"answer_text": answer.text, **{name: getattr(answer, name) for name in ("video_url", "notes", "transcript")}}
    return any(getattr(shown, name) != now[name] for name in TEXTS if name in now)
