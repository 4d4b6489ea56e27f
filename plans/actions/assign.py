"""Many off-seasons at once: a batch is written with the click, workers publish its rows one by one.

A row is claimed by a lease, and published, marked and mailed in one transaction: a worker that dies has done all of it or
nothing, and whoever comes after the lease begins that row again.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from athletes.models import Athlete, Coach, Race, User
from plans.actions.assign_row import NotPublished, publish_season
from plans.models import AssignmentBatch, AssignmentRow
from plans.models.assignment import RowState
from plans.pages.assign_figures import Figures
from plans.season_choices import OwnChoices, SharedChoices
from plans.tasks import publish_assignments
from plans.words import assign as words

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

# A row takes a tenth of a second; a worker that is silent for so long is gone.
LEASE = timedelta(minutes=1)
MOST_TRIES = 5
MESSAGE_LENGTH = 300
# The constraint that speaks when two off-seasons of one athlete are published at the same moment.
ONE_AT_A_TIME = "phases_of_an_athlete_do_not_overlap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One athlete of a batch. Not included: kept in the batch as left out, with the reason."""

    athlete: Athlete
    fall_race: Race | None
    a_race: Race | None
    own: OwnChoices
    seen: Figures | None
    is_included: bool
    reason: str = ""


class LostTheLease(Exception):
    """Another worker holds this row by now, or the batch is over: what was done here is taken back."""


@transaction.atomic
def assign(
    wanted: Sequence[Wanted], *, coach: Coach, by: User, key: UUID, title: str, shared: SharedChoices, at: datetime
) -> tuple[AssignmentBatch, bool]:
    """The batch of this form, and whether it is new. The second of two clicks waits here and finds the first one's."""
    fresh = {"by": by, "title": title[:80], "choices": shared.as_json(), "created_at": at}
    batch, is_new = AssignmentBatch.objects.get_or_create(coach=coach, key=key, defaults=fresh)
    if is_new:
        AssignmentRow.objects.bulk_create(_row(batch, one, n, at=at) for n, one in enumerate(wanted, start=1))
        transaction.on_commit(partial(enqueue, batch.pk))
    return batch, is_new


def enqueue(batch_id: UUID) -> None:
    """Hand the batch to a worker now. Without a broker it waits for beat, which looks for waiting rows."""
    try:
        publish_assignments.delay(str(batch_id))
    except (BrokerError, RedisError, OSError) as error:
        log.warning("broker is away, batch %s waits: %s", batch_id, error)


def publish_waiting(batch_id: UUID, *, clock: Clock) -> None:
    """Each row for itself, until none is left or the coach says stop. May run twice, or late."""
    rows = AssignmentRow.objects.filter(batch=batch_id).due(at=clock()).in_order()
    for row_id in list(rows.values_list("pk", flat=True)):
        if not AssignmentBatch.objects.running().filter(pk=batch_id).exists():
            return
        row = claim(row_id, at=clock())
        if row is not None:
            publish_row(row, clock=clock)


def claim(row_id: int, *, at: datetime) -> AssignmentRow | None:
    """None when it is done, or in another worker's hands."""
    row = AssignmentRow.objects.filter(pk=row_id)
    return row.held(until=at + LEASE).with_plans().first() if row.claim(at=at, lease=LEASE) else None


def publish_row(row: AssignmentRow, *, clock: Clock) -> None:
    """Publish one claimed row, or write down why not. Nothing of it stays when the lease went to somebody else."""
    if row.attempts > MOST_TRIES:
        _finish(row, state=RowState.FAILED, message=words.TOO_OFTEN, at=clock())
        return
    try:
        with transaction.atomic():
            _mark_published(row, publish_season(row, at=clock()), at=clock())
    except LostTheLease:
        log.info("row %s went to another worker", row.pk)
    except NotPublished as refused:
        _finish(row, state=refused.state, message=str(refused), off_season=refused.off_season, at=clock())
    except OperationalError:
        raise  # the database is away: the row keeps its lease, and is begun again once that is over
    except Exception as error:
        log.exception("row %s was not published", row.pk)
        message = words.OVERLAP if ONE_AT_A_TIME in str(error) else words.OURS
        _finish(row, state=RowState.FAILED, message=message, at=clock())


def stop(batch: AssignmentBatch, *, at: datetime) -> None:
    """After the row that is being published now. What waits keeps its place."""
    AssignmentBatch.objects.running().filter(pk=batch.pk).update(stopped_at=at)


@transaction.atomic
def go_on(batch: AssignmentBatch) -> None:
    AssignmentBatch.objects.filter(pk=batch.pk, undone_at=None).update(stopped_at=None)
    transaction.on_commit(partial(enqueue, batch.pk))


@transaction.atomic
def try_again(batch: AssignmentBatch, *, row_id: int | None = None) -> int:
    """What failed waits again: one row, or all of them. How many."""
    rows = batch.rows.failed().filter(batch__undone_at=None)
    ids = list((rows.filter(pk=row_id) if row_id else rows).values_list("pk", flat=True))
    again = batch.rows.failed().filter(pk__in=ids)
    count = again.update(state=RowState.WAITING, message="", attempts=0, lease_until=None, done_at=None)
    if count:
        go_on(batch)
    return count


def _mark_published(row: AssignmentRow, outcome: dict[str, Any], *, at: datetime) -> None:
    # Held to the end: who takes the batch back meanwhile waits here, and then finds this row published.
    batch = AssignmentBatch.objects.filter(pk=row.batch_id, undone_at=None).select_for_update(no_key=True).first()
    if batch is None or not _finish(row, state=RowState.PUBLISHED, at=at, **outcome):
        raise LostTheLease(row.pk)


def _finish(row: AssignmentRow, *, state: str, at: datetime, **outcome: Any) -> bool:
    """False when the row is not ours any more."""
    outcome["message"] = outcome.get("message", "")[:MESSAGE_LENGTH]
    mine = AssignmentRow.objects.filter(pk=row.pk).held(until=_lease_of(row))
    return mine.update(state=state, lease_until=None, done_at=at, **outcome) == 1


def _lease_of(row: AssignmentRow) -> datetime:
    if row.lease_until is None:
        raise LostTheLease(row.pk)
    return row.lease_until


def _row(batch: AssignmentBatch, one: Wanted, position: int, *, at: datetime) -> AssignmentRow:
    return AssignmentRow(
        batch=batch,
        athlete=one.athlete,
        position=position,
        fall_race=one.fall_race,
        a_race=one.a_race,
        choices=one.own.as_json(),
        seen=one.seen.as_json() if one.seen else {},
        state=RowState.WAITING if one.is_included else RowState.LEFT_OUT,
        message="" if one.is_included else one.reason[:MESSAGE_LENGTH],
        done_at=None if one.is_included else at,
    )
