"""Finding answers: strict first, then generous, so that a search that could help never ends empty."""

from questions.models import Question, QuestionQuerySet

LIKELY = 5
RELATED = 3


def library(words: str, *, topic: str = "") -> QuestionQuerySet:
    """The published answers about `topic` for the words typed; without words all of them, the latest first."""
    shown = Question.objects.published().about(topic).with_answer()
    return _found(shown, words) if words else shown.latest_published_first()


def likely_answers(words: str) -> list[Question]:
    """The few answers closest to a question that somebody is about to ask."""
    return list(_found(Question.objects.published().with_answer(), words)[:LIKELY])


def related_answers(question: Question) -> list[Question]:
    others = Question.objects.published().exclude(pk=question.pk).with_answer()
    return list(others.close_to(question.title)[:RELATED])


def _found(shown: QuestionQuerySet, words: str) -> QuestionQuerySet:
    """All the words, else any of them, else titles that look alike."""
    for found in (shown.matching(words), shown.close_to(words), shown.spelled_like(words)):
        if found.exists():
            return found
    return shown.none()
