"""A stored mail is read and filed: as a question, a reply, held for the coach, or refused. Once, whoever asks how often."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from athletes.actions.bounce import apply_complaint, apply_reports
from athletes.bounces import read_complaint, read_dsn
from questions.actions.join_thread import join_thread
from questions.inbound.letter import Letter, Unreadable
from questions.inbound.reading import read_letter
from questions.mail_checks import Held, why_refused
from questions.models import IncomingMail, IncomingState

Clock = Callable[[], datetime]

LEASE: Final = timedelta(minutes=2)
MOST_TRIES: Final = 3  # a mail that ends its reader must not do so for ever
NEVER_READ: Final = f"It could not be read in {MOST_TRIES} tries."
REASON_LENGTH: Final = 200
SUBJECT_LENGTH: Final = 200
SENDER_LENGTH: Final = 320


def file_mail(mail_id: int, *, clock: Clock) -> None:
    """Nothing happens to one that is filed or in another's hands. What is raised leaves it for the next try."""
    at = clock()
    if not IncomingMail.objects.filter(pk=mail_id).claim(at=at, lease=LEASE):
        return
    mail = IncomingMail.objects.get(pk=mail_id)
    if mail.attempts > MOST_TRIES:
        _hold(mail, NEVER_READ, at=at)
        return
    try:
        letter = read_letter(bytes(mail.raw), vouchers=settings.MAIL_AUTHSERV_IDS)
    except Unreadable as error:
        _hold(mail, error.reason, at=clock())
        return
    _file(mail, letter, at=clock())


@transaction.atomic
def _file(read: IncomingMail, letter: Letter, *, at: datetime) -> None:
    """What it changes and the mark that it is filed are one."""
    mail = _locked(read)
    if mail is None:
        return
    mail.sender, mail.subject = letter.sender.address[:SENDER_LENGTH], letter.subject[:SUBJECT_LENGTH]
    refused = why_refused(mail, letter)
    if refused:
        if letter.is_report:
            apply_reports(read_dsn(bytes(read.raw)), at=at)
            apply_complaint(read_complaint(bytes(read.raw)), at=at)
        _settle(mail, IncomingState.REFUSED, refused, at=at)
        return
    try:
        _settle(mail, join_thread(mail, letter, at=at), at=at)
    except Held as held:
        mail.coach_id = held.coach_id
        _settle(mail, IncomingState.QUARANTINED, held.reason, at=at)


@transaction.atomic
def _hold(read: IncomingMail, reason: str, *, at: datetime) -> None:
    mail = _locked(read)
    if mail is not None:
        _settle(mail, IncomingState.QUARANTINED, reason, at=at)


def _locked(read: IncomingMail) -> IncomingMail | None:
    """None when another one filed it meanwhile: this reader was slower than its lease."""
    return IncomingMail.objects.select_for_update().unread().defer("raw").filter(pk=read.pk).first()


def _settle(mail: IncomingMail, state: IncomingState, reason: str = "", *, at: datetime) -> None:
    mail.state, mail.reason, mail.filed_at, mail.lease_until = state, reason[:REASON_LENGTH], at, None
    mail.save(update_fields=["state", "reason", "filed_at", "lease_until", "sender", "subject", "receipt", "coach"])
