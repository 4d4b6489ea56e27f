"""The athlete's week, and what they tick off in it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.models import Athlete
from coachapp.access import athlete_only, desk_only
from coachapp.http import UserRequest
from plans.actions.changes_seen import forget_changes_seen, see_changes
from plans.actions.check_in import check_in, undo_check_in
from plans.actions.log import mark_done, undo_done
from plans.forms.check_in import CheckInForm
from plans.forms.log import SessionLogForm
from plans.models import TrainingSession, Week
from plans.views.week_screen import WeekForms, back_to_week, begun_week, render_week


@require_GET
@athlete_only
def week(request: UserRequest, day: date | None = None) -> HttpResponse:
    athlete = request.user.athlete
    return render_week(request, athlete, day=day)


@require_GET
@desk_only
def athlete_week(request: UserRequest, athlete_id: UUID, day: date) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    return render_week(request, athlete, day=day, for_coach=True)


@require_POST
@athlete_only
def session_done(request: UserRequest, session_id: UUID) -> HttpResponse:
    """One tap as planned, or with other amounts. What the form cannot read is shown again beside the reason."""
    athlete = request.user.athlete
    session = get_object_or_404(TrainingSession.objects.open_to(athlete), pk=session_id)
    form = SessionLogForm(request.POST, session=session, unit=athlete.unit)
    if not form.is_valid():
        return render_week(request, athlete, day=session.date, forms=WeekForms(form=form), status=422)
    mark_done(session, by=request.user, at=timezone.now(), **form.amounts())
    undo = reverse("plans:session_undo", args=[session.pk])
    messages.success(request, f"{session.title}: done.", extra_tags=f"undo:{undo}")
    return back_to_week(request, athlete, session.date, just=session.pk)


@require_POST
@athlete_only
def session_undo(request: UserRequest, session_id: UUID) -> HttpResponse:
    athlete = request.user.athlete
    session = get_object_or_404(TrainingSession.objects.open_to(athlete), pk=session_id)
    undo_done(session)
    messages.info(request, f"{session.title}: open again.")
    return back_to_week(request, athlete, session.date)


@require_POST
@athlete_only
def feel(request: UserRequest, day: date) -> HttpResponse:
    """One tap says how the week was."""
    athlete, now = request.user.athlete, timezone.now()
    week = begun_week(request, day)
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return render_week(request, athlete, day=day, forms=WeekForms(feel_form=form), status=422)
    tap = check_in(athlete, week_start=week.start, by=request.user, at=now, **form.cleaned_data)
    undo = reverse("plans:feel_undo", args=[week.start])
    messages.success(request, "Kept. It helps to steer the weeks ahead.", extra_tags=f"undo:{undo}")
    return back_to_week(request, athlete, week.start, aches=tap.aches_somewhere)


@require_POST
@athlete_only
def feel_undo(request: UserRequest, day: date) -> HttpResponse:
    athlete, week = request.user.athlete, begun_week(request, day)
    undo_check_in(athlete, week_start=week.start)
    return back_to_week(request, athlete, week.start)


@require_POST
@athlete_only
def changes_seen(request: UserRequest, day: date) -> HttpResponse:
    """The note of what the last publishing changed is read."""
    athlete = request.user.athlete
    see_changes(_week_of(request, day).off_season, at=timezone.now())
    messages.info(request, "Seen.", extra_tags=f"undo:{reverse('plans:changes_unseen', args=[day])}")
    return back_to_week(request, athlete, day)


@require_POST
@athlete_only
def changes_unseen(request: UserRequest, day: date) -> HttpResponse:
    athlete = request.user.athlete
    forget_changes_seen(_week_of(request, day).off_season)
    return back_to_week(request, athlete, day)


def _week_of(request: UserRequest, day: date) -> Week:
    weeks = Week.objects.visible_to(request.user).of(request.user.athlete).containing(day)
    return get_object_or_404(weeks.select_related("off_season"))
