"""Whether a mail that came in reaches a coach by itself: what nobody wrote is refused, what is odd is held."""

from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings

from athletes.models import OutgoingMail
from questions.inbound.letter import Letter
from questions.models import IncomingMail, Question
from questions.replies import is_reply_address

HOUR: Final = timedelta(hours=1)
# More than a person writes. Two machines that answer each other never come so far: neither answers what is automatic, and
# both say "it has come in" once a day. This stops those that hide what they are.
MOST_IN_THREAD: Final = 20
MOST_OF_SENDER: Final = 200

OURS: Final = "It is a mail of our own that came back."
FROM_US: Final = "It says that it comes from an address of our own."
AUTOMATIC: Final = "No person wrote it: {why}."
NO_SENDER: Final = "It does not say who wrote it, so nobody could be answered."
EMPTY: Final = "It is empty."
TOO_MANY: Final = "Too many mails came from this address within an hour: two machines may be answering each other."
TOO_MANY_HERE: Final = "Too many mails came into this thread within an hour: two machines may be answering each other."
NO_WAY_BACK: Final = frozenset({"<>", "MAILER-DAEMON"})  # how servers tell a pipe that the envelope has no sender
LONGEST_ADDRESS: Final = 254  # characters (RFC 5321, 4.5.3.1.3)


class Held(Exception):
    """Not filed by itself. `reason` is for the coach who looks at it: `coach_id`, or all where nobody is named."""

    def __init__(self, reason: str, *, coach_id: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.coach_id = coach_id


def why_refused(mail: IncomingMail, letter: Letter) -> str:
    """Empty where a person may have written it."""
    if mail.message_id and OutgoingMail.objects.filter(message_id=mail.message_id).exists():
        return OURS
    if letter.sender.address in own_addresses() or is_reply_address(letter.sender.address):
        return FROM_US
    why = letter.automatic or ("automatic mail" if mail.envelope_from.upper() in NO_WAY_BACK else "")
    return AUTOMATIC.format(why=why) if why else ""


def check_mail(letter: Letter, *, at: datetime) -> None:
    """Raises Held for what no thread can begin with, and for a sender that never stops."""
    sender = letter.sender.address
    if not sender or len(sender) > LONGEST_ADDRESS:
        raise Held(NO_SENDER)
    if not (letter.words or letter.folded or letter.attachments or letter.subject):
        raise Held(EMPTY)
    if IncomingMail.objects.filed_from(sender, since=at - HOUR).count() >= MOST_OF_SENDER:
        raise Held(TOO_MANY)


def check_thread(question: Question, *, at: datetime) -> None:
    """Raises Held for a thread that fills by itself."""
    if question.messages.filter(mail__received_at__gt=at - HOUR).count() >= MOST_IN_THREAD:
        raise Held(TOO_MANY_HERE, coach_id=question.coach_id)


def own_addresses() -> set[str]:
    said = (settings.DEFAULT_FROM_EMAIL, settings.BOUNCE_ADDRESS, settings.ASK_ADDRESS)
    return {parseaddr(address)[1].lower() for address in said if address}
