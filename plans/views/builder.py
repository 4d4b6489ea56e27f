"""The builder: the coach's drafts of one off-season. A runner without a coach builds their own here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.models import Athlete
from coachapp.http import UserRequest
from plans.actions.draft import (
    EditedMeanwhile,
    NothingThere,
    back_to_published,
    redo,
    save_draft,
    start_off_season,
    undo,
)
from plans.actions.last_winter import NoLastWinter, start_like_last_winter
from plans.actions.policy import take_rules
from plans.actions.remedy import NoSuchRemedy, take_newest, take_remedy
from plans.forms.builder import BuilderForm
from plans.forms.publish import SeenForm
from plans.forms.start import StartForm
from plans.models import PlanVersion
from plans.views.builder_screen import Shown, conflict, mine, request_with_proposal, show
from plans.words.last_winter import built_like

STALE = "This off-season was changed meanwhile: here is the newest draft. Look, then try again."
NOTHING = "There is no such draft."


@require_POST
def start(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    now = timezone.now()
    athlete, form = _start_form(request, athlete_id, at=now)
    if not form.is_valid():
        return _not_started(request, athlete, form)
    off_season = start_off_season(athlete, by=request.user, at=now, **form.cleaned_data)
    return redirect(off_season)


@require_POST
def start_like_before(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    now = timezone.now()
    athlete, form = _start_form(request, athlete_id, at=now)
    if not form.is_valid():
        return _not_started(request, athlete, form)
    try:
        off_season, found = start_like_last_winter(athlete, by=request.user, at=now, **form.cleaned_data)
    except NoLastWinter:
        form.add_error(None, "There is no earlier off-season to build it like. Build it from what is known today.")
        return _not_started(request, athlete, form)
    messages.success(request, built_like(found.taken))
    return redirect(off_season)


@require_GET
def builder(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    """The draft; with `?proposal=` its cut in the controls, not saved."""
    off_season, draft = mine(request, off_season_id)
    asked = request_with_proposal(request, off_season, draft)
    if asked is None:
        return show(request, off_season, draft)
    form = BuilderForm(request=asked, response=draft.response)
    return show(request, off_season, draft, Shown(form=form, request=asked))


@require_POST
def preview_draft(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    """What the controls would give. Nothing is stored."""
    off_season, draft = mine(request, off_season_id)
    form = BuilderForm(request.POST, request=draft.request, response=draft.response)
    if not form.is_valid():
        return show(request, off_season, draft, Shown(form=form, status=422))
    return show(request, off_season, draft, Shown(form=form, request=form.request()))


@require_POST
def save(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    off_season, draft = mine(request, off_season_id)
    form, seen = BuilderForm(request.POST, request=draft.request, response=draft.response), SeenForm(request.POST)
    if not (form.is_valid() and seen.is_valid()):
        return show(request, off_season, draft, Shown(form=form, status=422))
    try:
        version = save_draft(off_season, **_wanted(request, draft, form, seen))
    except EditedMeanwhile:
        return conflict(request, off_season)
    return show(request, off_season, version) if request.htmx else _back(request, off_season, version, draft)


@require_POST
def remedy(request: UserRequest, off_season_id: UUID, code: str) -> HttpResponse:
    """A way out for what stands in the controls, saved with it."""
    off_season, draft = mine(request, off_season_id)
    form, seen = BuilderForm(request.POST, request=draft.request, response=draft.response), SeenForm(request.POST)
    if not (form.is_valid() and seen.is_valid()):
        return show(request, off_season, draft, Shown(form=form, status=422))
    try:
        version = take_remedy(off_season, code=code, **_wanted(request, draft, form, seen))
    except EditedMeanwhile:
        return conflict(request, off_season)
    except NoSuchRemedy:
        messages.info(request, "That way out belongs to an older draft. These are the ones of this draft.")
        return redirect(off_season)
    return _back(request, off_season, version, draft)


@require_POST
def newest(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    """What is known about the athlete and the races today, under the coach's choices."""
    off_season, draft = mine(request, off_season_id)
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        return redirect(off_season)
    lock, now = seen.cleaned_data["lock"], timezone.now()
    try:
        version = take_newest(
            off_season, request=draft.request, edits=draft.edits, seen_lock=lock, by=request.user, at=now
        )
    except EditedMeanwhile:
        messages.info(request, STALE)
        return redirect(off_season)
    return _back(request, off_season, version, draft)


@require_POST
def rules_of_today(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    """The same choices, planned by the coach's rules as they are now."""
    off_season, draft = mine(request, off_season_id)
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        return redirect(off_season)
    lock, now = seen.cleaned_data["lock"], timezone.now()
    try:
        version = take_rules(off_season, draft=draft, seen_lock=lock, by=request.user, at=now)
    except EditedMeanwhile:
        messages.info(request, STALE)
        return redirect(off_season)
    return _back(request, off_season, version, draft)


@require_POST
def undo_draft(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    return _walk(request, off_season_id, undo)


@require_POST
def redo_draft(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    return _walk(request, off_season_id, redo)


@require_POST
def leave(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    """The draft is what the athlete has again; what was newer waits behind Redo."""
    return _walk(request, off_season_id, back_to_published)


def _start_form(request: UserRequest, athlete_id: UUID, *, at: datetime) -> tuple[Athlete, StartForm]:
    athlete = get_object_or_404(Athlete.objects.planned_by(request.user), pk=athlete_id)
    races = list(athlete.races.in_order())
    return athlete, StartForm(request.POST, athlete=athlete, races=races, today=athlete.today(at))


def _not_started(request: UserRequest, athlete: Athlete, form: StartForm) -> HttpResponse:
    return render(request, "plans/start.html", {"athlete": athlete, "start_form": form}, status=422)


def _wanted(request: UserRequest, draft: PlanVersion, form: BuilderForm, seen: SeenForm) -> dict[str, Any]:
    lock = seen.cleaned_data["lock"]
    return {
        "request": form.request(),
        "edits": draft.edits,
        "seen_lock": lock,
        "by": request.user,
        "at": timezone.now(),
    }


def _walk(request: UserRequest, off_season_id: UUID, step: Any) -> HttpResponse:
    off_season, _ = mine(request, off_season_id)
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        return redirect(off_season)
    try:
        step(off_season, seen_lock=seen.cleaned_data["lock"])
    except EditedMeanwhile:
        messages.info(request, STALE)
    except NothingThere:
        messages.info(request, NOTHING)
    return redirect(off_season)


def _back(request: UserRequest, off_season: Any, version: PlanVersion, before: PlanVersion) -> HttpResponse:
    if version.pk != before.pk:
        messages.success(request, f"Saved as draft {version.number}.")
    return redirect(off_season)
