"""Who is to be forgotten, and whose Monday it is, looked for in the database. Arguments are ids, and every task may run twice."""

from celery import shared_task
from django.utils import timezone

from athletes.models import Erasure

DIGEST_EXPIRES_S = 300  # as long as from one look to the next
ERASE_EXPIRES_S = 3600  # as long as from one look to the next


@shared_task
def erase_due() -> None:
    """Those whose two weeks are over, today or while nothing ran."""
    for erasure_id in Erasure.objects.due(at=timezone.now()).in_order().values_list("pk", flat=True):
        erase_one.apply_async((erasure_id,), expires=ERASE_EXPIRES_S)


@shared_task
def queue_due_digests() -> None:
    """Coaches whose Monday it is, by their own clock."""
    from coachapp.desk.digest.send import due_coaches  # noqa: PLC0415 -- tasks stand below actions

    for coach_id in due_coaches(at=timezone.now()):
        queue_digest.apply_async((coach_id,), expires=DIGEST_EXPIRES_S)


@shared_task
def queue_digest(coach_id: int) -> None:
    """Once a week for a coach: the outbox knows those that were written."""
    from coachapp.desk.digest.send import send_digest  # noqa: PLC0415 -- tasks stand below actions

    send_digest(coach_id, at=timezone.now())


@shared_task
def erase_one(erasure_id: int) -> None:
    """Once: claimed, done and marked in one transaction."""
    from coachapp.desk.own_data.erasing import erase  # noqa: PLC0415 -- tasks stand below actions

    erase(erasure_id, at=timezone.now())
