"""Finding answers: strict first, then generous, so that a search that could help never ends empty."""

from questions.models import Question, QuestionQuerySet

LIKELY = 3
MOST_LIKELY_WORDS = 60  # of a long question, the sentence that asks first: the rest changes little and costs much
RELATED = 3


def library(words: str, *, topic: str = "") -> QuestionQuerySet:
    """The published answers about `topic` for the words typed; without words all of them, the latest first."""
    shown = Question.objects.published().about(topic).with_answer()
    return _found(shown, words) if words else shown.latest_published_first()


def likely_answers(text: str) -> list[Question]:
    """The three answers closest to what somebody is about to ask: full text first, then titles that look alike."""
    words = " ".join(text.split()[:MOST_LIKELY_WORDS])
    shown = Question.objects.published().with_answer()
    likely: dict[int, Question] = {}
    for found in (shown.matching(words), shown.close_to(words), shown.spelled_like(words)):
        if len(likely) < LIKELY:
            likely |= {each.pk: each for each in found[:LIKELY] if each.pk not in likely}
    return list(likely.values())[:LIKELY]


def related_answers(question: Question) -> list[Question]:
    others = Question.objects.published().exclude(pk=question.pk).with_answer()
    return list(others.close_to(question.title)[:RELATED])


def _found(shown: QuestionQuerySet, words: str) -> QuestionQuerySet:
    """All the words, else any of them, else titles that look alike."""
    for found in (shown.matching(words), shown.close_to(words), shown.spelled_like(words)):
        if found.exists():
            return found
    return shown.none()
