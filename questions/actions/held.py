"""Mail that was held: somebody of a desk looks at it and says what it is. Each can be taken back."""

from datetime import datetime
from typing import Final

from django.db import transaction

from athletes.models import Coach
from questions.actions.ask import TITLE_LENGTH
from questions.actions.join_thread import NAMELESS, UNTITLED, mail_title, shown_name
from questions.inbound.letter import Letter
from questions.models import IncomingMail, IncomingState, Message, MessageSource, Question, VouchedBy

WORDLESS: Final = "This mail holds no words that could be read here. It is kept as it came."
CALLED_SPAM: Final = "Somebody at the desk called it spam."


class SettledMeanwhile(Exception):
    """Somebody else has said what it is."""


@transaction.atomic
def file_as_question(held: IncomingMail, letter: Letter | None, *, coach: Coach | None) -> Question:
    """A thread of this desk, or of whichever answers first. Nobody vouches for the sender, and nobody is written to. Raises SettledMeanwhile."""
    mail = _locked(held)
    question = Question.objects.create(
        title=mail_title(letter) if letter else " ".join(mail.subject.split())[:TITLE_LENGTH] or UNTITLED,
        asker_name=shown_name(letter) if letter else NAMELESS,
        asker_email=_address(mail),
        coach=coach,
        asked_at=mail.received_at,
    )
    _add(mail, letter, question, state=IncomingState.QUESTION, at=mail.received_at)
    return question


@transaction.atomic
def file_in_thread(held: IncomingMail, letter: Letter | None, *, question: Question, at: datetime) -> Message:
    """Another turn, and the thread waits again. Raises SettledMeanwhile."""
    mail = _locked(held)
    message = _add(mail, letter, question, state=IncomingState.REPLY, at=at)
    question.hear_again()
    return message


@transaction.atomic
def call_spam(held: IncomingMail) -> None:
    """Refused, and nobody is told. Raises SettledMeanwhile."""
    mail = _locked(held)
    _settle(mail, IncomingState.REFUSED, CALLED_SPAM)


@transaction.atomic
def hold_again(filed: IncomingMail, *, reason: str) -> bool:
    """As it was, with the question that it alone had made gone. False when somebody has answered that meanwhile."""
    mail = IncomingMail.objects.select_for_update().get(pk=filed.pk)
    message = Message.objects.filter(mail=mail).select_related("question").first()
    if message is not None:
        is_alone = message.question.messages.count() == 1
        if mail.state == IncomingState.QUESTION and not is_alone:
            return False
        message.delete()
        if mail.state == IncomingState.QUESTION:
            message.question.delete()
    _settle(mail, IncomingState.QUARANTINED, reason)
    return True


def _locked(held: IncomingMail) -> IncomingMail:
    mail = IncomingMail.objects.select_for_update().defer("raw").get(pk=held.pk)
    if mail.state != IncomingState.QUARANTINED:
        raise SettledMeanwhile
    return mail


def _add(
    mail: IncomingMail, letter: Letter | None, question: Question, *, state: IncomingState, at: datetime
) -> Message:
    _settle(mail, state, "")
    return Message.objects.create(
        question=question,
        source=MessageSource.MAIL,
        text=_words(letter),
        folded=letter.folded if letter else "",
        vouched_by=VouchedBy.NOBODY,
        mail=mail,
        at=at,
    )


def _settle(mail: IncomingMail, state: IncomingState, reason: str) -> None:
    mail.state, mail.reason = state, reason
    mail.save(update_fields=["state", "reason"])


def _words(letter: Letter | None) -> str:
    return (letter.words or letter.folded or WORDLESS) if letter else WORDLESS


def _address(mail: IncomingMail) -> str:
    """Where an answer would go; empty where the mail does not say."""
    address = mail.sender or mail.envelope_from
    longest = Question._meta.get_field("asker_email").max_length or 0
    return address.lower() if "@" in address and len(address) <= longest else ""
