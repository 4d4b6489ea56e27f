"""One thread as the coach reads it: who says what, what must not wait, whose it is, and what has been answered before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from athletes.models import Athlete, User
from questions import safety
from questions.models import Message, MessageSource, Question, VouchedBy
from questions.pages.runner import Runner, runner_of
from questions.safety_list import Sign

MOST: Final = 3
MOST_DOUBLES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`vouched`: why the words are theirs, or why not. `merged`: the question they came with, if it was another.

    `is_answer`: the coach's first word, which is shown as it has been corrected since.
    """

    message: Message
    who: str
    is_coach: bool
    is_answer: bool
    vouched: str
    is_doubtful: bool
    merged: Question | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """`passing`: words of the list that were denied, are long over or a figure of speech."""

    signs: tuple[Sign, ...]
    passing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """`takes_this`: it is answered already, so this question goes under it and not the other way round."""

    question: Question
    takes_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """`may_be`: an athlete of this coach with the address that the words came from; nobody has said that it is them."""

    turns: tuple[Turn, ...]
    alarm: Alarm | None
    runner: Runner | None
    may_be: Athlete | None
    close: tuple[Question, ...]
    doubles: tuple[Double, ...]


def thread_page(question: Question, *, reader: User, at: datetime) -> ThreadPage:
    turns = tuple(_turns(question))
    athlete = _athlete(question, reader)
    return ThreadPage(
        turns=turns,
        alarm=alarm_in([turn.message for turn in turns if not turn.is_coach]),
        runner=runner_of(athlete, at=at) if athlete else None,
        may_be=None if athlete else may_be(question, reader),
        close=tuple(_close(question, reader)),
        doubles=tuple(_doubles(question, reader)),
    )


def alarm_in(messages: list[Message]) -> Alarm | None:
    found = [(message, one) for message in messages for one in safety.find(message.text)]
    if not found:
        return None
    passing = (message.text[one.start : one.end] for message, one in found if one.is_weak)
    return Alarm(signs=safety.strongest(one for _, one in found), passing=tuple(dict.fromkeys(passing)))


def vouched_words(message: Message, question: Question) -> str:
    """ "through Bob’s link, not from Bob’s address"."""
    if message.vouched_by == VouchedBy.ACCOUNT:
        return "from their account"
    if message.vouched_by == VouchedBy.MAIL:
        return "address verified"
    if message.vouched_by == VouchedBy.LINK:
        first = question.asker_name.split(maxsplit=1)[0] if question.asker_name.split() else "the asker"
        return f"through {first}’s link, not from {first}’s address"
    return "address not verified"


def may_be(question: Question, reader: User) -> Athlete | None:
    """Who of this coach's athletes has the address that it came from; None where it is known whose it is."""
    if question.athlete_id or not question.asker_email:
        return None
    address = question.asker_email
    verified = Q(user__emailaddress__email__iexact=address, user__emailaddress__verified=True)
    return Athlete.objects.coached_by(reader).filter(Q(user__email__iexact=address) | verified).first()


def _turns(question: Question) -> Iterator[Turn]:
    has_answer = False
    own = Message.objects.filter(Q(question=question) | Q(question__merged_into=question))
    for message in own.select_related("question", "author", "mail").defer("mail__raw").order_by("at", "pk"):
        is_coach = message.source == MessageSource.COACH
        yield Turn(
            message=message,
            who=_who(message, is_coach=is_coach),
            is_coach=is_coach,
            is_answer=is_coach and not has_answer,
            vouched="" if is_coach else vouched_words(message, message.question),
            is_doubtful=not is_coach and message.vouched_by in {VouchedBy.LINK, VouchedBy.NOBODY},
            merged=message.question if message.question_id != question.pk else None,
        )
        has_answer = has_answer or is_coach


def _who(message: Message, *, is_coach: bool) -> str:
    if is_coach:
        return message.author.get_full_name() if message.author else "A coach"
    if message.vouched_by == VouchedBy.LINK:
        return message.mail.sender if message.mail and message.mail.sender else "Somebody"
    return message.question.asker_name


def _athlete(question: Question, reader: User) -> Athlete | None:
    """Never another coach's."""
    known = Athlete.objects.coached_by(reader).with_people()
    return known.filter(pk=question.athlete_id).first() if question.athlete_id else None


def _close(question: Question, reader: User) -> Iterator[Question]:
    others = Question.objects.sendable_by(reader).exclude(pk=question.pk).with_answer()
    yield from others.much_like(question.title)[:MOST]


def _doubles(question: Question, reader: User) -> Iterator[Double]:
    """Other questions of the same person that can be told as one with this."""
    if not question.is_open:
        return
    others = Question.objects.for_coach(reader).whole().of_same_asker(question)
    for other in others.filter(Q(state__in=["new", "waiting"]) | Q(state="answered", coach=reader.desk)).newest_first()[
        :MOST_DOUBLES
    ]:
        yield Double(question=other, takes_this=not other.is_open)
