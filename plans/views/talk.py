"""Talk about a session, for both sides at one address: the athlete, and their coach's desk."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.models import Athlete
from coachapp.access import athlete_only, desk_only
from coachapp.http import UserRequest, posted
from plans.actions.note import NobodyThere, TooLate, edit_note, read, read_all, remove_note, write_note
from plans.forms.note import NoteForm
from plans.models import SessionNote, TrainingSession
from plans.pages.talk import own_talks, talk_of, talks_of

GONE = "Words stay as they are after a quarter of an hour. Write another line instead."
NOBODY = "Nobody is there to read it: only an athlete with an account and their coach talk here."


@require_http_methods(["GET", "POST"])
def talk(request: UserRequest, session_id: UUID) -> HttpResponse:
    """What was said about a session; a POST says something."""
    session, form = _session(request, session_id), NoteForm(posted(request))
    if request.method == "GET":
        return _render(request, session, form)
    if not form.is_valid():
        return _render(request, session, form, status=422)
    try:
        write_note(session, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
    except NobodyThere:
        form.add_error("text", NOBODY)
        return _render(request, session, form, status=422)
    return _back(request, session)


@require_POST
def talk_read(request: UserRequest, session_id: UUID) -> HttpResponse:
    """Whoever has it before their eyes has read it."""
    session = _session(request, session_id)
    read(session, by=request.user, at=timezone.now())
    return HttpResponse(status=204) if request.htmx else redirect("plans:talk", session.pk)


@require_POST
def talk_edit(request: UserRequest, session_id: UUID, note_id: int) -> HttpResponse:
    session, form = _session(request, session_id), NoteForm(request.POST)
    note = get_object_or_404(_own_notes(request, session), pk=note_id)
    if not form.is_valid():
        return _render(request, session, NoteForm(), wrong=(note.pk, form), status=422)
    try:
        edit_note(note, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
    except TooLate:
        return _render(request, session, NoteForm(initial=form.cleaned_data), wrong_text=GONE, status=409)
    return _back(request, session)


@require_POST
def talk_remove(request: UserRequest, session_id: UUID, note_id: int) -> HttpResponse:
    """Taken back; the words stand in the box once more, in case it was a slip."""
    session = _session(request, session_id)
    note = _own_notes(request, session).filter(pk=note_id).first()
    if note is None:
        return _back(request, session)
    try:
        remove_note(note, by=request.user, at=timezone.now())
    except TooLate:
        return _render(request, session, NoteForm(), wrong_text=GONE, status=409)
    return _render(request, session, NoteForm(initial={"text": note.text}))


@require_GET
@athlete_only
def said(request: UserRequest) -> HttpResponse:
    """Everything that was said about one's own sessions, also about those that the plan has dropped."""
    return _render_all(request, request.user.athlete)


@require_GET
@desk_only
def athlete_said(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user).with_people(), pk=athlete_id)
    return _render_all(request, athlete, for_coach=True)


@require_GET
@desk_only
def own_words(request: UserRequest) -> HttpResponse:
    """What somebody wrote as a coach, also to athletes who have left: their own words, and nothing newer."""
    talks = own_talks(request.user, at=timezone.now())
    return render(request, "plans/said.html", {"talks": talks, "for_coach": False})


@require_POST
@athlete_only
def said_read(request: UserRequest) -> HttpResponse:
    read_all(request.user.athlete, by=request.user, at=timezone.now())
    return redirect("plans:said")


@require_POST
@desk_only
def athlete_said_read(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    read_all(athlete, by=request.user, at=timezone.now())
    return redirect("plans:athlete_said", athlete.pk)


def _session(request: UserRequest, session_id: UUID) -> TrainingSession:
    sessions = TrainingSession.objects.visible_to(request.user).select_related("athlete__coach__user")
    return get_object_or_404(sessions, pk=session_id)


def _own_notes(request: UserRequest, session: TrainingSession) -> Any:
    notes = SessionNote.objects.visible_to(request.user).about(session.off_season_id, session.key)
    return notes.by_author(request.user)


def _back(request: UserRequest, session: TrainingSession) -> HttpResponse:
    return _render(request, session, NoteForm()) if request.htmx else redirect("plans:talk", session.pk)


def _render(
    request: UserRequest,
    session: TrainingSession,
    form: NoteForm,
    *,
    wrong: tuple[int, NoteForm] | None = None,
    wrong_text: str = "",
    status: int = 200,
) -> HttpResponse:
    view = talk_of(session, reader=request.user, at=timezone.now())
    context = {
        "talk": view,
        "note_form": form,
        "wrong_note": wrong[0] if wrong else None,
        "wrong_form": wrong[1] if wrong else None,
        "wrong_text": wrong_text,
        "is_own": session.athlete.user_id == request.user.pk,
    }
    page = "plans/talk.html#thread" if request.htmx else "plans/talk.html"
    return render(request, page, context, status=status)


def _render_all(request: UserRequest, athlete: Athlete, *, for_coach: bool = False) -> HttpResponse:
    talks = talks_of(athlete, reader=request.user, at=timezone.now())
    has_new = any(talk.has_new for talk in talks)
    context = {"athlete": athlete, "talks": talks, "has_new": has_new, "for_coach": for_coach}
    return render(request, "plans/said.html", context)
