from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from athletes.models import Athlete
from coachapp.access import desk_only
from coachapp.desk.roster_rows import SORTS, found, rows_of
from coachapp.http import UserRequest

PAGE_SIZE = 50
ARCHIVED = "archived"


@desk_only
@require_GET
def roster(request: UserRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(ZoneInfo(request.user.time_zone)).date()
    words, sort = searched(request), request.GET.get("sort", "name")
    everybody = Athlete.objects.coached_by(request.user)
    is_archived = request.GET.get("show") == ARCHIVED
    shown = everybody.archived() if is_archived else everybody.active()
    athletes = found(shown, words=words, sort=sort, today=today)
    page = Paginator(athletes, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(list(page), today=today, at=now),
        "q": words,
        "sort": sort if sort in SORTS else "name",
        "query": urlencode({"q": words, "sort": sort} | ({"show": ARCHIVED} if is_archived else {})) + "&",
        "is_archived": is_archived,
        "archived": page.paginator.count if is_archived else everybody.archived().count(),
    }
    return render(request, "athletes/roster.html#rows" if request.htmx else "athletes/roster.html", context)


def searched(request: UserRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()  # PostgreSQL takes no NUL
