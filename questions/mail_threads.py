"""Where a mail belongs: what its address says first, then what it answers to. Nothing here says who wrote it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from athletes.mail_kinds import is_from_coach
from athletes.models import Athlete, OutgoingMail
from athletes.replies import thread_of, token_in
from questions.inbound.letter import Letter
from questions.mail_checks import Held
from questions.models import Edition, IncomingMail, Question
from questions.replies import is_reply_address, question_in

MOST_REFERENCES: Final = 50
QUESTION_KIND: Final = re.compile(r"question_\w+")
QUESTION_KEY: Final = re.compile(r"\d+")  # the thread's number begins the key of every mail about it
ABOUT_EDITION: Final = frozenset({"consent_asked", "answer_published"})  # theirs is the edition's number

NEVER_GIVEN: Final = "It went to a reply address that we never gave to anybody."
THREAD_GONE: Final = "It answers to a question that is not here any more."
ATHLETE_GONE: Final = "It went to the reply address of an athlete who is not here any more."
OTHER_COACH: Final = "It went to the reply address of an athlete who does not train with that coach any more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A thread, or the athlete whose training mail was answered; neither: something new.

    `is_through_link`: only who got a mail of ours can have written there.
    """

    question: Question | None = None
    athlete: Athlete | None = None
    is_through_link: bool = False


def place_of(mail: IncomingMail, letter: Letter) -> Place:
    """Raises Held for an address of ours that leads nowhere."""
    addresses = [mail.envelope_to, *letter.recipients]
    found = next(_by_address(addresses), None) or _by_references(letter.answers_to[:MOST_REFERENCES])
    if found is None and any(is_reply_address(address) for address in addresses):
        raise Held(NEVER_GIVEN)
    return found or Place()


def _by_address(addresses: Sequence[str]) -> Iterator[Place]:
    for address in addresses:
        number = question_in(address)
        if number is not None:
            yield Place(question=_question(number), is_through_link=True)
        thread = thread_of(token_in(address)) if token_in(address) else None
        if thread is not None:
            yield Place(athlete=_athlete(thread.athlete_id, coach_id=thread.coach_id), is_through_link=True)


def _by_references(message_ids: Sequence[str]) -> Place | None:
    """The newest mail that it answers to and that we know: one of ours, or one that was filed."""
    ours = OutgoingMail.objects.filter(message_id__in=message_ids).with_thread().select_related("receipt_of")
    sent = {mail.message_id: mail for mail in ours}
    came = IncomingMail.objects.filter(key__in=message_ids, message__isnull=False).select_related("message__question")
    filed = {mail.key: mail.message.question for mail in came.defer("raw")}
    for message_id in message_ids:
        place = _of_ours(sent[message_id]) if message_id in sent else None
        if place is not None:
            return place
        if message_id in filed:
            return Place(question=filed[message_id])
    return None


def _of_ours(mail: OutgoingMail) -> Place | None:
    """None for a mail that is about neither a question nor training, such as a password."""
    receipt_of: IncomingMail | None = getattr(mail, "receipt_of", None)
    if receipt_of is not None and hasattr(receipt_of, "message"):
        return Place(question=receipt_of.message.question, is_through_link=True)
    number = QUESTION_KEY.match(mail.key) if QUESTION_KIND.fullmatch(mail.kind) else None
    if number is not None:
        return Place(question=_question(int(number[0])), is_through_link=True)
    edition = (
        Edition.objects.select_related("question").filter(pk=mail.key).first() if mail.kind in ABOUT_EDITION else None
    )
    if edition is not None:
        return Place(question=edition.question, is_through_link=True)
    athlete: Athlete | None = getattr(mail.recipient, "athlete", None)
    if athlete is None or not is_from_coach(mail.kind):
        return None
    return Place(athlete=_athlete(athlete.pk, coach_id=athlete.coach_id), is_through_link=True)


def _question(number: int) -> Question:
    question = Question.objects.filter(pk=number).first()
    if question is None:
        raise Held(THREAD_GONE)
    return question


def _athlete(athlete_id: UUID, *, coach_id: int | None) -> Athlete:
    """Who trains with that coach now, and has an account that is awake."""
    athlete = Athlete.objects.with_people().filter(pk=athlete_id, user__is_active=True).first()
    if athlete is None:
        raise Held(ATHLETE_GONE, coach_id=coach_id)
    if coach_id is None or athlete.coach_id != coach_id:
        raise Held(OTHER_COACH, coach_id=athlete.coach_id or coach_id)
    return athlete
