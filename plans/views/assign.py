"""Many off-seasons at once: a preview that stores nothing, and the click that publishes it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.models import Athlete
from coachapp.access import coach_only
from coachapp.http import UserRequest
from plans.actions.assign import Wanted
from plans.actions.assign import assign as write_batch
from plans.candidates import candidates, with_their_rows
from plans.forms.assign import RowSaid, SharedForm, rows_said
from plans.models import AssignmentBatch
from plans.views.assign_screen import Whom, preview_rows, screen, whom

PAGE = "plans/assign.html"
AGAIN = "This page was published once already: here is what came of it."
NO_RACE = "No A race after the fall race yet."
NOBODY = "Nobody is ticked, so nothing was published."


@coach_only
@require_GET
def assign(request: UserRequest) -> HttpResponse:
    chosen = whom(request.user, request.GET, today=request.user.today(timezone.now()))
    return render(request, PAGE, screen(request, chosen, SharedForm()))


@coach_only
@require_POST
def preview_many(request: UserRequest) -> HttpResponse:
    """The rows with what stands in the form."""
    chosen = whom(request.user, request.POST, today=request.user.today(timezone.now()))
    context = screen(request, chosen, SharedForm(request.POST), request.POST)
    return render(request, f"{PAGE}#preview" if request.htmx else PAGE, context)


@coach_only
@require_POST
def preview_one(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    """One row, repainted."""
    theirs = with_their_rows(Athlete.objects.coached_by(request.user).active())
    now = timezone.now()
    found = candidates([get_object_or_404(theirs, pk=athlete_id)], at=now)
    rows = preview_rows(found, SharedForm(request.POST), request.POST, at=now)
    return render(request, "plans/assign_row.html", {"row": rows[0]}) if rows else redirect("plans:assign")


@coach_only
@require_POST
def publish_many(request: UserRequest) -> HttpResponse:
    """The batch of this page; the same page sent twice leads to the same one."""
    chosen = whom(request.user, request.POST, today=request.user.today(timezone.now()))
    form, said = SharedForm(request.POST), rows_said(request.POST, [one.pk for one in chosen.page])
    if not form.is_valid() or form.cleaned_data["key"] is None or any(one.error for one in said.values()):
        return render(request, PAGE, screen(request, chosen, form, request.POST), status=422)
    if not any(one.ticked for one in said.values()):
        messages.info(request, NOBODY)
        return render(request, PAGE, screen(request, chosen, form, request.POST), status=422)
    batch, is_new = _written(request, chosen, form, said)
    if not is_new:
        messages.info(request, AGAIN)
    return redirect(batch)


def _written(
    request: UserRequest, chosen: Whom, form: SharedForm, said: dict[UUID, RowSaid]
) -> tuple[AssignmentBatch, bool]:
    now = timezone.now()
    wanted = [
        Wanted(
            athlete=one.athlete,
            fall_race=one.fall_race,
            a_race=one.a_race,
            own=said[one.athlete.pk].own,
            seen=said[one.athlete.pk].seen,
            is_included=bool(said[one.athlete.pk].ticked) and one.a_race is not None,
            reason=said[one.athlete.pk].why_left_out if one.a_race else NO_RACE,
        )
        for one in candidates(chosen.page, at=now)
    ]
    return write_batch(
        wanted,
        coach=request.user.coach,
        by=request.user,
        key=form.cleaned_data["key"],
        title=chosen.title,
        shared=form.choices(),
        at=now,
    )
