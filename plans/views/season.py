"""From race to race."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.models import Athlete
from coachapp.access import athlete_only, desk_only
from coachapp.http import UserRequest
from plans.actions.spring_plan import say_what_follows
from plans.forms.spring_plan import SpringPlanForm
from plans.forms.start import start_form_of
from plans.models import OffSeason
from plans.pages.new_baseline import NewBaseline, new_baseline
from plans.pages.season import SeasonView, season_view


@require_GET
@athlete_only
def season(request: UserRequest) -> HttpResponse:
    return _show(request, request.user.athlete)


@require_GET
@desk_only
def athlete_season(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    return _show(request, get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id))


@require_POST
def lead_on(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    """Who builds the off-season says where the plan after it is."""
    theirs = OffSeason.objects.editable_by(request.user).select_related("athlete__coach__user")
    off_season = get_object_or_404(theirs, pk=off_season_id)
    athlete, form = off_season.athlete, SpringPlanForm(request.POST, instance=off_season)
    if not form.is_valid():
        return _show(request, athlete, spring_form=form)
    said = form.cleaned_data
    say_what_follows(off_season, name=said["spring_plan_name"], link=said["spring_plan_link"])
    messages.success(request, "Kept. From the day before it starts, the pages lead there.")
    is_own = athlete.user_id == request.user.pk
    return redirect("plans:season") if is_own else redirect("plans:athlete_season", athlete.pk)


def _show(request: UserRequest, athlete: Athlete, *, spring_form: SpringPlanForm | None = None) -> HttpResponse:
    today = athlete.today(timezone.now())
    is_own = athlete.user_id == request.user.pk
    view = season_view(athlete, today=today, for_coach=not is_own)
    context: dict[str, object] = {
        "view": view,
        "athlete": athlete,
        "for_coach": not is_own,
        "new_baseline": _new_baseline(view),
    }
    if view is not None and (athlete.is_self_coached or not is_own):
        context["spring_form"] = spring_form or SpringPlanForm(instance=view.off_season)
    if is_own and athlete.is_self_coached:
        drafts = OffSeason.objects.editable_by(request.user).with_races().newest_first()
        context |= {"drafts": drafts, "start_form": start_form_of(athlete, today=today)}
    return render(request, "plans/season.html", context, status=422 if spring_form else 200)


def _new_baseline(view: SeasonView | None) -> NewBaseline | None:
    """While there are weeks ahead that it could change."""
    if view is None or not view.weeks_left:
        return None
    return new_baseline(view.off_season, view.off_season.published, today=view.today)
