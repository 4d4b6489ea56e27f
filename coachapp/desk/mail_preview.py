"""What an athlete's next weekly mail will look like, for their coach: both bodies, and a copy to try in one's own inbox."""

from datetime import datetime
from urllib.parse import urljoin
from uuid import UUID

from csp.constants import SELF
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.mail import queue_mail
from athletes.models import Athlete, User
from coachapp.access import desk_only
from coachapp.desk.mailbox import policy_for
from coachapp.http import UserRequest
from coachapp.limits import limited
from plans.actions.remind import NextMail, next_weekly
from plans.models import TrainingSession
from plans.taps import Said, TapLink

TEST = "weekly_test"


@desk_only
@require_GET
def mail_preview(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = _athlete(request, athlete_id)
    context = {"athlete": athlete, "next": _next(athlete, at=timezone.now())}
    page = render(request, "desk/mail_preview.html", context)
    page._csp_replace = {"frame-src": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 -- as csp's decorator does, which is typed for no arguments
    return page


@desk_only
@require_GET
@xframe_options_sameorigin
def mail_preview_html(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    """For the frame: its own styles and nothing else, and no other site may show it."""
    html = _mail_or_404(request, athlete_id).mail.bodies.html
    policy = f"{policy_for(html)}; frame-ancestors 'self'"
    return HttpResponse(html, headers={"Content-Security-Policy": policy, "Cache-Control": "private, no-store"})


@desk_only
@require_POST
@limited("mail_test")
def mail_preview_send(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    """To who asks, and nobody else. A double click sends one."""
    send_test(_mail_or_404(request, athlete_id), athlete_id=athlete_id, to=request.user, at=timezone.now())
    messages.success(request, f"On its way to {request.user.email}.")
    return redirect("desk:mail_preview", athlete_id=athlete_id)


def send_test(next_mail: NextMail, *, athlete_id: UUID, to: User, at: datetime) -> None:
    queue_mail(
        to=to.email,
        recipient=to,
        kind=TEST,
        key=f"{athlete_id} {at:%Y-%m-%dT%H:%M}",
        subject=f"Test: {next_mail.mail.subject}",
        text=next_mail.mail.bodies.text,
        html=next_mail.mail.bodies.html,
        calendar=next_mail.mail.calendar,
        at=at,
    )


def _athlete(request: UserRequest, athlete_id: UUID) -> Athlete:
    return get_object_or_404(Athlete.objects.coached_by(request.user).with_people(), pk=athlete_id)


def _mail_or_404(request: UserRequest, athlete_id: UUID) -> NextMail:
    found = _next(_athlete(request, athlete_id), at=timezone.now())
    if found is None:
        raise Http404
    return found


def _next(athlete: Athlete, *, at: datetime) -> NextMail | None:
    return next_weekly(athlete, at=at, links=_links_for_coach)


def _links_for_coach(session: TrainingSession) -> tuple[TapLink, ...]:
    """Where the athlete's links would speak for them, the coach's lead to the week as the coach sees it."""
    url = urljoin(settings.SITE_URL, reverse("plans:athlete_week", args=[session.athlete_id, session.date]))
    return tuple(TapLink(str(said.label), url) for said in Said)
