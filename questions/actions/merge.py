"""Two threads that are one: the asker wrote twice. The words stay with the question they came in, so consent and mail do, too."""

from django.db import transaction

from questions.models import Question, QuestionState


class CannotMerge(Exception):
    """`reason` is for the coach."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def merge(question: Question, *, into: Question) -> Question:
    """`into` tells both from now on, and waits. What was put to one coach is for no other: nor is the whole. Raises CannotMerge."""
    held = {
        row.pk: row for row in Question.objects.select_for_update().filter(pk__in=[question.pk, into.pk]).order_by("pk")
    }
    if len(held) < 2:  # noqa: PLR2004 -- two threads
        raise CannotMerge("These are one question already.")
    part, whole = held[question.pk], held[into.pk]
    _check(part, whole)
    part.merged_into = whole
    part.save(update_fields=["merged_into"])
    whole.state = QuestionState.WAITING
    whole.take(whole.coach or part.coach)
    whole.save(update_fields=["state", "coach"])
    return whole


@transaction.atomic
def separate(question: Question) -> Question:
    """A thread of its own again. What it was merged into is as answered as it was before."""
    part = Question.objects.select_for_update().get(pk=question.pk)
    whole, part.merged_into = part.merged_into, None
    part.save(update_fields=["merged_into"])
    if whole is not None and _is_told(whole):
        Question.objects.filter(pk=whole.pk, state=QuestionState.WAITING).update(state=QuestionState.ANSWERED)
    return part


def _check(part: Question, whole: Question) -> None:
    if len({part.coach_id, whole.coach_id} - {None}) > 1:
        raise CannotMerge("Another coach has just taken one of them.")
    if part.merged_into_id or whole.merged_into_id:
        raise CannotMerge("One of them has been merged meanwhile.")
    if not part.is_open or hasattr(part, "answer"):
        raise CannotMerge("Only a question that waits can be merged into another.")
    if not whole.is_open and whole.state != QuestionState.ANSWERED:
        raise CannotMerge("What is published, declined or spam takes no other question in.")
    if part.merged.exists():
        raise CannotMerge("It holds another question already: merge the other way round.")


def _is_told(whole: Question) -> bool:
    """Answered, with no word after it but the coach's."""
    last = whole.messages.order_by("at", "pk").last()
    return hasattr(whole, "answer") and last is not None and last.source == "coach"
