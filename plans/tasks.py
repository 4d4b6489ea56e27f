"""The weekly reminder's clockwork. Arguments are ids, the rows are the truth, and every task may run twice."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from athletes.models import Athlete
from athletes.tasks import BATCH, BATCH_EXPIRES_S


@shared_task
def queue_due_reminders() -> None:
    """Whose send time has come, this minute or while nothing ran."""
    for athlete_ids in Athlete.objects.reminder_due(at=timezone.now()).ids_in_batches(BATCH):
        queue_reminders.apply_async(([str(found) for found in athlete_ids],), expires=BATCH_EXPIRES_S)


@shared_task
def queue_reminders(athlete_ids: list[str]) -> None:
    """At most one mail for a person and a week: each athlete is claimed in the transaction that writes the mail."""
    from plans.actions.remind import remind_each  # noqa: PLC0415 -- tasks stand below actions

    remind_each([UUID(athlete_id) for athlete_id in athlete_ids], clock=timezone.now)
