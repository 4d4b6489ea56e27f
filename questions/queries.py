"""Finding answers: strict first, then generous, so that a search that could help never ends empty."""

from django.db.models import Case, Q, QuerySet, Value, When

from athletes.models import User
from questions.models import IncomingMail, IncomingState, Question, QuestionQuerySet, QuestionState

LIKELY = 3
MOST_LIKELY_WORDS = 60  # of a long question, the sentence that asks first: the rest changes little and costs much
RELATED = 3
JOINABLE = 20


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


def held_mails(user: User) -> "QuerySet[IncomingMail]":
    """Mail that became no question and waits for a word of the desk. Without `raw`, which may be large."""
    if user.desk is None:
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


def _found(shown: QuestionQuerySet, words: str) -> QuestionQuerySet:
    """All the words, else any of them, else titles that look alike."""
    for found in (shown.matching(words), shown.close_to(words), shown.spelled_like(words)):
        if found.exists():
            return found
    return shown.none()
