"""The coach's month of one athlete."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from athletes.models import Athlete
from coachapp.access import desk_only
from coachapp.http import UserRequest
from plans.pages.calendar import FIRST_YEAR, LAST_YEAR, month_of


@require_GET
@desk_only
def athlete_calendar(request: UserRequest, athlete_id: UUID, day: date | None = None) -> HttpResponse:
    """The month that holds this day; without one, this month."""
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    today = athlete.today(timezone.now())
    shown = day or today
    if not FIRST_YEAR <= shown.year <= LAST_YEAR:
        raise Http404
    month = month_of(athlete, year=shown.year, month=shown.month, today=today)
    return render(request, "plans/calendar.html", {"month": month, "athlete": athlete, "today": today})
