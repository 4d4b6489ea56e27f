"""The athlete's week, and what they tick off in it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.models import Athlete
from coachapp.access import athlete_only, desk_only
from coachapp.http import UserRequest
from plans.actions.check_in import check_in, undo_check_in
from plans.actions.log import mark_done, undo_done
from plans.forms.check_in import CheckInForm
from plans.forms.log import SessionLogForm
from plans.models import TrainingSession, Week
from plans.pages.week import NoWeek, WeekView, week_view


@require_GET
@athlete_only
def week(request: UserRequest, day: date | None = None) -> HttpResponse:
    athlete = request.user.athlete
    return _render_week(request, athlete, day=day)


@require_GET
@desk_only
def athlete_week(request: UserRequest, athlete_id: UUID, day: date) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    return _render_week(request, athlete, day=day, for_coach=True)


@require_POST
@athlete_only
def session_done(request: UserRequest, session_id: UUID) -> HttpResponse:
    """One tap as planned, or with other amounts. What the form cannot read is shown again beside the reason."""
    athlete = request.user.athlete
    session = get_object_or_404(TrainingSession.objects.open_to(athlete), pk=session_id)
    form = SessionLogForm(request.POST, session=session, unit=athlete.unit)
    if not form.is_valid():
        return _render_week(request, athlete, day=session.date, form=form, status=422)
    mark_done(session, by=request.user, at=timezone.now(), **form.amounts())
    undo = reverse("plans:session_undo", args=[session.pk])
    messages.success(request, f"{session.title}: done.", extra_tags=f"undo:{undo}")
    return _back_to_week(request, athlete, session.date)


@require_POST
@athlete_only
def session_undo(request: UserRequest, session_id: UUID) -> HttpResponse:
    athlete = request.user.athlete
    session = get_object_or_404(TrainingSession.objects.open_to(athlete), pk=session_id)
    undo_done(session)
    messages.info(request, f"{session.title}: open again.")
    return _back_to_week(request, athlete, session.date)


@require_POST
@athlete_only
def feel(request: UserRequest, day: date) -> HttpResponse:
    """One tap says how the week was."""
    athlete, now = request.user.athlete, timezone.now()
    week = _begun_week(request, day)
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return _render_week(request, athlete, day=day, feel_form=form, status=422)
    check_in(athlete, week_start=week.start, by=request.user, at=now, **form.cleaned_data)
    undo = reverse("plans:feel_undo", args=[week.start])
    messages.success(request, "Kept. It helps to steer the weeks ahead.", extra_tags=f"undo:{undo}")
    return _back_to_week(request, athlete, week.start)


@require_POST
@athlete_only
def feel_undo(request: UserRequest, day: date) -> HttpResponse:
    athlete, week = request.user.athlete, _begun_week(request, day)
    undo_check_in(athlete, week_start=week.start)
    return _back_to_week(request, athlete, week.start)


def _begun_week(request: UserRequest, day: date) -> Week:
    """The athlete's published week of that day, once it has begun."""
    athlete = request.user.athlete
    weeks = Week.objects.visible_to(request.user).of(athlete).containing(day)
    return get_object_or_404(weeks, start__lte=athlete.today(timezone.now()))


def _back_to_week(request: UserRequest, athlete: Athlete, day: date) -> HttpResponse:
    if request.htmx:
        return _render_week(request, athlete, day=day)
    today = athlete.today(timezone.now())
    return redirect("plans:week") if day == today else redirect("plans:week_of", day)


def _render_week(
    request: UserRequest,
    athlete: Athlete,
    *,
    day: date | None,
    form: SessionLogForm | None = None,
    feel_form: CheckInForm | None = None,
    for_coach: bool = False,
    status: int = 200,
) -> HttpResponse:
    today = athlete.today(timezone.now())
    view = week_view(athlete, day=day or today, today=today)
    context = {"view": view, "today": today, "form": form, "feel_form": feel_form, "for_coach": for_coach}
    if isinstance(view, NoWeek):
        return render(request, "plans/no_week.html", context)
    page = "plans/week.html#week" if request.htmx else "plans/week.html"
    response = render(request, page, context, status=status)
    if not for_coach:
        _say_addresses(response, view)
    return response


def _say_addresses(response: HttpResponse, view: WeekView) -> None:
    """Which week this is and which follows, for what a phone keeps."""
    response["Content-Location"] = reverse("plans:week_of", args=[view.week.start])
    if view.after:
        response["Link"] = f'<{reverse("plans:week_of", args=[view.after.start])}>; rel="next"'
