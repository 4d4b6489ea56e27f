"""The week on screen: one page for every answer of its views, whole or as the part that htmx swaps."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from athletes.forms.health import AcheSafetyForm
from athletes.models import Athlete
from coachapp.http import UserRequest
from plans.forms.absence import AbsenceForm, UntilForm
from plans.forms.check_in import AcheForm, CheckInForm
from plans.forms.log import SessionLogForm
from plans.models import Week
from plans.pages.hand_over import hand_over_after
from plans.pages.race_day import race_day_in
from plans.pages.week import NoWeek, WeekView, week_view
from plans.pages.why import why_links


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekForms:
    """What came back with something to change. `tap_form` is that of the session of `just`."""

    form: SessionLogForm | None = None
    feel_form: CheckInForm | None = None
    tap_form: CheckInForm | None = None
    ache_form: AcheForm | None = None
    safety_form: AcheSafetyForm | None = None
    absence_form: AbsenceForm | None = None
    until_form: UntilForm | None = None


NO_FORMS = WeekForms()


def begun_week(request: UserRequest, day: date) -> Week:
    """The athlete's published week of that day, once it has begun."""
    athlete = request.user.athlete
    weeks = Week.objects.visible_to(request.user).of(athlete).containing(day)
    return get_object_or_404(weeks, start__lte=athlete.today(timezone.now()))


def back_to_week(
    request: UserRequest, athlete: Athlete, day: date, *, just: UUID | None = None, aches: bool = False
) -> HttpResponse:
    """The week of that day, with the session open that something was `just` said about, or at what an ache asks."""
    if request.htmx:
        response = render_week(request, athlete, day=day, just=just)
        if aches:
            response["HX-Reswap"] = "outerHTML show:#ache-asks:top"
        return response
    if day == athlete.today(timezone.now()):
        return redirect("plans:week")
    address = reverse("plans:week_of", args=[day])
    return redirect(f"{address}#felt-{just}" if just and not aches else address)


def render_week(
    request: UserRequest,
    athlete: Athlete,
    *,
    day: date | None,
    forms: WeekForms = NO_FORMS,
    just: UUID | None = None,
    for_coach: bool = False,
    status: int = 200,
) -> HttpResponse:
    today = athlete.today(timezone.now())
    view = week_view(athlete, day=day or today, today=today)
    context: dict[str, object] = {
        "view": view,
        "today": today,
        "form": forms.form,
        "feel_form": forms.feel_form,
        "tap_form": forms.tap_form,
        "ache_form": forms.ache_form,
        "safety_form": forms.safety_form or AcheSafetyForm(),
        "absence_form": forms.absence_form or AbsenceForm(today=today),
        "until_form": forms.until_form,
        "just": just,
        "for_coach": for_coach,
    }
    if isinstance(view, NoWeek):
        context["hand_over"] = hand_over_after(view.off_season, today=today) if view.off_season else None
        return redirect("plans:week") if request.htmx else render(request, "plans/no_week.html", context)
    context["whys"] = why_links((one.session for one in view.sessions), coach_id=athlete.coach_id)
    sessions = (one.session for one in (*view.sessions, view.following) if one)
    context["race_day"] = race_day_in(sessions, today=today, for_coach=for_coach)
    page = "plans/week.html#week" if request.htmx else "plans/week.html"
    response = render(request, page, context, status=status)
    if not for_coach:
        _say_addresses(response, view)
    return response


def _say_addresses(response: HttpResponse, view: WeekView) -> None:
    """Which week this is and which follows, for what a phone keeps."""
    response["Content-Location"] = reverse("plans:week_of", args=[view.week.start])
    if view.after:
        response["Link"] = f'<{reverse("plans:week_of", args=[view.after.start])}>; rel="next"'
