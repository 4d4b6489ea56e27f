"""How a person wants to be served, on one page: each section is kept on its own and says by itself what is wrong."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.address_health import settle
from athletes.actions.settings import change_clock, change_digest, change_unit, change_weekly_mail, choose_mail
from athletes.choices import Unit, WeekStart
from athletes.forms.settings import ClockForm, DigestForm, MailForm, UnitForm, WeeklyMailForm
from athletes.models import AddressHealth, Athlete
from coachapp.access import athlete_only, coach_only
from coachapp.http import UserRequest
from plans.models import OffSeason

STAYS = "Weeks that are out stay as they are until they are planned anew."


@require_GET
def show_settings(request: UserRequest) -> HttpResponse:
    return _page(request, {})


@require_POST
def keep_unit(request: UserRequest) -> HttpResponse:
    form = UnitForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, {"unit": form}, status=422)
    unit = Unit(form.cleaned_data["unit"])
    change_unit(request.user, unit=unit)
    return _kept(request, "unit", f"Everything is shown in {unit.label} now.")


@require_POST
def keep_clock(request: UserRequest) -> HttpResponse:
    athlete = _athlete_of(request)
    form = ClockForm(request.POST, user=request.user, athlete=athlete)
    if not form.is_valid():
        return _page(request, {"clock": form}, status=422)
    change_clock(request.user, at=timezone.now(), **form.cleaned_data)
    is_moved = athlete is not None and form.cleaned_data["week_start"] != athlete.week_start
    return _kept(request, "clock", f"Kept. {STAYS}" if is_moved else "Kept.")


@require_POST
@athlete_only
def keep_weekly_mail(request: UserRequest) -> HttpResponse:
    form = WeeklyMailForm(request.POST, athlete=request.user.athlete)
    if not form.is_valid():
        return _page(request, {"weekly": form}, status=422)
    change_weekly_mail(request.user, at=timezone.now(), **form.cleaned_data)
    said = "Your week comes by e-mail." if form.cleaned_data["on"] else "No weekly mail any more."
    return _kept(request, "mail", said)


@require_POST
@coach_only
def keep_digest(request: UserRequest) -> HttpResponse:
    form = DigestForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, {"digest": form}, status=422)
    change_digest(request.user, hour=form.cleaned_data["hour"])
    return _kept(request, "mail", "Kept.")


@require_POST
def keep_mail(request: UserRequest) -> HttpResponse:
    form = MailForm(request.POST, user=request.user, athlete=_athlete_of(request))
    if not form.is_valid():
        return _page(request, {"mail": form}, status=422)
    choose_mail(request.user, wanted=form.cleaned_data["wanted"], among=form.kinds)
    return _kept(request, "mail", "Kept.")


@require_POST
def try_again(request: UserRequest) -> HttpResponse:
    settle(request.user.email, at=timezone.now())
    return _kept(request, "mail", f"The next mail goes to {request.user.email} again.")


def _athlete_of(request: UserRequest) -> Athlete | None:
    return Athlete.objects.filter(user=request.user).select_related("coach__user").first()


def _kept(request: UserRequest, section: str, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"{reverse('athletes:settings')}#{section}")


def _page(request: UserRequest, bound: dict[str, forms.Form], *, status: int = 200) -> HttpResponse:
    """The whole page; `bound` holds the one form that could not be read, with what was typed."""
    user, athlete = request.user, _athlete_of(request)
    sections: dict[str, Any] = {
        "unit": UnitForm(user=user),
        "clock": ClockForm(user=user, athlete=athlete),
        "weekly": WeeklyMailForm(athlete=athlete) if athlete else None,
        "digest": DigestForm(user=user) if user.is_coach else None,
        "mail": MailForm(user=user, athlete=athlete),
    }
    context = (
        sections
        | bound
        | {
            "athlete": athlete,
            "otherwise": _planned_otherwise(athlete),
            "suspended": AddressHealth.objects.suspended().of(user.email).first(),
        }
    )
    return render(request, "athletes/settings.html", context, status=status)


def _planned_otherwise(athlete: Athlete | None) -> dict[str, Any] | None:
    """The plan that is out and was made for another unit or another first day of the week, in words."""
    if athlete is None:
        return None
    plans = OffSeason.objects.filter(athlete=athlete).planned_otherwise(on=athlete.today(timezone.now()))
    row: Any = plans.newest_first().first()
    if row is None:
        return None
    return {
        "off_season": row,
        "unit": Unit(row.planned_unit).label if row.planned_unit != athlete.unit else "",
        "week_start": WeekStart(row.planned_week_start).label if row.planned_week_start != athlete.week_start else "",
    }
