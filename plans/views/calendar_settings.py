"""Where an athlete switches their calendar on, says how it looks, and finds its address again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from coachapp.access import athlete_only
from coachapp.http import UserRequest, posted
from plans.actions.calendar_feed import choose_look, give_new_address, switch_off, switch_on
from plans.forms.calendar_feed import CalendarForm, look_of
from plans.models import CalendarFeed
from plans.words.calendar import PROGRAMS


@require_http_methods(["GET", "HEAD", "POST"])
@athlete_only
@never_cache
def calendar_settings(request: UserRequest) -> HttpResponse:
    athlete = request.user.athlete
    feed = CalendarFeed.objects.of(athlete).with_athlete().first() or CalendarFeed(athlete=athlete)
    form = CalendarForm(posted(request), initial=look_of(feed))
    if form.is_bound and form.is_valid():
        choose_look(athlete, **form.look())
        messages.success(request, "Kept. Your calendar shows it the next time it looks.")
        return redirect("plans:calendar_settings")
    context = {"feed": feed, "form": form, "programs": PROGRAMS}
    return render(request, "plans/calendar_settings.html", context, status=422 if form.is_bound else 200)


@require_POST
@athlete_only
def calendar_on(request: UserRequest) -> HttpResponse:
    switch_on(request.user.athlete, at=timezone.now())
    messages.success(request, "Your calendar is on. Give its address to your calendar program.")
    return redirect("plans:calendar_settings")


@require_POST
@athlete_only
def calendar_new_address(request: UserRequest) -> HttpResponse:
    give_new_address(request.user.athlete, at=timezone.now())
    messages.success(
        request, "This is the new address. The one before opens nothing any more: replace it where you used it."
    )
    return redirect("plans:calendar_settings")


@require_POST
@athlete_only
def calendar_off(request: UserRequest) -> HttpResponse:
    switch_off(request.user.athlete)
    messages.success(request, "Your calendar is off. Its address opens nothing any more.")
    return redirect("plans:calendar_settings")
