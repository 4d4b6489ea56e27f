"""The outbox: a mail is a row, written with its cause and sent afterwards by a worker."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from kombu.exceptions import OperationalError
from psycopg.errors import UniqueViolation
from redis.exceptions import RedisError

from athletes.models import OutgoingMail, User
from athletes.tasks import send_mail_batch

log = logging.getLogger(__name__)

SUBJECT_LENGTH = 200


def queue_mail(
    *,
    to: str,
    kind: str,
    key: str,
    subject: str,
    text: str,
    at: datetime,
    html: str = "",
    calendar: str = "",
    recipient: User | None = None,
    headers: Mapping[str, str] | None = None,
    not_before: datetime | None = None,
    use_until: datetime | None = None,
) -> OutgoingMail | None:
    """Write one mail into the outbox, inside the transaction of its cause.

    None when this one was queued before, or the recipient wants no mail of this kind: nobody else needs to ask.
    """
    mail = new_mail(
        to=to,
        kind=kind,
        key=key,
        subject=subject,
        text=text,
        html=html,
        calendar=calendar,
        recipient=recipient,
        headers=dict(headers or {}),
        not_before=not_before or at,
        use_until=use_until,
        created_at=at,
    )
    if not is_wanted(mail) or not is_inserted(mail):
        return None
    if mail.not_before <= at:
        enqueue_later(mail.pk)
    return mail


def queue_mails(mails: Sequence[OutgoingMail]) -> None:
    """Many at once, in the transaction of their cause; those that were queued before are left as they are."""
    wanted = [mail for mail in mails if is_wanted(mail)]
    OutgoingMail.objects.bulk_create(wanted, ignore_conflicts=True)
    ours = OutgoingMail.objects.unsent().filter(message_id__in=[mail.message_id for mail in wanted])
    transaction.on_commit(partial(enqueue, list(ours.order_by("pk").values_list("pk", flat=True))))


def new_mail(*, to: str, kind: str, key: str, subject: str, **fields: Any) -> OutgoingMail:
    """A mail that is in no outbox yet."""
    return OutgoingMail(
        to=to,
        kind=kind,
        key=key,
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],
        message_id=message_id(to, kind, key),
        **fields,
    )


def is_wanted(mail: OutgoingMail) -> bool:
    """A kind that the recipient has turned off is not written down at all."""
    return mail.recipient is None or mail.recipient.wants_mail(mail.kind)


def is_inserted(mail: OutgoingMail) -> bool:
    """False when the outbox had this mail before, also when the other one was written at this very moment."""
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            return False
        raise
    return True


def message_id(to: str, kind: str, key: str) -> str:
    """The same mail always gets the same id: it stays unique after its address has been cleared from the row."""
    digest = salted_hmac("athletes.mail", f"{to}\n{kind}\n{key}", algorithm="sha256").hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"


def enqueue_later(mail_id: int) -> None:
    """To a worker, as soon as this transaction is over."""
    transaction.on_commit(partial(enqueue, [mail_id]))


def enqueue(mail_ids: list[int]) -> None:
    """Hand the rows to a worker now. Without a broker they wait for beat, which looks for due mail every minute."""
    try:
        send_mail_batch.delay(mail_ids)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("broker is away, mail %s waits in the outbox: %s", mail_ids, error)
