"""A worker's part of the outbox: claim a row, hand it to the mail server, write down what came of it."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import InterfaceError, OperationalError, connection
from django.db.models import F

from athletes.actions.address_health import note_trouble
from athletes.bounces import trouble_of_refusal
from athletes.emails import message_of
from athletes.mail_kinds import can_be_turned_off
from athletes.models import OutgoingMail
from athletes.models.mail import WORDLESS, MailState

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

# At most so long one mail is in hand: the server's patience for each of its six answers.
HAND_OVER = 6 * timedelta(seconds=settings.EMAIL_TIMEOUT)
LEASE = HAND_OVER + timedelta(seconds=30)
# How long to wait after each try; after the last one we give up, a day after the first.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 480, 720))
# While the server lets nobody in, or falls silent again and again, nobody's tries are used up.
SERVER_PAUSE = timedelta(minutes=1)
ENOUGH = 2  # mails in a row over which the connection broke
SILENCE = TimeoutError("the mail server falls silent again and again")
IN_HAND = 20  # mails claimed at once: so many wait for the lease to end when a worker is killed
SHIFT = timedelta(minutes=2)  # a batch that takes longer is left to the next look
NEVER = 500  # SMTP codes: from here on "never", below it "try again"
CLOSING = 421  # "I am going away": said in place of any answer
# How long a sent mail waits for a database that is away just then, in seconds between the tries. The first is made at
# once: a database that has only dropped its connections is there, and a worker killed while it waits sends the mail again.
MARK_AGAIN_AFTER_S = (0, 0.5, 1, 2, 4, 8, 15)


def deliver_batch(
    mail_ids: Sequence[int], *, over: BaseEmailBackend, clock: Clock, is_stopping: Callable[[], bool] = lambda: False
) -> None:
    """Each row for itself, over one connection.

    A server that lets nobody in, or falls silent again and again, is left alone for a while, and so is the rest of the
    batch. Who is told to stop finishes the mail in hand; what is left over then, or after too long a time, waits for
    the next look.
    """
    began = clock()

    def is_over() -> bool:
        return is_stopping() or clock() - began > SHIFT

    for n in range(0, len(mail_ids), IN_HAND):
        trouble = refusal_of(over)
        if not trouble and not is_over():
            trouble = deliver_each(
                claim(mail_ids[n : n + IN_HAND], clock=clock), over=over, clock=clock, is_over=is_over
            )
        if trouble:
            OutgoingMail.objects.filter(pk__in=mail_ids[n:]).put_off(reason(trouble), at=clock(), by=SERVER_PAUSE)
        if trouble or is_over():
            break
    hang_up(over)


def claim(mail_ids: Sequence[int], *, clock: Clock) -> list[OutgoingMail]:
    """Without those that are sent, not yet due, in another worker's hands, or addressed to where mail came back from."""
    rows, until = OutgoingMail.objects.filter(pk__in=mail_ids), clock() + LEASE
    rows.withhold_suspended(at=until - LEASE)
    rows.claim(at=until - LEASE, lease=LEASE)
    return list(rows.held(until=until, at=clock()).with_thread().order_by("not_before", "pk"))


def deliver_each(
    mails: Sequence[OutgoingMail], *, over: BaseEmailBackend, clock: Clock, is_over: Callable[[], bool]
) -> OSError | None:
    """Why the server should be left alone, if so. Mails that were not handed over go back, as if never claimed."""
    broken = 0
    for n, mail in enumerate(mails):
        trouble = SILENCE if broken == ENOUGH else refusal_of(over)
        if trouble or is_over() or not is_ours(mail, at=clock()):
            give_back(mails[n:])
            return trouble
        broken = broken + 1 if is_cut(deliver(mail, over=over, clock=clock)) else 0
        if broken:
            hang_up(over)
    return SILENCE if broken == ENOUGH else None


def is_ours(mail: OutgoingMail, *, at: datetime) -> bool:
    """Looked at last thing before it is handed over: a worker that was held up may lose it to another one meanwhile."""
    return mail.lease_until is not None and at + HAND_OVER < mail.lease_until


def give_back(mails: Sequence[OutgoingMail]) -> None:
    """Claimed together, so under one lease."""
    ours = OutgoingMail.objects.unsent().filter(pk__in=[mail.pk for mail in mails], lease_until=mails[0].lease_until)
    ours.update(lease_until=None, attempts=F("attempts") - 1)


def refusal_of(server: BaseEmailBackend) -> OSError | None:
    """Why the mail server does not let us in; None when the connection is open."""
    try:
        server.open()
    except OSError as error:  # smtplib's exceptions are OSErrors as well
        return error
    return None


def deliver(mail: OutgoingMail, *, over: BaseEmailBackend, clock: Clock) -> Exception | None:
    """Send one claimed row and write down what came of it; what went wrong, if anything did."""
    try:
        message_of(mail, over=over).send()
    except (OSError, ValueError) as error:
        note_failure(mail, error, at=clock())
        return error
    note_sent(mail, at=clock())
    return None


def note_sent(mail: OutgoingMail, *, at: datetime) -> None:
    """The server has it. As long as this is not written down it may leave again, so a restarting database is waited for."""
    row = OutgoingMail.objects.unsent().filter(pk=mail.pk)
    for pause in (*MARK_AGAIN_AFTER_S, None):
        try:
            row.update(state=MailState.SENT, sent_at=at, lease_until=None, last_error="", **WORDLESS)
        except (OperationalError, InterfaceError):
            if pause is None:
                raise
            connection.close()
            time.sleep(pause)
        else:
            return


def note_failure(mail: OutgoingMail, error: Exception, *, at: datetime) -> None:
    """Back into the outbox for later, or given up: when the server said never, or a day of tries is over.

    A given-up mail whose words open nothing keeps them: the operator may send it once more.
    """
    is_over = is_permanent(error) or mail.attempts > len(RETRY_AFTER)
    log.warning("mail %s, try %s: %s", mail.pk, mail.attempts, type(error).__name__)
    OutgoingMail.objects.unsent().filter(pk=mail.pk, lease_until=mail.lease_until).update(
        state=MailState.FAILED if is_over else MailState.WAITING,
        not_before=at if is_over else at + RETRY_AFTER[mail.attempts - 1],
        lease_until=None,
        last_error=reason(error),
        **(WORDLESS if is_over and not can_be_turned_off(mail.kind) else {}),
    )
    trouble = trouble_of_refusal(error) if is_over else None
    if trouble:
        note_trouble(mail.to, trouble, at=at)


def hang_up(server: BaseEmailBackend) -> None:
    with suppress(OSError):
        server.close()


def is_cut(error: Exception | None) -> bool:
    """Did the connection break? A server that answers, however badly, may be asked on."""
    if isinstance(error, SMTPRecipientsRefused):
        return any(code == CLOSING for code, _ in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return int(error.smtp_code) == CLOSING
    return isinstance(error, OSError)


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
