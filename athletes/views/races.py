from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.actions.race import RaceInUse, RaceKnown, delete_race, keep_race
from athletes.forms.race import KNOWN, RaceForm
from athletes.models import Race
from athletes.views.whose import Whose, whose
from coachapp.http import UserRequest, posted


@require_GET
def list_races(request: UserRequest, athlete_id: UUID | None = None) -> HttpResponse:
    page = whose(request, athlete_id, at=timezone.now())
    rows = [(race, page.race_edit_url(race)) for race in page.athlete.races.in_order()]
    ahead = [row for row in rows if row[0].date >= page.today]
    behind = [row for row in reversed(rows) if row[0].date < page.today]
    return render(request, "athletes/races.html", {"page": page, "ahead": ahead, "behind": behind})


@require_http_methods(["GET", "POST"])
def add_race(request: UserRequest, athlete_id: UUID | None = None) -> HttpResponse:
    page = whose(request, athlete_id, at=timezone.now())
    return _race_page(request, page, Race(athlete=page.athlete))


@require_http_methods(["GET", "POST"])
def edit_race(request: UserRequest, race_id: int, athlete_id: UUID | None = None) -> HttpResponse:
    page = whose(request, athlete_id, at=timezone.now())
    return _race_page(request, page, get_object_or_404(page.athlete.races, pk=race_id))


@require_POST
def remove_race(request: UserRequest, race_id: int, athlete_id: UUID | None = None) -> HttpResponse:
    page = whose(request, athlete_id, at=timezone.now())
    race = get_object_or_404(page.athlete.races, pk=race_id)
    try:
        delete_race(race)
    except RaceInUse:
        messages.warning(request, f"{race.name} begins or ends an off-season, so it stays. You can change its date.")
        return redirect(page.race_edit_url(race))
    messages.success(request, f"{race.name} is off the list.")
    return redirect(page.races_url)


def _race_page(request: UserRequest, page: Whose, race: Race) -> HttpResponse:
    form = RaceForm(posted(request), instance=race, today=page.today, unit=page.athlete.unit)
    if form.is_valid() and _is_kept(form):
        messages.success(request, f"{race.name} is on the list.")
        return redirect(page.races_url)
    delete_url = page.race_delete_url(race) if race.pk else ""
    context = {"page": page, "form": form, "delete_url": delete_url}
    return render(request, "athletes/race.html", context, status=422 if form.is_bound else 200)


def _is_kept(form: RaceForm) -> bool:
    """False with the reason on the form."""
    try:
        keep_race(form.instance)
    except RaceKnown:
        form.add_error("name", KNOWN)
    return not form.errors
