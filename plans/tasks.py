"""Reminders and batches, looked for in the database. Arguments are ids, and every task may run twice."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from athletes.models import Athlete
from athletes.tasks import BATCH, BATCH_EXPIRES_S
from plans.models import AssignmentBatch

# As long as from one look to the next: a queue that stands still does not fill with the same batch.
RESUME_EXPIRES_S = 20


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


@shared_task
def queue_due_days() -> None:
    """Who wants today's session each morning, and whose hour has come."""
    from plans.actions.remind_daily import due_ids  # noqa: PLC0415 -- tasks stand below actions

    for athlete_ids in _in_batches(due_ids(at=timezone.now())):
        queue_days.apply_async((athlete_ids,), expires=BATCH_EXPIRES_S)


@shared_task
def queue_days(athlete_ids: list[str]) -> None:
    """At most one mail for a person and a day: each athlete is claimed in the transaction that writes the mail."""
    from plans.actions.remind_daily import tell_each_day  # noqa: PLC0415 -- tasks stand below actions

    tell_each_day([UUID(athlete_id) for athlete_id in athlete_ids], clock=timezone.now)


@shared_task
def queue_due_moments() -> None:
    """Weeks that are over and unheard, phases that begin, spring plans that do."""
    from plans.actions.moments import due_moments  # noqa: PLC0415 -- tasks stand below actions

    for name, ids in due_moments(at=timezone.now()).items():
        for batch in _in_batches(ids):
            queue_moments.apply_async((name, batch), expires=BATCH_EXPIRES_S)


@shared_task
def queue_moments(name: str, ids: list[str]) -> None:
    """At most one letter for a person, a kind and a day: the outbox knows those that were written."""
    from plans.actions.moments import tell_moments  # noqa: PLC0415 -- tasks stand below actions

    tell_moments(name, ids, at=timezone.now())


def _in_batches(ids: Sequence[Any]) -> Iterator[list[str]]:
    return ([str(one) for one in ids[n : n + BATCH]] for n in range(0, len(ids), BATCH))


@shared_task
def publish_assignments(batch_id: str) -> None:
    """Every row at most once: claimed by a lease, and marked in the transaction that publishes it."""
    from plans.actions.assign import publish_waiting  # noqa: PLC0415 -- tasks stand below actions

    publish_waiting(UUID(batch_id), clock=timezone.now)


@shared_task
def resume_assignments() -> None:
    """What no worker holds: the broker was away at the click, or a worker died in the middle."""
    waiting = AssignmentBatch.objects.needing_a_worker(at=timezone.now())
    for batch_id in waiting.values_list("pk", flat=True):
        publish_assignments.apply_async((str(batch_id),), expires=RESUME_EXPIRES_S)
