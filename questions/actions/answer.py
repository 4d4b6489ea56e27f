"""A coach answers: the answer stands in the thread and leaves by mail, once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from athletes.models import Coach
from questions.emails import queue_answer
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
    transcript: str = "",
    explains: Sequence[str] = (),
) -> Answer:
    """Write the answer and mail it. An answer that is there already is corrected, and nobody is written to again.

    What stands in the library stays as it is: that is an edition. Raises AnsweredMeanwhile.
    """
    thread = Question.objects.select_for_update().get(pk=question.pk)
    if thread.coach not in {None, by}:
        raise AnsweredMeanwhile
    said = {
        "text": text,
        "video_url": video_url,
        "notes": list(notes),
        "transcript": transcript,
        "explains": list(explains),
    }
    written, is_first = Answer.objects.update_or_create(
        question=thread, defaults=said, create_defaults=said | {"by": by, "at": at}
    )
    thread.answer_drafts.all().delete()
    if is_first:
        Message.objects.create(
            question=thread,
            source=MessageSource.COACH,
            author=by.user,
            text=text,
            at=at,
            vouched_by=VouchedBy.ACCOUNT,
        )
        thread.state = QuestionState.ANSWERED
        thread.coach = by  # who answers a question that was put to no one has taken it
        thread.save(update_fields=["state", "coach"])
        queue_answer(written, at=at)
    return written
