"""Rows of the coach's inbox: who waits how long, how it came, and what must not wait."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from athletes.models import Athlete, User
from coachapp.when import how_long
from questions import safety
from questions.models import Message, MessageSource, Question, QuestionQuerySet, QuestionState
from questions.queries import held_mails
from questions.safety_list import Sign

OPEN_TAB: Final = "open"
SNOOZED_TAB: Final = "snoozed"
SETTLED_TABS: Final = (
    QuestionState.ANSWERED,
    QuestionState.PUBLISHED,
    QuestionState.DECLINED,
    QuestionState.SPAM,
)
TABS: Final = (OPEN_TAB, SNOOZED_TAB, *(str(state) for state in SETTLED_TABS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """`waits`: "for 3 days", empty when it does not. `who`: what the asker is to this desk."""

    question: Question
    who: str
    came: str
    waits: str
    line: str
    signs: tuple[Sign, ...]
    has_draft: bool
    is_back: bool


def in_tab(questions: QuestionQuerySet, tab: str, *, at: datetime) -> QuestionQuerySet:
    """The threads of one tab in their order: the longest waiting first where somebody waits, else the newest."""
    questions = questions.with_consent_said()
    if tab == OPEN_TAB:
        return questions.waiting(at=at).longest_waiting_first()
    if tab == SNOOZED_TAB:
        return questions.snoozed(at=at).with_wait().order_by("snoozed_until", "pk")
    return questions.whole().filter(state=tab).newest_first()


def tab_of(question: Question, *, at: datetime) -> str:
    """Where it stands now."""
    if not question.is_open:
        return question.state
    is_asleep = question.snoozed_until is not None and question.snoozed_until > at
    return SNOOZED_TAB if is_asleep else OPEN_TAB


def tabs(questions: QuestionQuerySet, user: User, *, at: datetime) -> tuple[Tab, ...]:
    """With how many each holds: four questions to the database."""
    counted = questions.whole().order_by().values_list("state").annotate(many=Count("pk"))
    by_state: dict[str, int] = defaultdict(int, dict(counted))
    settled = (Tab(name=state, label=state.label.capitalize(), count=by_state[state]) for state in SETTLED_TABS)
    return (
        Tab(name=OPEN_TAB, label="Open", count=questions.waiting(at=at).count()),
        Tab(name=SNOOZED_TAB, label="Snoozed", count=questions.snoozed(at=at).count()),
        *settled,
        Tab(name="held", label="Held mails", count=held_mails(user).count()),
    )


def rows_of(questions: Iterable[Question], user: User, *, at: datetime) -> tuple[InboxRow, ...]:
    """In a fixed number of questions to the database, however many rows there are."""
    found = list(questions)
    said = words_of(found)
    asked_by = {question.athlete_id for question in found if question.athlete_id}
    own = set(Athlete.objects.coached_by(user).filter(pk__in=asked_by).values_list("pk", flat=True))
    drafted = set(
        Question.objects.filter(pk__in=[row.pk for row in found], answer_drafts__coach=user.desk).values_list(
            "pk", flat=True
        )
    )
    today = user.today(at)
    return tuple(
        InboxRow(
            question=question,
            who=who(question, is_own=question.athlete_id in own),
            came=_came(said[question.pk]),
            waits=_waits(question, user, today=today),
            line=_line(said[question.pk]),
            signs=signs_in(said[question.pk]),
            has_draft=question.pk in drafted,
            is_back=question.snoozed_until is not None and question.snoozed_until <= at,
        )
        for question in found
    )


def words_of(questions: Iterable[Question]) -> dict[int, list[Message]]:
    """What the askers wrote, by thread, with what was merged into it; in one question to the database."""
    keys = [question.pk for question in questions]
    messages = Message.objects.filter(Q(question__in=keys) | Q(question__merged_into__in=keys))
    told = messages.exclude(source=MessageSource.COACH).annotate(whole=Coalesce("question__merged_into", "question"))
    said: dict[int, list[Message]] = defaultdict(list)
    for message in told.defer("folded").order_by("at", "pk"):
        said[message.whole].append(message)
    return said


def signs_in(messages: Iterable[Message]) -> tuple[Sign, ...]:
    """Of the safety list, the most urgent first."""
    return safety.strongest(one for message in messages for one in safety.find(message.text))


def who(question: Question, *, is_own: bool) -> str:
    if is_own:
        return "your athlete"
    return "has an account" if question.asker_id else "no account"


def oldest(rows: Sequence[InboxRow]) -> str:
    """ "The oldest waits for 3 days."; of the first page of those that wait."""
    waits = [row for row in rows if row.waits and not row.is_back]
    return f"The oldest waits {waits[0].waits}." if waits else ""


def after(rows: Sequence[InboxRow], question: Question) -> int | None:
    """The thread below this one; None where it is the last."""
    keys = [row.question.pk for row in rows]
    at = keys.index(question.pk) + 1 if question.pk in keys else 0
    return keys[at] if at < len(keys) else None


def _came(messages: Sequence[Message]) -> str:
    return "by e-mail" if messages and messages[0].source == MessageSource.MAIL else "by form"


def _line(messages: Sequence[Message]) -> str:
    """The newest words in one line."""
    return " ".join(messages[-1].text[:400].split()) if messages else ""


def _waits(question: Question, user: User, *, today: date) -> str:
    if not question.is_open:
        return ""
    since: datetime = getattr(question, "waits_since", question.asked_at)
    return how_long(user.today(since), today=today)
