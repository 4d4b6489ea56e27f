"""Mail that came in. Arguments are ids, the rows are the truth, and every task may run twice or late."""

import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from coachapp.celery import STOPPING
from questions.models import IncomingMail

log = logging.getLogger(__name__)

EXPIRES_S = 60  # as long as from one look to the next
MOST_AT_ONCE = 1000


def enqueue(mail_id: int) -> None:
    """Hand a stored mail to a worker now. Without a broker it waits for beat, which looks every minute."""
    try:
        file_one.delay(mail_id)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("broker is away, mail %s waits to be read: %s", mail_id, error)


@shared_task
def file_one(mail_id: int) -> None:
    """Once: claimed by a lease, and marked in the transaction that files it."""
    from questions.actions.file_mail import file_mail  # noqa: PLC0415 -- tasks stand below actions

    file_mail(mail_id, clock=timezone.now)


@shared_task
def file_received() -> None:
    """What nobody has filed: the broker was away when it came, or its reader died."""
    due = IncomingMail.objects.due(at=timezone.now()).order_by("received_at")
    for mail_id in due.values_list("pk", flat=True)[:MOST_AT_ONCE]:
        file_one.apply_async((mail_id,), expires=EXPIRES_S)


@shared_task
def clear_old_incoming() -> None:
    IncomingMail.objects.clear_old(at=timezone.now())


@shared_task
def look_into_mailbox() -> None:
    """One look at a time; what it stored is known when it is found again."""
    from questions.actions.fetch_mail import fetch_mail  # noqa: PLC0415 -- tasks stand below actions

    if settings.IMAP_URL:
        fetch_mail(settings.IMAP_URL, clock=timezone.now, is_stopping=STOPPING.is_set)
