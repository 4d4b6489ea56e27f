"""The operator's hand on the outbox: stop all mail, let it go on, send one mail again."""

from datetime import datetime

from django.db import transaction

from athletes.actions.mail import enqueue_later
from athletes.models import MailStop, OutgoingMail
from athletes.models.mail import MailState


def stop_mail(*, why: str, at: datetime) -> None:
    """Nothing leaves from here on, whatever workers run. Stopped twice, the first reason stands."""
    MailStop.objects.get_or_create(name="all", defaults={"since": at, "why": why})


def resume_mail() -> None:
    """What waited leaves with the next look for due mail, a minute at most; what is too late by now does not."""
    MailStop.objects.all().delete()


@transaction.atomic
def send_again(mail: OutgoingMail, *, at: datetime) -> bool:
    """A given-up mail, with its words and under its own Message-ID. False when it is not given up, or its words are gone."""
    row = OutgoingMail.objects.can_be_sent_again().filter(pk=mail.pk)
    if not row.update(state=MailState.WAITING, attempts=0, not_before=at, lease_until=None):
        return False
    enqueue_later(mail.pk)
    return True
