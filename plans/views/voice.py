"""What an athlete says with one tap: how a session felt, that something aches, that it is gone."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.forms.health import AcheSafetyForm
from athletes.views.health import NOT_CLEARED
from coachapp.access import athlete_only
from coachapp.http import UserRequest
from plans.actions.ache import answer_safety, open_ache, say_back, say_gone
from plans.actions.check_in import check_in_after, undo_check_in_after
from plans.forms.check_in import AcheForm, CheckInForm
from plans.models import Ache, TrainingSession
from plans.views.week_screen import WeekForms, back_to_week, render_week

STAYS = "Noted. It stays on this page until you say it is gone."


@require_POST
@athlete_only
def session_feel(request: UserRequest, session_id: UUID) -> HttpResponse:
    """One tap says how a session was that is done. What was tapped stands there, with the way back."""
    athlete, session = request.user.athlete, _done_session(request, session_id)
    form = CheckInForm(request.POST)
    if not form.is_valid():
        forms = WeekForms(tap_form=form)
        return render_week(request, athlete, day=session.date, forms=forms, just=session.pk, status=422)
    tap = check_in_after(session, by=request.user, at=timezone.now(), **form.cleaned_data)
    return back_to_week(request, athlete, session.date, just=session.pk, aches=tap.aches_somewhere)


@require_POST
@athlete_only
def session_feel_undo(request: UserRequest, session_id: UUID) -> HttpResponse:
    session = _done_session(request, session_id)
    undo_check_in_after(session)
    return back_to_week(request, request.user.athlete, session.date, just=session.pk)


@require_POST
@athlete_only
def say_ache(request: UserRequest) -> HttpResponse:
    """On any day, without a session to it."""
    athlete, now = request.user.athlete, timezone.now()
    form = AcheForm(request.POST)
    if not form.is_valid():
        return render_week(request, athlete, day=None, forms=WeekForms(ache_form=form), status=422)
    open_ache(athlete, where=form.cleaned_data["where"], by=request.user, at=now)
    return back_to_week(request, athlete, _today(request), aches=True)


@require_POST
@athlete_only
def ache_safety(request: UserRequest, ache_id: int) -> HttpResponse:
    """What was ticked is the athlete's alone; a yes leads to a clinician."""
    ache, form = _own_ache(request, ache_id), AcheSafetyForm(request.POST)
    if not form.is_valid():
        return render_week(request, ache.athlete, day=None, forms=WeekForms(safety_form=form), status=422)
    flags = form.health_flags()
    is_cleared = answer_safety(ache, flags=flags, at=timezone.now())
    if flags and not is_cleared:
        messages.warning(request, NOT_CLEARED)
    else:
        messages.success(request, STAYS)
    return back_to_week(request, ache.athlete, _today(request))


@require_POST
@athlete_only
def ache_skip(request: UserRequest, ache_id: int) -> HttpResponse:
    ache = _own_ache(request, ache_id)
    answer_safety(ache, flags=[], at=timezone.now())
    return back_to_week(request, ache.athlete, _today(request))


@require_POST
@athlete_only
def ache_gone(request: UserRequest, ache_id: int) -> HttpResponse:
    ache = _own_ache(request, ache_id)
    say_gone(ache, at=timezone.now())
    messages.success(request, "Good to hear.", extra_tags=f"undo:{reverse('plans:ache_back', args=[ache.pk])}")
    return back_to_week(request, ache.athlete, _today(request))


@require_POST
@athlete_only
def ache_back(request: UserRequest, ache_id: int) -> HttpResponse:
    ache = _own_ache(request, ache_id)
    say_back(ache)
    return back_to_week(request, ache.athlete, _today(request))


def _done_session(request: UserRequest, session_id: UUID) -> TrainingSession:
    done = TrainingSession.objects.open_to(request.user.athlete).done().select_related("week", "athlete")
    return get_object_or_404(done, pk=session_id)


def _own_ache(request: UserRequest, ache_id: int) -> Ache:
    return get_object_or_404(Ache.objects.of(request.user.athlete), pk=ache_id)


def _today(request: UserRequest) -> date:
    return request.user.athlete.today(timezone.now())
