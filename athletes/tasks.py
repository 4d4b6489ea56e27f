"""Mail leaves here. Arguments are ids, the rows are the truth, and every task may run twice."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.mail import get_connection
from django.utils import timezone

from athletes.models import AddressHealth, BeatMark, OutgoingMail
from coachapp.celery import STOPPING

BATCH = 200
# A batch that nobody took in this time is dropped: the next look finds its rows again.
BATCH_EXPIRES_S = 300


@shared_task
def send_mail_batch(mail_ids: list[int]) -> None:
    """At least once, always under the row's own Message-ID: claim by lease, send, mark."""
    from athletes.actions.deliver import deliver_batch  # noqa: PLC0415 -- tasks stand below actions

    deliver_batch(mail_ids, over=get_connection(), clock=timezone.now, is_stopping=STOPPING.is_set)


@shared_task
def send_due_mail() -> None:
    """What no worker has sent yet: the broker was away, a worker died, or its time has come only now."""
    at = timezone.now()
    OutgoingMail.objects.lapse(at=at)
    for mail_ids in OutgoingMail.objects.due(at=at).ids_in_batches(BATCH):
        send_mail_batch.apply_async((mail_ids,), expires=BATCH_EXPIRES_S)


@shared_task
def clear_old_mail() -> None:
    at = timezone.now()
    OutgoingMail.objects.clear_old(at=at)
    AddressHealth.objects.forgettable(at=at).delete()


@shared_task
def clear_old_sessions() -> None:
    """Of log-ins that are over, with the address and browser they came from; nobody else deletes what nobody comes back to."""
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@shared_task
def note_beat() -> None:
    BeatMark.objects.update_or_create(name="beat", defaults={"seen_at": timezone.now()})
