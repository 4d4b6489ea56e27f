"""The log: what was done, and sessions that are logged from it, also long after."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.models import Athlete
from coachapp.access import athlete_only, desk_only
from coachapp.http import UserRequest, posted
from coachapp.undo import recall, remember
from plans.actions.log import logged, mark_done, put_back, tick, undo_done
from plans.forms.log import SessionLogForm
from plans.models import TrainingSession
from plans.pages.log import log_page, log_url, of_log

NOTHING_LEFT = "There is nothing left to take back."
YEARS = 20


@require_GET
@athlete_only
def log(request: UserRequest) -> HttpResponse:
    return _page(request, request.user.athlete)


@require_GET
@desk_only
def athlete_log(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    return _page(request, athlete, for_coach=True)


@require_http_methods(["GET", "POST"])
@athlete_only
def log_session(request: UserRequest, session_id: UUID) -> HttpResponse:
    """How one session went: first said here, or said otherwise."""
    athlete = request.user.athlete
    session = _mine(athlete, session_id)
    known = session.log if session.is_done else None
    form = SessionLogForm(posted(request), session=session, unit=athlete.unit, known=known)
    if request.method == "POST" and form.is_valid():
        remember(request, f"log:{session.pk}", logged(session))
        mark_done(session, by=request.user, at=timezone.now(), **form.amounts())
        _say(request, session, f"{session.title}: kept.")
        return redirect(log_url(athlete, until=session.date))
    context = {"session": session, "form": form, "athlete": athlete, "back": log_url(athlete, until=session.date)}
    return render(request, "plans/log_session.html", context, status=422 if form.is_bound else 200)


@require_POST
@athlete_only
def log_tick(request: UserRequest, session_id: UUID) -> HttpResponse:
    """One tap: done as planned. What is logged already stays as it was said."""
    athlete = request.user.athlete
    session = _mine(athlete, session_id)
    if tick(session, by=request.user, at=timezone.now()):
        remember(request, f"log:{session.pk}", None)
        _say(request, session, f"{session.title}: done.")
    else:
        messages.info(request, f"{session.title} is logged already.")
    return _back(request, athlete)


@require_POST
@athlete_only
def log_open(request: UserRequest, session_id: UUID) -> HttpResponse:
    """Not done after all."""
    athlete = request.user.athlete
    session = _mine(athlete, session_id)
    before = logged(session)
    if before is not None:
        remember(request, f"log:{session.pk}", before)
        undo_done(session)
        _say(request, session, f"{session.title}: open again.")
    return redirect(log_url(athlete, until=session.date))


@require_POST
@athlete_only
def log_undo(request: UserRequest, session_id: UUID) -> HttpResponse:
    """As it was logged before the last change."""
    athlete = request.user.athlete
    session = get_object_or_404(TrainingSession.objects.of(athlete), pk=session_id)
    is_known, before = recall(request, f"log:{session.pk}")
    if is_known:
        put_back(session, before, by=request.user, at=timezone.now())
    messages.info(request, f"{session.title}: as it was before." if is_known else NOTHING_LEFT)
    return redirect(log_url(athlete, until=session.date))


def until_of(request: UserRequest, today: date) -> date:
    """The asked day, never one to come; a day that is none falls back to today."""
    try:
        asked = parse_date(request.GET.get("until", ""))
    except ValueError:
        asked = None
    return min(asked, today) if asked and asked.year > today.year - YEARS else today


def _mine(athlete: Athlete, session_id: UUID) -> TrainingSession:
    return get_object_or_404(of_log(athlete).exclude(ingredient="rest").with_log(), pk=session_id)


def _say(request: UserRequest, session: TrainingSession, text: str) -> None:
    undo = reverse("plans:log_undo", args=[session.pk])
    messages.success(request, text, extra_tags=f"undo:{undo}")


def _back(request: UserRequest, athlete: Athlete) -> HttpResponse:
    if request.htmx:
        return _page(request, athlete)
    return redirect(log_url(athlete, until=until_of(request, athlete.today(timezone.now()))))


def _page(request: UserRequest, athlete: Athlete, *, for_coach: bool = False) -> HttpResponse:
    today = athlete.today(timezone.now())
    page = log_page(athlete, until=until_of(request, today), today=today, for_coach=for_coach)
    template = "plans/log.html#log" if request.htmx else "plans/log.html"
    return render(request, template, {"page": page, "athlete": athlete, "for_coach": for_coach})
