"""What becomes of questions that are not answered now: read, put off, declined, spam; and back again.

Each takes the questions of a desk, and gives back how they stood, for the one tap that takes it back.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from athletes.models import Athlete, Coach
from questions.emails import keep_declines_back, queue_decline
from questions.models import OPEN, PUT_AWAY, Question, QuestionQuerySet, QuestionState

# Time enough to think again: until then the letter has not left.
LETTER_WAITS: Final = timedelta(minutes=5)
STANDING: Final = ("pk", "state", "snoozed_at", "snoozed_until")
Standing = Mapping[str, Any]


def see(questions: QuestionQuerySet) -> None:
    """Somebody of the desk has read them."""
    questions.filter(state=QuestionState.NEW).update(state=QuestionState.WAITING)


@transaction.atomic
def snooze(questions: QuestionQuerySet, *, until: datetime, at: datetime) -> list[Standing]:
    """Out of sight until then, if they are open; a new word of the asker brings them back before."""
    before = _standing(questions.open())
    see(_of(before))
    _of(before).update(snoozed_at=at, snoozed_until=until)
    return before


@transaction.atomic
def decline(questions: QuestionQuerySet, *, by: Coach, at: datetime, letter: str = "") -> list[Standing]:
    """No answer will come. With a letter each asker is told so, once, in the coach's words."""
    before = _put_away(questions, QuestionState.DECLINED)
    if letter:
        for question in _of(before):
            queue_decline(question, letter=letter, by=by, at=at, not_before=at + LETTER_WAITS)
    return before


@transaction.atomic
def call_spam(questions: QuestionQuerySet) -> list[Standing]:
    """Nobody is written to, now or later."""
    before = _put_away(questions, QuestionState.SPAM)
    keep_declines_back(row["pk"] for row in before)
    return before


@transaction.atomic
def reopen(questions: QuestionQuerySet) -> list[Standing]:
    """Declined ones and spam wait again; a letter that has not left says otherwise, and stays here."""
    before = _standing(questions.filter(state__in=PUT_AWAY))
    _of(before).update(state=QuestionState.WAITING)
    keep_declines_back(row["pk"] for row in before)
    return before


@transaction.atomic
def take_back(questions: QuestionQuerySet, before: Iterable[Standing]) -> int:
    """As they stood, unless they were answered meanwhile. How many; letters that have not left stay here."""
    then = {row["pk"]: row for row in before}
    rows = list(questions.filter(pk__in=then, state__in=[*OPEN, *PUT_AWAY]).select_for_update(of=["self"]))
    for question in rows:
        for name in STANDING[1:]:
            setattr(question, name, then[question.pk][name])
    Question.objects.bulk_update(rows, STANDING[1:])
    keep_declines_back(row.pk for row in rows)
    return len(rows)


def name_athlete(question: Question, athlete: Athlete | None) -> None:
    """Whose season it is about, by the coach's word: their account has not said so."""
    Question.objects.filter(pk=question.pk).update(athlete=athlete)


def _put_away(questions: QuestionQuerySet, state: QuestionState) -> list[Standing]:
    before = _standing(questions.filter(state__in=[*OPEN, *PUT_AWAY]).exclude(state=state))
    _of(before).update(state=state, snoozed_at=None, snoozed_until=None)
    return before


def _standing(questions: QuestionQuerySet) -> list[Standing]:
    return list(questions.select_for_update(of=["self"]).values(*STANDING))


def _of(before: Iterable[Standing]) -> QuestionQuerySet:
    return Question.objects.filter(pk__in=[row["pk"] for row in before])
