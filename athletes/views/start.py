"""A runner without a coach enters on their own."""

from contextlib import suppress
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from athletes.actions.athlete import EnteredMeanwhile, enter_athlete
from athletes.actions.join import verified_addresses
from athletes.forms.entry import EntryForms
from athletes.forms.free_plan import Tried, tried
from athletes.models import Athlete, Invitation
from coachapp.http import UserRequest, posted


@require_http_methods(["GET", "POST"])
def start(request: UserRequest) -> HttpResponse:
    user, now = request.user, timezone.now()
    if user.has_desk or user.is_athlete:
        return redirect("landing")
    forms = _forms(request, at=now)
    if request.method == "POST" and forms.is_valid():
        return _enter(request, forms, at=now)
    offers = Invitation.objects.open(at=now).addressed_to(verified_addresses(user)).select_related("coach__user")
    context = {"forms": forms, "offers": offers}
    return render(request, "athletes/start.html", context, status=422 if request.method == "POST" else 200)


def _enter(request: UserRequest, forms: EntryForms, *, at: datetime) -> HttpResponse:
    with suppress(EnteredMeanwhile):  # the second of two clicks: they are in
        health = forms.health.answer() if forms.health else None
        runner, races, weeks = forms.athlete.instance, forms.races, forms.weeks
        enter_athlete(runner, user=request.user, races=races, weeks=weeks, health=health, at=at)
        messages.success(request, "You are in. Next: build your off-season.")
    request.session.pop("free_plan", None)
    return redirect("landing")


def _forms(request: UserRequest, *, at: datetime) -> EntryForms:
    """Filled in with what the visitor tried on the free planner, where they did."""
    user = request.user
    blank = Athlete(name=user.name, time_zone=user.time_zone, unit=user.unit)
    known = tried(request.session.get("free_plan"), athlete=blank) or Tried(blank)
    return EntryForms(
        posted(request),
        athlete=known.athlete,
        fall_race=known.fall_race,
        a_race=known.a_race,
        today=blank.today(at),
        needs_account=True,
    )
