"""From race to race."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from athletes.models import Athlete
from coachapp.access import athlete_only, desk_only
from coachapp.http import UserRequest
from plans.forms.start import start_form_of
from plans.models import OffSeason
from plans.pages.new_baseline import NewBaseline, new_baseline
from plans.pages.season import SeasonView, season_view


@require_GET
@athlete_only
def season(request: UserRequest) -> HttpResponse:
    athlete = request.user.athlete
    today = athlete.today(timezone.now())
    view = season_view(athlete, today=today)
    context: dict[str, object] = {"view": view, "athlete": athlete, "new_baseline": _new_baseline(view)}
    if athlete.is_self_coached:
        drafts = OffSeason.objects.editable_by(request.user).with_races().newest_first()
        context |= {"drafts": drafts, "start_form": start_form_of(athlete, today=today)}
    return render(request, "plans/season.html", context)


@require_GET
@desk_only
def athlete_season(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    view = season_view(athlete, today=athlete.today(timezone.now()), for_coach=True)
    context = {"view": view, "athlete": athlete, "for_coach": True, "new_baseline": _new_baseline(view)}
    return render(request, "plans/season.html", context)


def _new_baseline(view: SeasonView | None) -> NewBaseline | None:
    """While there are weeks ahead that it could change."""
    if view is None or not view.weeks_left:
        return None
    return new_baseline(view.off_season, view.off_season.published, today=view.today)
