"""Finding answers: strict first, then generous, so that a search that could help never ends empty."""

from collections.abc import Collection

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import BooleanField, Case, CharField, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Concat
from django.urls import reverse

from athletes.models import User
from questions.models import Answer, IncomingMail, IncomingState, Question, QuestionQuerySet, QuestionState

LIKELY = 3
MOST_LIKELY_WORDS = 60  # of a long question, the sentence that asks first: the rest changes little and costs much
RELATED = 3
JOINABLE = 20
# Marks that no keyboard has (private use): what the text itself holds is escaped, and only these become elements.
MARK_ON, MARK_OFF = "\ue000", "\ue001"


def library(words: str, *, topic: str = "") -> QuestionQuerySet:
    """The published answers about `topic` for the words typed; without words all of them, the latest first."""
    shown = Question.objects.as_published().about(topic)
    return _found(shown, words) if words else shown.latest_published_first()


def likely_answers(text: str) -> list[Question]:
    """The three answers closest to what somebody is about to ask: full text first, then titles that look alike."""
    words = " ".join(text.split()[:MOST_LIKELY_WORDS])
    shown = Question.objects.as_published()
    likely: dict[int, Question] = {}
    for found in (shown.matching(words), shown.close_to(words), shown.spelled_like(words)):
        if len(likely) < LIKELY:
            likely |= {each.pk: each for each in found[:LIKELY] if each.pk not in likely}
    return list(likely.values())[:LIKELY]


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


def related_answers(question: Question) -> list[Question]:
    others = Question.objects.as_published().exclude(pk=question.pk)
    return list(others.close_to(question.title)[:RELATED])


def held_mails(user: User) -> "QuerySet[IncomingMail]":
    """Mail that became no question and waits for a word of the desk: what is held for it, and what is nobody's.

    Who operates the site sees the latter without a desk. Without `raw`, which may be large.
    """
    if not user.sees_held_mail:
        return IncomingMail.objects.none()
    held = IncomingMail.objects.filter(state=IncomingState.QUARANTINED)
    return held.filter(Q(coach=None) | Q(coach=user.desk)).defer("raw").order_by("-received_at", "-pk")


def readable_mails(user: User) -> "QuerySet[IncomingMail]":
    """Mail as it came: of the threads that the desk may answer, and what is held for it."""
    threads = Question.objects.for_coach(user).order_by()
    held = held_mails(user).order_by().values("pk")
    return IncomingMail.objects.filter(Q(message__question__in=threads) | Q(pk__in=held))


def joinable_threads(user: User, mail: IncomingMail) -> list[Question]:
    """Where a held mail may belong: those of the same address first, then the newest."""
    threads = Question.objects.for_coach(user).whole().exclude(state__in=[QuestionState.SPAM])
    same = Case(When(asker_email__iexact=mail.sender, then=0), default=1) if mail.sender else Value(1)
    return list(threads.order_by(same, "-asked_at", "-pk")[:JOINABLE])


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
