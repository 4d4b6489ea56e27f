"""The coach's library: built-in workouts to read and to copy, own ones to make, change and put away."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.desk import desk_of
from coachapp.access import desk_only
from coachapp.http import UserRequest, posted
from plans.actions.workout import WorkoutChangedMeanwhile, add_workout, archive_workout, change_workout
from plans.engine.library import LIBRARY
from plans.engine.own_workout import dump_workout, load_workout
from plans.engine.template import Template
from plans.forms.workout import WorkoutForm
from plans.forms.workout_trial import TrialForm
from plans.models import OffSeason, Workout
from plans.pages.library import Trial, can_copy, caps_of, lines_of, shelves, trial_for, trial_in

Json = dict[str, Any]

FIRST_CODE = "C1"  # any own code will do for a workout that has none yet


@desk_only
@require_GET
def library(request: UserRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    own = list(Workout.objects.of_coach(request.user).newest_versions())
    context = {
        "shelves": shelves([one for one in own if not one.is_archived], words=words),
        "archived": [one for one in own if one.is_archived],
        "q": words,
    }
    return render(request, "plans/library.html#shelves" if request.htmx else "plans/library.html", context)


@desk_only
@require_GET
def built_in(request: UserRequest, workout_code: str) -> HttpResponse:
    template = _built_in(workout_code)
    context = _inside(template) | {
        "title": template.title,
        "ingredient": template.ingredient,
        "code": template.code,
        "can_copy": can_copy(template),
    }
    return render(request, "plans/workout.html", context)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_workout(request: UserRequest) -> HttpResponse:
    """From scratch, or as a copy: `?from=F05`."""
    source = LIBRARY.get(request.GET.get("from", ""))
    template = source if source and can_copy(source) else None
    form = WorkoutForm(posted(request), template=template)
    if not form.is_valid():
        return _editor(request, form, status=422 if form.is_bound else 200)
    workout = add_workout(desk_of(request.user), form.template(), by=request.user, at=timezone.now())
    messages.success(request, f"{workout.title} is in your library, as {workout.code}.")
    return redirect("plans:own_workout", workout.number)


@desk_only
@require_GET
def own_workout(request: UserRequest, number: int) -> HttpResponse:
    versions = _versions(request, number)
    workout = versions[0]
    context = _inside(load_workout(workout.document)) | {
        "title": workout.title,
        "ingredient": workout.ingredient,
        "code": workout.code,
        "workout": workout,
        "versions": versions,
    }
    return render(request, "plans/workout.html", context)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def change_own(request: UserRequest, number: int) -> HttpResponse:
    workout = _versions(request, number)[0]
    form = WorkoutForm(posted(request), template=load_workout(workout.document), seen=workout.version)
    if not form.is_valid():
        return _editor(request, form, workout, status=422 if form.is_bound else 200)
    seen = form.cleaned_data["seen"] or 0
    try:
        saved = change_workout(workout, form.template(), seen=seen, by=request.user, at=timezone.now())
    except WorkoutChangedMeanwhile:
        return _meanwhile(request, form, number)
    messages.success(request, f"Saved as version {saved.version}. Plans that use an older one stay as they are.")
    return redirect("plans:own_workout", number)


@desk_only
@require_POST
def archive_own(request: UserRequest, number: int) -> HttpResponse:
    workout = _versions(request, number)[0]
    archive_workout(workout, is_archived=True, by=request.user, at=timezone.now())
    undo = reverse("plans:restore_own", args=[number])
    messages.success(request, f"{workout.title} is put away. Plans keep it.", extra_tags=f"undo:{undo}")
    return redirect("plans:library")


@desk_only
@require_POST
def restore_own(request: UserRequest, number: int) -> HttpResponse:
    workout = _versions(request, number)[0]
    archive_workout(workout, is_archived=False, by=request.user, at=timezone.now())
    messages.success(request, f"{workout.title} is back.")
    return redirect("plans:own_workout", number)


@desk_only
@require_POST
def try_workout(request: UserRequest) -> HttpResponse:
    """What stands in the editor, in a plan. Nothing is stored."""
    return _tried(request)


@desk_only
@require_POST
def try_own(request: UserRequest, number: int) -> HttpResponse:
    return _tried(request, _versions(request, number)[0])


def _inside(template: Template | None) -> Json:
    if template is None:
        return {}
    return {"template": template, "lines": lines_of(template), "caps": caps_of(template)}


def _tried(request: UserRequest, workout: Workout | None = None) -> HttpResponse:
    named = request.POST.copy()
    for name in ("title", "intent"):  # it can be tried before it has a name
        named[name] = named.get(name) or "A new workout"
    form = WorkoutForm(named)
    if not form.is_valid():
        return _editor(request, WorkoutForm(request.POST), workout, status=422)
    return _editor(request, WorkoutForm(request.POST), workout, trial=_trial(request, form.template()))


def _trial(request: UserRequest, template: Template) -> Trial:
    document = dump_workout(template) | {"code": FIRST_CODE}
    chosen = request.POST.get("where", "")
    off_season = _plan(request, chosen)
    if off_season is None or off_season.draft is None:
        level = next((level for level in template.levels if level == chosen), template.levels[0])
        return trial_for(level, document)
    draft, name = off_season.draft, off_season.athlete.name
    return trial_in(draft.request, draft.response, document, edits=draft.edits, where=name)


def _editor(
    request: UserRequest, form: WorkoutForm, workout: Workout | None = None, *, status: int = 200, **shown: Any
) -> HttpResponse:
    where = TrialForm(posted(request), plans=_plans(request))
    context = {"form": form, "where": where, "workout": workout, **shown}
    page = "plans/workout_edit.html#trial" if request.htmx else "plans/workout_edit.html"
    return render(request, page, context, status=status)


def _meanwhile(request: UserRequest, form: WorkoutForm, number: int) -> HttpResponse:
    """Somebody else's version beside what was typed, which stays in the form."""
    newest = _versions(request, number)[0]
    theirs = load_workout(newest.document)
    again = WorkoutForm(request.POST.dict() | {"seen": newest.version, "levels": request.POST.getlist("levels")})
    lines = (lines_of(theirs) if theirs else (), lines_of(form.template()))
    return _editor(request, again, newest, status=409, meanwhile=newest, theirs=lines[0], mine=lines[1])


def _versions(request: UserRequest, number: int) -> list[Workout]:
    found = list(Workout.objects.of_coach(request.user).numbered(number).newest_first().with_author())
    if not found:
        raise Http404
    return found


def _built_in(code: str) -> Template:
    template = LIBRARY.get(code)
    if template is None or template.ingredient == "race":
        raise Http404
    return template


def _plans(request: UserRequest) -> list[OffSeason]:
    """The coach's plans that a workout can be tried in, without the plans themselves."""
    return list(OffSeason.objects.of_coach(desk_of(request.user)).drafted().named().by_athlete())


def _plan(request: UserRequest, chosen: str) -> OffSeason | None:
    with suppress(ValueError):
        return OffSeason.objects.of_coach(desk_of(request.user)).drafted().with_draft().filter(pk=UUID(chosen)).first()
    return None
