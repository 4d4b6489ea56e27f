from datetime import date, datetime
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from athletes.models import Athlete, Squad
from athletes.models.athlete import AthleteQuerySet
from coachapp.access import desk_only
from coachapp.desk.needs.board import needing
from coachapp.desk.roster_asked import FILTERS, Asked, asked_of, found, headings
from coachapp.desk.roster_rows import rows_of
from coachapp.http import UserRequest

PAGE_SIZE: Final = 50


@desk_only
@require_GET
def roster(request: UserRequest) -> HttpResponse:
    now = timezone.now()
    squads = list(Squad.objects.of_coach(request.user).in_order())
    asked = asked_of(request.GET, squads=squads)
    context = _context(request, asked, today=request.user.today(now), at=now) | {"squads": squads}
    return render(request, "athletes/roster.html#rows" if request.htmx else "athletes/roster.html", context)


def athletes_of(request: UserRequest, asked: Asked, *, today: date, at: datetime) -> AthleteQuerySet:
    """The coach's; where it is asked for, those alone who stand on the board."""
    everybody = Athlete.objects.coached_by(request.user)
    if "needs" not in asked.chosen:
        return everybody
    return everybody.filter(pk__in=needing(request.user, today=today, at=at))


def _context(request: UserRequest, asked: Asked, *, today: date, at: datetime) -> dict[str, Any]:
    everybody = Athlete.objects.coached_by(request.user)
    athletes = athletes_of(request, asked, today=today, at=at)
    page = Paginator(found(athletes, asked, today=today), PAGE_SIZE).get_page(request.GET.get("page"))
    query = asked.query()
    return {
        "page": page,
        "rows": rows_of(list(page), today=today, at=at),
        "total": everybody.active().count() if asked.is_narrowed else page.paginator.count,
        "asked": asked,
        "filters": [(one, asked.chosen.get(one.name, "")) for one in FILTERS],
        "headings": headings(asked),
        "query": f"{query}&" if query else "",
    }
