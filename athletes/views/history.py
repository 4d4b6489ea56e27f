from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from athletes.actions.history import write_weeks
from athletes.forms.history import HistoryGrid
from athletes.views.whose import whose
from coachapp.http import UserRequest, posted

GRID = timedelta(weeks=12)


@require_http_methods(["GET", "POST"])
def edit_history(request: UserRequest, athlete_id: UUID | None = None) -> HttpResponse:
    page = whose(request, athlete_id, at=timezone.now())
    runner, until = page.athlete, _until(request, page.today)
    grid = HistoryGrid(posted(request), athlete=runner, unit=runner.unit, week_start=runner.week_start, until=until)
    if request.method == "POST" and grid.is_valid():
        write_weeks(runner, grid.weeks(), cleared=grid.cleared())
        messages.success(request, "The weeks are kept.")
        return redirect(f"{page.history_url}?until={until.isoformat()}")
    context = {
        "page": page,
        "grid": grid,
        "earlier": grid.first - timedelta(days=1),
        "later": _later(until, page.today),
    }
    return render(request, "athletes/history.html", context, status=422 if request.method == "POST" else 200)


def _until(request: UserRequest, today: date) -> date:
    """The asked day, never a day to come; a day that is none falls back to today."""
    try:
        asked = parse_date(request.GET.get("until", ""))
    except ValueError:
        asked = None
    return min(asked, today) if asked and asked.year > today.year - 10 else today


def _later(until: date, today: date) -> date | None:
    return min(until + GRID, today) if until < today else None
