"""Not today: the athlete's own day for a session, inside its week and inside the rules; or letting it go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from coachapp.access import athlete_only
from coachapp.http import UserRequest
from plans.actions import own_days
from plans.actions.own_days import CannotMove, offers_of
from plans.forms.own_days import OwnDayForm
from plans.models import TrainingSession
from plans.pages.not_today import not_today as page_of
from plans.views.week_screen import back_to_week
from plans.words import not_today as words
from plans.words.wording import short_day


@require_GET
@athlete_only
def not_today(request: UserRequest, session_id: UUID) -> HttpResponse:
    """Asked on its own, because the judgement reads the whole plan."""
    return _show(request, _mine(request, session_id))


@require_POST
@athlete_only
def move(request: UserRequest, session_id: UUID) -> HttpResponse:
    session = _mine(request, session_id)
    form = OwnDayForm(request.POST)
    if not form.is_valid():
        return _show(request, session, error=str(form.errors["date"][0]), status=422)
    day = form.cleaned_data["date"]
    try:
        own_days.move_session(session, to=day, at=timezone.now())
    except CannotMove as refused:
        return _show(request, session, error=str(refused), status=422)
    undo = reverse("plans:put_back", args=[session.pk])
    messages.success(request, words.moved(session.title, day), extra_tags=f"undo:{undo}")
    return back_to_week(request, session.athlete, session.date)


@require_POST
@athlete_only
def put_back(request: UserRequest, session_id: UUID) -> HttpResponse:
    session = _mine(request, session_id)
    own_days.put_back(session)
    messages.info(request, f"{session.title}: on {short_day(session.planned_on)} again.")
    return back_to_week(request, session.athlete, session.planned_on)


@require_POST
@athlete_only
def let_go(request: UserRequest, session_id: UUID) -> HttpResponse:
    session = _mine(request, session_id)
    own_days.let_go(session, at=timezone.now())
    messages.success(
        request, f"{session.title}: let go.", extra_tags=f"undo:{reverse('plans:take_up', args=[session.pk])}"
    )
    return back_to_week(request, session.athlete, session.date)


@require_POST
@athlete_only
def take_up(request: UserRequest, session_id: UUID) -> HttpResponse:
    session = _mine(request, session_id)
    own_days.take_up(session)
    messages.info(request, f"{session.title}: in the plan again.")
    return back_to_week(request, session.athlete, session.date)


def _mine(request: UserRequest, session_id: UUID) -> TrainingSession:
    theirs = TrainingSession.objects.open_to(request.user.athlete).with_log().with_plan()
    return get_object_or_404(theirs, pk=session_id)


def _show(request: UserRequest, session: TrainingSession, *, error: str = "", status: int = 200) -> HttpResponse:
    today = session.athlete.today(timezone.now())
    page = page_of(session, offers_of(session, today=today), today=today)
    template = "plans/not_today.html#ways" if request.htmx else "plans/not_today.html"
    return render(request, template, {"page": page, "error": error, "today": today}, status=status)
