"""Words for an answer, kept for the coach of the desk. Nothing is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from athletes.models import Coach, User
from questions.models import AnswerDraft, Question


def keep_answer(
    question: Question,
    *,
    coach: Coach,
    by: User,
    text: str,
    at: datetime,
    video_url: str = "",
    notes: Sequence[dict[str, Any]] = (),
    transcript: str = "",
    explains: Sequence[str] = (),
) -> AnswerDraft:
    """The newest words of a desk replace those before. They go as soon as the coach has answered."""
    said = {"by": by, "text": text, "video_url": video_url, "notes": list(notes), "at": at}
    said |= {"transcript": transcript, "explains": list(explains)}
    draft, _ = AnswerDraft.objects.update_or_create(question=question, coach=coach, defaults=said)
    return draft
