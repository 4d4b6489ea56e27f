"""A person's mail becomes a question, or another turn of a thread. Who speaks is said by our own receiver or by nobody."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from athletes.addresses import user_of
from athletes.models import Athlete, User
from questions.actions.ask import NO_NAME, TITLE_LENGTH, hold_asker, title_of
from questions.emails import queue_mail_receipt
from questions.inbound.letter import Letter
from questions.mail_checks import check_mail, check_thread
from questions.mail_threads import place_of
from questions.models import IncomingMail, IncomingState, Message, MessageSource, Question, VouchedBy

NAMELESS: Final = "A runner"
UNTITLED: Final = "A mail without a subject"
NAME_LENGTH: Final = 120
GOES_ON_FOR: Final = timedelta(days=14)  # what an athlete answers to their weekly mails is one talk for so long
REPLY_MARK: Final = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|antw|rv|tr)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """`user` is who wrote, and only where our receiver vouches for the address and the thread is theirs."""

    user: User | None
    vouched_by: VouchedBy


def join_thread(mail: IncomingMail, letter: Letter, *, at: datetime) -> IncomingState:
    """In the transaction that marks the mail as filed. Raises Held."""
    check_mail(letter, at=at)
    place = place_of(mail, letter)
    question = place.question
    if place.athlete is not None:
        hold_asker(str(place.athlete.pk))
        question = _talk_of(place.athlete, at=at) or _begin_talk(letter, place.athlete, at=at)
    if question is None:
        question = _begin_question(letter, at=at)
        _add(mail, letter, question, _stranger(letter), at=at)
        queue_mail_receipt(question, mail, at=at, is_vouched=letter.is_vouched)
        return IncomingState.QUESTION
    _add(mail, letter, question, speaker_in(question, letter, is_through_link=place.is_through_link), at=at)
    return IncomingState.REPLY


def speaker_in(question: Question, letter: Letter, *, is_through_link: bool) -> Speaker:
    """Who has the link may be anybody: it is the thread's person only where our receiver knows the address as theirs."""
    person = question.asker or (question.athlete.user if question.athlete else None)
    user = user_of(letter.sender.address) if letter.is_vouched else None
    is_asker = person is None and letter.sender.address == question.asker_email.lower()
    if letter.is_vouched and (is_asker or (user is not None and user == person)):
        return Speaker(user, VouchedBy.MAIL)
    return Speaker(None, VouchedBy.LINK if is_through_link else VouchedBy.NOBODY)


def _stranger(letter: Letter) -> Speaker:
    """Of a new question: an account where our receiver vouches for its address."""
    if not letter.is_vouched:
        return Speaker(None, VouchedBy.NOBODY)
    return Speaker(user_of(letter.sender.address), VouchedBy.MAIL)


def _begin_question(letter: Letter, *, at: datetime) -> Question:
    """An athlete's goes to their coach, everybody else's to whoever answers first."""
    user = _stranger(letter).user
    athlete = user.athlete if user is not None and user.is_athlete else None
    return Question.objects.create(
        title=mail_title(letter),
        asker=user,
        athlete=athlete,
        asker_name=(user.name if user else "") or shown_name(letter),
        asker_email=letter.sender.address,
        coach=athlete.coach if athlete else None,
        asked_at=at,
    )


def _begin_talk(letter: Letter, athlete: Athlete, *, at: datetime) -> Question:
    """About this athlete's training. It is theirs only if they speak; the answer goes to them in any case."""
    user = user_of(letter.sender.address) if letter.is_vouched else None
    is_theirs = user is not None and user == athlete.user
    return Question.objects.create(
        title=mail_title(letter),
        asker=athlete.user if is_theirs else None,
        athlete=athlete,
        asker_name=athlete.name if is_theirs else shown_name(letter),
        asker_email=athlete.user.email if athlete.user else "",
        coach=athlete.coach,
        asked_at=at,
    )


def _talk_of(athlete: Athlete, *, at: datetime) -> Question | None:
    """Their newest open thread that began with an answer to a mail of their training, not with a question."""
    talks = Question.objects.open().filter(athlete=athlete, coach=athlete.coach, asked_at__gt=at - GOES_ON_FOR)
    asked = Q(messages__source=MessageSource.FORM) | Q(messages__mail__state=IncomingState.QUESTION)
    return talks.exclude(pk__in=Question.objects.filter(asked).values("pk")).newest_first().first()


def _add(mail: IncomingMail, letter: Letter, question: Question, speaker: Speaker, *, at: datetime) -> None:
    """Two mails into one thread come one after the other."""
    thread = Question.objects.select_for_update().get(pk=question.pk)
    check_thread(thread, at=at)
    is_first = not thread.messages.exists()
    Message.objects.create(
        question=thread,
        source=MessageSource.MAIL,
        author=speaker.user,
        text=letter.words,
        folded=letter.folded,
        vouched_by=speaker.vouched_by,
        mail=mail,
        at=at,
    )
    if not is_first:
        thread.hear_again()


def shown_name(letter: Letter) -> str:
    """As they call themselves, unless that is an address: the name stands in mails of ours."""
    name = " ".join(letter.sender.name.split())
    return NAMELESS if not name or NO_NAME.search(name) else name[:NAME_LENGTH]


def mail_title(letter: Letter) -> str:
    subject = " ".join(REPLY_MARK.sub("", letter.subject).split())
    title = subject or title_of(letter.words) or UNTITLED
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
