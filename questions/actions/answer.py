"""A coach answers: the answer stands in the thread and leaves by mail, once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from athletes.models import Coach
from questions.actions.publish import check_names
from questions.emails import PlanLink, queue_answer
from questions.models import Answer, Message, MessageSource, Question, QuestionState, VouchedBy


class AnsweredMeanwhile(Exception):
    """Another coach took the question while this one was writing."""


@transaction.atomic
def answer(
    question: Question,
    *,
    by: Coach,
    text: str,
    at: datetime,
    video_url: str = "",
    notes: Sequence[dict[str, Any]] = (),
    plan: PlanLink | None = None,
) -> Answer:
    """Write the answer and mail it, with the way to `plan`. One that is there already is corrected, and mailed again only if
    the asker has written since.

    Raises AnsweredMeanwhile, and NamesAsker for a correction of what everybody reads.
    """
    thread = Question.objects.select_for_update().get(pk=question.pk)
    if thread.coach not in {None, by}:
        raise AnsweredMeanwhile
    if thread.is_published:
        check_names(thread, text, *(note["text"] for note in notes))
    written, is_first = Answer.objects.update_or_create(
        question=thread,
        defaults={"text": text, "video_url": video_url, "notes": list(notes)},
        create_defaults={"text": text, "video_url": video_url, "notes": list(notes), "by": by, "at": at},
    )
    thread.answer_drafts.all().delete()
    if is_first or thread.is_open:
        said = Message.objects.create(
            question=thread,
            source=MessageSource.COACH,
            author=by.user,
            text=text,
            at=at,
            vouched_by=VouchedBy.ACCOUNT,
        )
        if not thread.is_published:
            thread.state = QuestionState.ANSWERED
        thread.coach, thread.wrote_again_at = by, None  # who answers a question that was put to no one has taken it
        thread.snoozed_at = thread.snoozed_until = None
        thread.save(update_fields=["state", "coach", "wrote_again_at", "snoozed_at", "snoozed_until"])
        queue_answer(written, key=str(thread.pk) if is_first else f"{thread.pk} {said.pk}", at=at, plan=plan)
    return written
