"""A batch taken back: every plan that nobody has lived in or changed since."""

from datetime import datetime

from django.db import transaction

from plans.actions.draft import EditedMeanwhile
from plans.actions.publish import unpublish
from plans.models import AssignmentBatch, AssignmentRow, SessionLog
from plans.models.assignment import RowState
from plans.words import assign as words


class StillRunning(Exception):
    """A worker holds a row of it: stop first, then take back."""


def take_back(batch: AssignmentBatch, *, at: datetime) -> tuple[int, int]:
    """How many were taken back, and how many stay, each with the reason in its row. Safe to click twice."""
    if batch.rows.in_hand(at=at).exists():
        raise StillRunning
    AssignmentBatch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=at, stopped_at=at)
    rows = batch.rows.published().of_their_coach().select_related("off_season__athlete").in_order()
    done = [_take_back(row, at=at) for row in rows]
    return done.count(True), done.count(False)


@transaction.atomic
def _take_back(row: AssignmentRow, *, at: datetime) -> bool:
    """Each for itself, so that what is done stays done when this ends half way."""
    off_season = row.off_season
    kept = words.CHANGED
    if off_season is not None and SessionLog.objects.filter(session__off_season=off_season).exists():
        kept = words.LOGGED
    elif off_season is not None and row.lock is not None:
        try:
            unpublish(off_season, seen_lock=row.lock, at=at)
        except EditedMeanwhile:
            kept = words.CHANGED
        else:
            AssignmentRow.objects.filter(pk=row.pk).update(state=RowState.TAKEN_BACK, message="")
            return True
    AssignmentRow.objects.filter(pk=row.pk).update(message=kept)
    return False
