"""A batch while it runs and afterwards: how far it is, and what came of each athlete."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from plans.models import AssignmentBatch, AssignmentRow
from plans.models.assignment import RowState
from plans.pages.assign_figures import Figures
from plans.words import wording

# So long nobody has taken what waits: there is no worker, or no way to tell one.
PATIENCE = timedelta(seconds=10)
MARKS = {
    RowState.WAITING: "wait",
    RowState.PUBLISHED: "done",
    RowState.LEFT_OUT: "missed",
    RowState.FAILED: "hint",
    RowState.TAKEN_BACK: "moved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """`figures` are those that were published, or what the preview showed as long as nothing is."""

    row: AssignmentRow
    mark: str
    state: str
    figures: Figures | None
    settled: str
    best: str
    is_now: bool

    @property
    def can_try_again(self) -> bool:
        return self.row.state == RowState.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    rows: tuple[ResultRow, ...]
    total: int
    published: int
    failed: int
    left_out: int
    taken_back: int
    waiting: int
    now: str
    mailed: int
    without_account: int
    is_stopped: bool
    is_idle: bool
    gone: int

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def is_over(self) -> bool:
        return not self.waiting

    @property
    def is_running(self) -> bool:
        """Worth another look in a moment; also while it stops, until the last one is through."""
        return bool(self.waiting) and (not self.is_stopped or bool(self.now))


def progress(batch: AssignmentBatch, rows: Sequence[AssignmentRow], *, gone: int, at: datetime) -> Progress:
    """`gone` are the athletes who have left the coach since: they are counted, and not named."""
    counts = Counter(row.state for row in rows)
    results = tuple(_result(row, at=at) for row in rows)
    now = next((str(one.row.athlete) for one in results if one.is_now), "")
    return Progress(
        rows=results,
        total=len(rows) - counts[RowState.LEFT_OUT],
        published=counts[RowState.PUBLISHED],
        failed=counts[RowState.FAILED],
        left_out=counts[RowState.LEFT_OUT],
        taken_back=counts[RowState.TAKEN_BACK],
        waiting=counts[RowState.WAITING],
        now=now,
        mailed=sum(row.state == RowState.PUBLISHED and row.athlete.user_id is not None for row in rows),
        without_account=sum(row.state == RowState.PUBLISHED and row.athlete.user_id is None for row in rows),
        is_stopped=batch.stopped_at is not None,
        is_idle=not now and batch.stopped_at is None and _last_moment(batch, rows) < at - PATIENCE,
        gone=gone,
    )


def _last_moment(batch: AssignmentBatch, rows: Sequence[AssignmentRow]) -> datetime:
    """When something last happened to it."""
    return max((row.done_at for row in rows if row.done_at), default=batch.created_at)


def _result(row: AssignmentRow, *, at: datetime) -> ResultRow:
    unit = row.athlete.unit
    figures = Figures.from_json(row.planned) or Figures.from_json(row.seen)
    is_now = row.is_in_hand(at)
    return ResultRow(
        row=row,
        mark=MARKS[RowState(row.state)],
        state="Publishing" if is_now else row.get_state_display(),
        figures=figures,
        settled=f"{figures.settled_text(unit)} {wording.distance_unit(unit)}" if figures else "",
        best=figures.best_text(unit) if figures else "",
        is_now=is_now,
    )
