"""Ill or away, in one tap; until when; and back."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from coachapp.access import athlete_only
from coachapp.http import UserRequest
from plans.actions import absence as actions
from plans.actions.absence import AlreadyAbsent
from plans.forms.absence import AbsenceForm, UntilForm
from plans.models import Absence
from plans.models.absence import AbsenceKind
from plans.views.week_screen import WeekForms, back_to_week, render_week
from plans.words.absence import set_aside
from plans.words.wording import days


@require_POST
@athlete_only
def absent(request: UserRequest, kind: str) -> HttpResponse:
    """Today, unless other days are said."""
    athlete, now = request.user.athlete, timezone.now()
    today = athlete.today(now)
    if kind not in AbsenceKind.values:
        raise Http404
    form = AbsenceForm(request.POST, today=today)
    if not form.is_valid():
        return render_week(request, athlete, day=None, forms=WeekForms(absence_form=form), status=422)
    start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    try:
        absence = actions.be_absent(athlete, kind=kind, start=start, end=end, by=request.user, at=now)
    except AlreadyAbsent as refused:
        form.add_error(None, str(refused))
        return render_week(request, athlete, day=None, forms=WeekForms(absence_form=form), status=422)
    said = set_aside(kind, start, end, today=today, coach=bool(athlete.coach_id))
    messages.success(request, said, extra_tags=f"undo:{reverse('plans:absence_undo', args=[absence.pk])}")
    return back_to_week(request, athlete, start)


@require_POST
@athlete_only
def absence_undo(request: UserRequest, absence_id: int) -> HttpResponse:
    """As if it had not been said. A second time there is nothing left to take back."""
    athlete = request.user.athlete
    athlete.absences.filter(pk=absence_id).delete()
    messages.info(request, "Your days are as they were.")
    return back_to_week(request, athlete, athlete.today(timezone.now()))


@require_POST
@athlete_only
def absence_until(request: UserRequest, absence_id: int, day: date | None = None) -> HttpResponse:
    athlete = request.user.athlete
    absence = get_object_or_404(Absence.objects.of(athlete), pk=absence_id)
    form = UntilForm({"end": day} if day else request.POST, start=absence.start)
    if not form.is_valid():
        return render_week(request, athlete, day=None, forms=WeekForms(until_form=form), status=422)
    before = absence.end
    try:
        actions.change_end(absence, end=form.cleaned_data["end"])
    except AlreadyAbsent as refused:
        form.add_error("end", str(refused))
        return render_week(request, athlete, day=None, forms=WeekForms(until_form=form), status=422)
    undo = reverse("plans:absence_until_day", args=[absence.pk, before])
    messages.success(request, f"Set aside {days(absence.start, absence.end)}.", extra_tags=f"undo:{undo}")
    return back_to_week(request, athlete, athlete.today(timezone.now()))


@require_POST
@athlete_only
def absence_back(request: UserRequest, absence_id: int) -> HttpResponse:
    """One tap ends it; the plan counts again from today. How to begin stands on today's card; see `welcome_back`."""
    athlete = request.user.athlete
    absence = get_object_or_404(Absence.objects.of(athlete), pk=absence_id)
    today, before = athlete.today(timezone.now()), absence.end
    actions.be_back(absence, on=today)
    undo = reverse("plans:absent", args=[absence.kind])
    if absence.pk:
        undo = reverse("plans:absence_until_day", args=[absence.pk, before])
    messages.success(request, "Good to have you back.", extra_tags=f"undo:{undo}")
    return back_to_week(request, athlete, today)
