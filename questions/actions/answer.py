"""A coach answers: the answer stands in the thread and leaves by mail, once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from athletes.models import Coach
from questions.emails import PlanLink, keep_declines_back, queue_answer
from questions.models import Answer, Message, MessageSource, Question, QuestionState, VouchedBy

SAME_WORDS_FOR = timedelta(minutes=10)


class AnsweredMeanwhile(Exception):
    """Another coach took the question while this one was writing."""


class AnsweredBefore(Exception):
    """The page was older than the answer: these words would have replaced it, and gone to nobody."""


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
    plan: PlanLink | None = None,
    corrects: bool = True,
) -> Answer:
    """Write the answer and mail it, with the way to `plan`. An answer that is there already is corrected, and nobody is
    written to again; unless the coach was not shown that it is there (`corrects`).

    What stands in the library stays as it is: that is an edition. Raises AnsweredMeanwhile and AnsweredBefore.
    """
    thread = _taken(question, by=by)
    if not corrects and Answer.objects.filter(question=thread).exclude(text=text).exists():
        raise AnsweredBefore
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
        _say(thread, text, by=by, at=at)
        queue_answer(written, key=str(thread.pk), at=at, plan=plan)
    return written


@transaction.atomic
def write_again(question: Question, *, by: Coach, text: str, at: datetime) -> Message:
    """One more word in a thread that is answered, by mail. The answer stays, and what the library shows of it.

    The same words twice within ten minutes are one. Raises AnsweredMeanwhile.
    """
    thread = _taken(question, by=by)
    coachs = thread.messages.filter(source=MessageSource.COACH, text=text, at__gt=at - SAME_WORDS_FOR)
    before = coachs.last()
    if before is not None:
        return before
    said = _say(thread, text, by=by, at=at)
    queue_answer(Answer(question=thread, by=by, text=text), key=f"{thread.pk} {said.pk}", at=at)
    return said


def _taken(question: Question, *, by: Coach) -> Question:
    thread = Question.objects.select_for_update().get(pk=question.pk)
    if thread.coach not in {None, by}:
        raise AnsweredMeanwhile
    return thread


def _say(thread: Question, text: str, *, by: Coach, at: datetime) -> Message:
    if thread.state == QuestionState.DECLINED:
        keep_declines_back([thread.pk])  # "no answer will come" has not left yet
    thread.state = QuestionState.PUBLISHED if thread.is_published else QuestionState.ANSWERED
    thread.take(by)  # who answers a question that was put to no one has taken it
    thread.snoozed_at = thread.snoozed_until = None
    thread.save(update_fields=["state", "coach", "snoozed_at", "snoozed_until"])
    return Message.objects.create(
        question=thread,
        source=MessageSource.COACH,
        author=by.user,
        text=text,
        at=at,
        vouched_by=VouchedBy.ACCOUNT,
    )
