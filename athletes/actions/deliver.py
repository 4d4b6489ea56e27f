"""A worker's part of the outbox: claim a row, hand it to the mail server, write down what came of it."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused

from django.core.mail.backends.base import BaseEmailBackend

from athletes.emails import message_of
from athletes.models import OutgoingMail
from athletes.models.mail import WORDLESS, MailState

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

# Longer than any one mail takes (the server's patience is EMAIL_TIMEOUT for each of a few answers).
LEASE = timedelta(minutes=10)
# How long to wait after each try; after the last one we give up, a day after the first.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 480, 720))
NEVER = 500  # SMTP codes: from here on "never", below it "try again"


def deliver_batch(mail_ids: Sequence[int], *, over: BaseEmailBackend, clock: Clock) -> None:
    """Each row for itself, over one connection. A server that lets nobody in is asked once, not for every row."""
    refusal: OSError | None = None
    for mail_id in mail_ids:
        mail = claim(mail_id, at=clock())
        if mail is None:
            continue
        refusal = refusal or refusal_of(over)
        if refusal:
            note_failure(mail, refusal, at=clock())
        else:
            deliver(mail, over=over, clock=clock)
    hang_up(over)


def claim(mail_id: int, *, at: datetime) -> OutgoingMail | None:
    """None when it is sent, not yet due, or in another worker's hands."""
    row = OutgoingMail.objects.filter(pk=mail_id)
    return row.held(until=at + LEASE, at=at).first() if row.claim(at=at, lease=LEASE) else None


def refusal_of(server: BaseEmailBackend) -> OSError | None:
    """Why the mail server does not let us in; None when the connection is open."""
    try:
        server.open()
    except OSError as error:  # smtplib's exceptions are OSErrors as well
        return error
    return None


def deliver(mail: OutgoingMail, *, over: BaseEmailBackend, clock: Clock) -> None:
    """Send one claimed row, unless the lease ran out or the row went away meanwhile."""
    row = OutgoingMail.objects.filter(pk=mail.pk)
    if mail.lease_until is None or not row.held(until=mail.lease_until, at=clock()).exists():
        return
    try:
        message_of(mail, over=over).send()
    except (OSError, ValueError) as error:
        note_failure(mail, error, at=clock())
        if not is_permanent(error):
            hang_up(over)  # the server may have left first; the next row opens a fresh connection
    else:
        row.unsent().update(state=MailState.SENT, sent_at=clock(), lease_until=None, last_error="", **WORDLESS)


def note_failure(mail: OutgoingMail, error: Exception, *, at: datetime) -> None:
    """Back into the outbox for later, or given up: when the server said never, or a day of tries is over."""
    is_over = is_permanent(error) or mail.attempts > len(RETRY_AFTER)
    log.warning("mail %s, try %s: %s", mail.pk, mail.attempts, type(error).__name__)
    OutgoingMail.objects.unsent().filter(pk=mail.pk, lease_until=mail.lease_until).update(
        state=MailState.FAILED if is_over else MailState.WAITING,
        not_before=at if is_over else at + RETRY_AFTER[mail.attempts - 1],
        lease_until=None,
        last_error=reason(error),
        **(WORDLESS if is_over else {}),
    )


def hang_up(server: BaseEmailBackend) -> None:
    with suppress(OSError):
        server.close()


def is_permanent(error: Exception) -> bool:
    """About this mail or its mailbox, for good. What the server says about us (log-in, sender) may be put right."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= NEVER for code, _ in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return int(error.smtp_code) >= NEVER
    return isinstance(error, (ValueError, SMTPNotSupportedError))


def reason(error: Exception) -> str:
    """What an operator needs to read, in the room that the row has."""
    if isinstance(error, SMTPRecipientsRefused):
        said = "; ".join(f"{code} {text.decode(errors='replace')}" for code, text in error.recipients.values())
    else:
        said = str(error)
    return f"{type(error).__name__}: {said}"[:300]
