"""The athlete's other weeks: fewer days, or more, for one week alone."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.availability import OtherDays, say_days
from athletes.forms.availability import OtherDaysForm
from athletes.models import Athlete, AvailabilityWeek
from athletes.words.availability import days_said, span_said
from coachapp.access import athlete_only
from coachapp.http import UserRequest

SALT = "athletes.days"
DAY_S = 24 * 3600


@require_GET
@athlete_only
def show_days(request: UserRequest, start: date | None = None) -> HttpResponse:
    athlete = request.user.athlete
    weeks = AvailabilityWeek.objects.of(athlete)
    week = get_object_or_404(weeks, start=start) if start else None
    form = OtherDaysForm(athlete=athlete, today=athlete.today(timezone.now()), week=week)
    return _page(request, form, week=week)


@require_POST
@athlete_only
def keep_days(request: UserRequest) -> HttpResponse:
    athlete, now = request.user.athlete, timezone.now()
    form = OtherDaysForm(request.POST, athlete=athlete, today=athlete.today(now), week=None)
    if not form.is_valid():
        return _page(request, form, status=422)
    days = form.other_days()
    before = say_days(athlete, days, at=now)
    sees = f" {athlete.coach} sees it." if athlete.coach else ""
    messages.success(request, f"{_span(days)} is kept.{sees}", extra_tags=_undo(athlete, before))
    return redirect("athletes:days")


@require_POST
@athlete_only
def forget_days(request: UserRequest, start: date) -> HttpResponse:
    athlete = request.user.athlete
    before = say_days(athlete, OtherDays(start=start), at=timezone.now())
    messages.success(request, f"{_span(before)} is a usual week again.", extra_tags=_undo(athlete, before))
    return redirect("athletes:days")


@require_POST
@athlete_only
def undo_days(request: UserRequest, token: str) -> HttpResponse:
    """The week as it was said before; the address carries it, signed, for a day."""
    athlete = request.user.athlete
    try:
        said = signing.loads(token, salt=f"{SALT} {athlete.pk}", max_age=DAY_S)
    except signing.BadSignature:
        raise Http404 from None
    say_days(athlete, OtherDays.from_json(said), at=timezone.now())
    messages.info(request, "It is as it was.")
    return redirect("athletes:days")


def _page(
    request: UserRequest, form: OtherDaysForm, *, week: AvailabilityWeek | None = None, status: int = 200
) -> HttpResponse:
    athlete = request.user.athlete
    today = athlete.today(timezone.now())
    weeks = AvailabilityWeek.objects.of(athlete).not_over(today).in_order()
    rows: list[dict[str, Any]] = [
        {"week": one, "span": span_said(one.start, one.end), "said": days_said(one.by_date)} for one in weeks
    ]
    context = {"athlete": athlete, "form": form, "rows": rows, "changed": week}
    return render(request, "athletes/days.html", context, status=status)


def _span(days: OtherDays) -> str:
    return f"The week of {days.start.day} {days.start:%b}"


def _undo(athlete: Athlete, before: OtherDays) -> str:
    token = signing.dumps(before.to_json(), salt=f"{SALT} {athlete.pk}", compress=True)
    return f"undo:{reverse('athletes:days_undo', args=[token])}"
