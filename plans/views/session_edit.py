"""One session of a draft: swap, move, another amount, take out; and the way back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coachapp.http import UserRequest
from plans.actions.draft import EditedMeanwhile, preview, save_draft
from plans.actions.workout import own_workouts
from plans.edits import CannotEdit, find
from plans.forms.publish import RemoveForm, SeenForm
from plans.forms.session_edit import SessionForm
from plans.models import OffSeason, PlanVersion
from plans.views.builder import STALE
from plans.views.builder_screen import mine
from plans.words import wording
from plans.words.edits import Breach, edit_lines, new_breaches, reverted, with_edits, with_removal

Json = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def edit_session(request: UserRequest, off_season_id: UUID, key: str) -> HttpResponse:
    """A breach of a rule is shown before it is saved, and asked about once."""
    off_season, draft = mine(request, off_season_id)
    form = _form(request, off_season, draft, key)
    if not form.is_valid():
        return _show(request, off_season, draft, form, status=422 if form.is_bound else 200)
    if not form.operations():
        return redirect(_grid(off_season, key))
    edits = with_edits(draft.edits, form.operations())
    try:
        breaches = _breaches(off_season, draft, edits)
        if breaches and not form.cleaned_data["keep"]:
            return _show(request, off_season, draft, form, breaches=breaches, status=422)
        _save(request, off_season, draft, edits, lock=form.cleaned_data["lock"])
    except CannotEdit as refused:
        form.add_error(None, str(refused))
        return _show(request, off_season, draft, form, status=422)
    except EditedMeanwhile:
        return _stale(request, off_season, key)
    return redirect(_grid(off_season, key))


@require_POST
def remove_session(request: UserRequest, off_season_id: UUID, key: str) -> HttpResponse:
    off_season, draft = mine(request, off_season_id)
    form = _form(request, off_season, draft, key, is_bound=False)
    edits = with_removal(draft.edits, key)
    breaches, seen = _breaches(off_season, draft, edits), RemoveForm(request.POST)
    if breaches and not (seen.is_valid() and seen.cleaned_data["keep"]):
        return _show(request, off_season, draft, form, removing=breaches, status=422)
    return _save_or_stale(request, off_season, draft, edits, key)


@require_POST
def revert_session(request: UserRequest, off_season_id: UUID, key: str) -> HttpResponse:
    """As the rules had it: the edits of this session are taken back."""
    off_season, draft = mine(request, off_season_id)
    return _save_or_stale(request, off_season, draft, reverted(draft.edits, key), key)


def _save_or_stale(
    request: UserRequest, off_season: OffSeason, draft: PlanVersion, edits: Sequence[Json], key: str
) -> HttpResponse:
    seen = SeenForm(request.POST)
    try:
        _save(request, off_season, draft, edits, lock=seen.cleaned_data["lock"] if seen.is_valid() else -1)
    except EditedMeanwhile:
        messages.info(request, STALE)
    return redirect(_grid(off_season, key))


def _save(request: UserRequest, off_season: OffSeason, draft: PlanVersion, edits: Sequence[Json], *, lock: int) -> None:
    version = save_draft(
        off_season, request=draft.request, edits=edits, seen_lock=lock, by=request.user, at=timezone.now()
    )
    messages.success(request, f"Saved as draft {version.number}.")


def _form(
    request: UserRequest, off_season: OffSeason, draft: PlanVersion, key: str, *, is_bound: bool = True
) -> SessionForm:
    found = find(draft.response, key)
    if found is None:
        raise Http404
    payload = request.POST if is_bound and request.method == "POST" else None
    return SessionForm(
        payload,
        request=draft.request,
        response=draft.response,
        week=found[0],
        session=found[1],
        lock=off_season.lock,
        own=own_workouts(off_season.athlete),
    )


def _breaches(off_season: OffSeason, draft: PlanVersion, edits: Sequence[Json]) -> tuple[Breach, ...]:
    after = preview(off_season, request=draft.request, edits=edits, at=timezone.now())
    return new_breaches(draft.response, after.response, unit=off_season.athlete.unit)


def _stale(request: UserRequest, off_season: OffSeason, key: str) -> HttpResponse:
    """Somebody saved another draft meanwhile: the newest session, with what was typed on top of it."""
    off_season, draft = mine(request, off_season.pk)
    if find(draft.response, key) is None:
        messages.info(request, STALE)
        return redirect(off_season)
    form = _form(request, off_season, draft, key)
    return _show(request, off_season, draft, form, is_stale=True, status=409)


def _show(
    request: UserRequest, off_season: OffSeason, draft: PlanVersion, form: SessionForm, *, status: int, **shown: Any
) -> HttpResponse:
    session, unit = form.session, form.unit
    week = next(week for week in draft.response["weeks"] if week["start"] <= session["date"] <= week["end"])
    mine_here = [edit for edit in draft.edits if edit["key"] == session["key"]]
    context = {
        "off_season": off_season,
        "athlete": off_season.athlete,
        "form": form,
        "session": session,
        "week": week,
        "when": wording.long_day(date.fromisoformat(session["date"])),
        "amount": wording.amount(session["distance_m"], session["duration_s"], unit),
        "steps": wording.step_rows(session["steps"], unit),
        "edit": next(iter(edit_lines(mine_here, [], draft.response, unit=unit)), None),
        "same_day": [one for one in week["sessions"] if one["date"] == session["date"] and one is not session],
        "remove_form": RemoveForm(),
        "first_day": draft.response["weeks"][0]["start"],
        "last_day": draft.response["weeks"][-1]["end"],
        **shown,
    }
    return render(request, "plans/session_edit.html", context, status=status)


def _grid(off_season: OffSeason, key: str) -> str:
    return f"{off_season.get_absolute_url()}#week-of-{key.partition(':')[0]}"
