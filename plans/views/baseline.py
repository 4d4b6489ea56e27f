"""Where the usual week comes from, week by week; a runner's own, and the same for their coach."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.history import mark_week, put_week_back, week_as_known, write_weeks
from athletes.choices import UnusableReason
from athletes.views.whose import Whose, whose
from coachapp.http import UserRequest
from coachapp.undo import recall, remember
from plans.forms.baseline import MarkForm
from plans.models import OffSeason
from plans.pages.baseline import baseline_page, log_total
from plans.pages.new_baseline import NewBaseline, new_baseline
from plans.views.log import NOTHING_LEFT
from plans.words.wording import day_range, distance


@require_GET
def baseline(request: UserRequest, athlete_id: UUID | None = None) -> HttpResponse:
    return _page(request, whose(request, athlete_id, at=timezone.now()))


@require_POST
def mark(request: UserRequest, day: date, athlete_id: UUID | None = None) -> HttpResponse:
    """Leave a week out, or let it count again."""
    page = whose(request, athlete_id, at=timezone.now())
    week, form = get_object_or_404(page.athlete.history_weeks, start=day), MarkForm(request.POST)
    if not form.is_valid():
        messages.info(request, "Choose one of the reasons on the page.")
        return _back(request, page)
    remember(request, _name(page, day), week_as_known(page.athlete, day))
    reason = form.cleaned_data["unusable"]
    mark_week(week, unusable=reason)
    said = f"is left out: {UnusableReason(reason).label}" if reason else "counts like any other"
    _say(request, page, day, f"The week of {day_range(week.start, week.end)} {said}.")
    return _back(request, page)


@require_POST
def take_from_log(request: UserRequest, day: date, athlete_id: UUID | None = None) -> HttpResponse:
    """This week's total as the log has it, over what was typed; why a week is left out stays."""
    page = whose(request, athlete_id, at=timezone.now())
    week, before = log_total(page.athlete, day), week_as_known(page.athlete, day)
    if not week.distance_m:
        messages.info(request, "There is no run of that week in the log.")
        return _back(request, page)
    remember(request, _name(page, day), before)
    week.unusable = before["unusable"] if before else ""
    write_weeks(page.athlete, [week])
    total = distance(week.distance_m, page.athlete.unit)
    _say(request, page, day, f"The week of {day_range(week.start, week.end)} is {total}, as in the log.")
    return _back(request, page)


@require_POST
def undo(request: UserRequest, day: date, athlete_id: UUID | None = None) -> HttpResponse:
    """As the week was before the last change."""
    page = whose(request, athlete_id, at=timezone.now())
    is_known, before = recall(request, _name(page, day))
    if is_known:
        put_week_back(page.athlete, day, before)
    messages.info(request, "The week is as it was before." if is_known else NOTHING_LEFT)
    return _back(request, page)


def _page(request: UserRequest, page: Whose) -> HttpResponse:
    season = OffSeason.objects.current_of(page.athlete, today=page.today)
    shown = baseline_page(page.athlete, season=season, today=page.today)
    template = "plans/baseline.html#baseline" if request.htmx else "plans/baseline.html"
    context = {
        "page": page,
        "shown": shown,
        "reasons": UnusableReason.choices,
        "base": page.baseline_url,
        "new_baseline": _new_baseline(page, season),
    }
    return render(request, template, context)


def _new_baseline(page: Whose, season: OffSeason | None) -> NewBaseline | None:
    """Of the draft for who builds it, else of the plan that the athlete has."""
    if season is None:
        return None
    is_builder = page.by_coach or page.athlete.is_self_coached
    return new_baseline(season, season.draft if is_builder else season.published, today=page.today)


def _back(request: UserRequest, page: Whose) -> HttpResponse:
    return _page(request, page) if request.htmx else redirect(_url(page, "baseline"))


def _say(request: UserRequest, page: Whose, day: date, text: str) -> None:
    messages.success(request, text, extra_tags=f"undo:{_url(page, 'baseline_undo', day)}")


def _name(page: Whose, day: date) -> str:
    return f"week:{page.athlete.pk}:{day}"


def _url(page: Whose, name: str, *day: date) -> str:
    if page.by_coach:
        return reverse(f"plans:athlete_{name}", args=[page.athlete.pk, *day])
    return reverse(f"plans:{name}", args=day)
