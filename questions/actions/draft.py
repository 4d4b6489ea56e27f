"""Words for an answer, kept for the coach of the desk. Nothing is sent."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from athletes.models import Coach, User
from questions.models import AnswerDraft, Question

ABOUT: Final = frozenset({"id", "question", "coach", "by", "at"})  # all else is what was written


class DraftedMeanwhile(Exception):
    """Somebody, or another window, has kept other words since. `draft` is what stands now; None where it has gone."""

    def __init__(self, draft: AnswerDraft | None) -> None:
        super().__init__()
        self.draft = draft


@transaction.atomic
def keep_answer(
    question: Question, *, coach: Coach, by: User, at: datetime, seen: str | None = None, **said: Any
) -> AnswerDraft | None:
    """The newest words of a desk replace those before; they go as soon as the coach has answered. Nothing said, nothing kept.

    `seen` is the mark of the draft that the writer began from, empty for none; None does not ask. Raises DraftedMeanwhile.
    """
    Question.objects.select_for_update().get(pk=question.pk)
    before = AnswerDraft.objects.filter(question=question, coach=coach).first()
    if seen is not None and seen != mark_of(before):
        raise DraftedMeanwhile(before)
    if not any({**_said_before(before), **said}.values()):
        AnswerDraft.objects.filter(question=question, coach=coach).delete()
        return None
    draft, _ = AnswerDraft.objects.update_or_create(
        question=question, coach=coach, defaults=said | {"by": by, "at": at}
    )
    return draft


def mark_of(draft: AnswerDraft | None) -> str:
    """What tells one draft from the next."""
    return draft.at.isoformat() if draft else ""


def _said_before(draft: AnswerDraft | None) -> dict[str, Any]:
    fields = (field.name for field in AnswerDraft._meta.concrete_fields if field.name not in ABOUT)
    return {name: getattr(draft, name) for name in fields} if draft else {}
