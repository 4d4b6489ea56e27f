"""Finding answers: strict first, then generous, so that a search that could help never ends empty."""

from collections.abc import Collection

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import BooleanField, CharField, F, Func, Q, TextField, Value
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Concat
from django.urls import reverse

from questions.models import Answer, Question, QuestionQuerySet

LIKELY = 5
RELATED = 3
# Marks that no keyboard has (private use): what the text itself holds is escaped, and only these become elements.
MARK_ON, MARK_OFF = "\ue000", "\ue001"


def library(words: str, *, topic: str = "") -> QuestionQuerySet:
    """The published answers about `topic` for the words typed; without words all of them, the latest first."""
    shown = Question.objects.as_published().about(topic)
    return _found(shown, words) if words else shown.latest_published_first()


def with_snippets(found: QuestionQuerySet, words: str) -> QuestionQuerySet:
    """Each with `snippet`: where in the text the words stand, between MARK_ON and MARK_OFF. For one page of rows."""
    query = SearchQuery(" or ".join(words.split()), config="english", search_type="websearch")
    text = Concat(
        "edition__question_text",
        Value("\n"),
        "edition__answer_text",
        Value("\n"),
        "edition__transcript",
        output_field=TextField(),
    )
    plain = Func(
        text, Value("[\ue000\ue001*_#`]"), Value(""), Value("g"), function="regexp_replace", output_field=CharField()
    )
    marked = SearchHeadline(
        plain,
        query,
        config="english",
        start_sel=MARK_ON,
        stop_sel=MARK_OFF,
        max_words=32,
        min_words=16,
        max_fragments=1,
    )
    return found.annotate(snippet=marked)


def likely_answers(words: str) -> list[Question]:
    """The few answers closest to a question that somebody is about to ask."""
    return list(_found(Question.objects.as_published(), words)[:LIKELY])


def related_answers(question: Question) -> list[Question]:
    others = Question.objects.as_published().exclude(pk=question.pk)
    return list(others.close_to(question.title)[:RELATED])


def explaining(keys: Collection[str], *, coach_id: int | None) -> dict[str, str]:
    """Of these keys the ones that a published answer explains, with its address: the coach's own first, then the newest."""
    is_own = ExpressionWrapper(Q(by=coach_id), output_field=BooleanField())
    explained = Answer.objects.filter(question__edition__isnull=False, explains__overlap=list(keys))
    nearest = explained.annotate(
        key=Func(F("explains"), function="unnest", output_field=CharField()), is_own=is_own
    ).order_by("key", "-is_own", "-question__published_at", "-pk")
    rows = nearest.distinct("key").values_list("key", "question__slug")
    return {key: reverse("questions:answer", args=[slug]) for key, slug in rows if key in keys}


def _found(shown: QuestionQuerySet, words: str) -> QuestionQuerySet:
    """All the words, else any of them, else titles that look alike."""
    for found in (shown.matching(words), shown.close_to(words), shown.spelled_like(words)):
        if found.exists():
            return found
    return shown.none()
