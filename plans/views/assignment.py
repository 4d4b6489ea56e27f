"""One batch: how far it is, what came of each, and the ways to stop it, go on, and take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from coachapp.access import coach_only
from coachapp.http import UserRequest
from plans.actions import assign as batches
from plans.actions.assign_undo import StillRunning, take_back
from plans.models import AssignmentBatch
from plans.pages.assign_progress import progress

PAGE = "plans/assignment.html"
STOP_POLLING = 286  # htmx: swap this answer, and ask no more
NOT_YET = "One athlete is being published right now. Stop first, then take it back."


@coach_only
@require_GET
def assignment(request: UserRequest, batch_id: UUID) -> HttpResponse:
    batch = _mine(request, batch_id)
    rows = batch.rows.of_their_coach().with_names().in_order()
    gone = batch.rows.count() - len(rows)
    shown = progress(batch, list(rows), gone=gone, at=timezone.now())
    status = STOP_POLLING if request.htmx and not shown.is_running else 200
    template = f"{PAGE}#answer" if request.htmx else PAGE
    return render(request, template, {"batch": batch, "progress": shown}, status=status)


@coach_only
@require_POST
def stop(request: UserRequest, batch_id: UUID) -> HttpResponse:
    batch = _mine(request, batch_id)
    batches.stop(batch, at=timezone.now())
    return redirect(batch)


@coach_only
@require_POST
def go_on(request: UserRequest, batch_id: UUID) -> HttpResponse:
    batch = _mine(request, batch_id)
    batches.go_on(batch)
    return redirect(batch)


@coach_only
@require_POST
def try_again(request: UserRequest, batch_id: UUID) -> HttpResponse:
    batch = _mine(request, batch_id)
    batches.try_again(batch)
    return redirect(batch)


@coach_only
@require_POST
def try_row_again(request: UserRequest, batch_id: UUID, row_id: int) -> HttpResponse:
    batch = _mine(request, batch_id)
    row = get_object_or_404(batch.rows.of_their_coach(), pk=row_id)
    batches.try_again(batch, row_id=row.pk)
    return redirect(batch)


@coach_only
@require_POST
def undo(request: UserRequest, batch_id: UUID) -> HttpResponse:
    batch = _mine(request, batch_id)
    try:
        done, stay = take_back(batch, at=timezone.now())
    except StillRunning:
        messages.info(request, NOT_YET)
    else:
        messages.success(request, _taken_back(done, stay))
    return redirect(batch)


def _mine(request: UserRequest, batch_id: UUID) -> AssignmentBatch:
    return get_object_or_404(AssignmentBatch.objects.visible_to(request.user), pk=batch_id)


def _taken_back(done: int, stay: int) -> str:
    if not stay:
        return f"{done} taken back. The drafts are kept."
    return f"{done} taken back, {stay} kept: each row says why."
