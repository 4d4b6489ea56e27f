"""Runs beside the plan: added, changed, taken off, and matched to the session they were."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from athletes.models import Activity
from coachapp.access import athlete_only
from coachapp.http import UserRequest, posted
from coachapp.undo import recall, remember
from plans.actions.run import (
    AlreadyDone,
    add_run,
    change_run,
    match_run,
    matched_session,
    put_run_back,
    remove_run,
    run_as_said,
    unmatch_run,
)
from plans.forms.log import RunForm
from plans.pages.log import log_url, may_have_been
from plans.views.log import NOTHING_LEFT


@require_http_methods(["GET", "POST"])
@athlete_only
def new_run(request: UserRequest) -> HttpResponse:
    athlete, now = request.user.athlete, timezone.now()
    form = RunForm(posted(request), unit=athlete.unit, today=athlete.today(now))
    if request.method == "POST" and form.is_valid():
        run = add_run(athlete, key=form.key_said, said=form.said(), at=now)
        remember(request, f"run:{run.key}", None)
        return _kept(request, run, "The run is in your log.")
    context = {"form": form, "back": log_url(athlete)}
    return render(request, "plans/run.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@athlete_only
def run(request: UserRequest, run_id: int) -> HttpResponse:
    athlete, now = request.user.athlete, timezone.now()
    mine = get_object_or_404(athlete.activities, pk=run_id)
    before = run_as_said(mine)
    form = RunForm(posted(request), unit=athlete.unit, today=athlete.today(now), run=mine)
    if request.method == "POST" and form.is_valid():
        change_run(mine, said=form.said(), by=request.user, at=now)
        remember(request, f"run:{mine.key}", before)
        return _kept(request, mine, "The run is changed.")
    context = {
        "form": form,
        "run": mine,
        "session": matched_session(mine),
        "sessions": may_have_been(mine),
        "back": log_url(athlete, until=mine.date),
    }
    return render(request, "plans/run.html", context, status=422 if form.is_bound else 200)


@require_POST
@athlete_only
def run_remove(request: UserRequest, run_id: int) -> HttpResponse:
    mine = get_object_or_404(request.user.athlete.activities, pk=run_id)
    remember(request, f"run:{mine.key}", run_as_said(mine))
    remove_run(mine)
    return _kept(request, mine, "The run is out of your log.")


@require_POST
@athlete_only
def run_match(request: UserRequest, run_id: int, session_id: UUID) -> HttpResponse:
    """This was that session."""
    athlete = request.user.athlete
    mine = get_object_or_404(athlete.activities, pk=run_id)
    session = get_object_or_404(athlete.sessions.open_to(athlete).runs(), pk=session_id)
    before = run_as_said(mine)
    try:
        match_run(mine, session, by=request.user, at=timezone.now())
    except AlreadyDone:
        messages.info(request, f"{session.title} is logged already, so the run stands by itself.")
        return redirect("plans:run", mine.pk)
    remember(request, f"run:{mine.key}", before)
    return _kept(request, mine, f"It was {session.title}, and counts as that.")


@require_POST
@athlete_only
def run_unmatch(request: UserRequest, run_id: int) -> HttpResponse:
    mine = get_object_or_404(request.user.athlete.activities, pk=run_id)
    remember(request, f"run:{mine.key}", run_as_said(mine))
    unmatch_run(mine)
    return _kept(request, mine, "It stands by itself again.")


@require_POST
@athlete_only
def run_undo(request: UserRequest, key: str) -> HttpResponse:
    """As it was before the last change: otherwise, not there yet, or there again."""
    athlete = request.user.athlete
    is_known, before = recall(request, f"run:{key}")
    there = athlete.activities.filter(key=key).first()
    if before is not None:
        there = put_run_back(athlete, before, by=request.user, at=timezone.now())
    elif is_known and there is not None:
        remove_run(there)
    messages.info(request, "As it was before." if is_known else NOTHING_LEFT)
    return redirect(log_url(athlete, until=there.date if there else None))


def _kept(request: UserRequest, mine: Activity, text: str) -> HttpResponse:
    undo = reverse("plans:run_undo", args=[mine.key])
    messages.success(request, text, extra_tags=f"undo:{undo}")
    return redirect(log_url(mine.athlete, until=mine.date))
