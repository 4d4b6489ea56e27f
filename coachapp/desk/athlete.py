"""One runner for their coach: what is known, planned and done, and the ways on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from athletes.forms.invite import InviteForm
from athletes.models import Athlete, OutgoingMail
from coachapp.access import desk_only
from coachapp.desk.athlete_view import athlete_view, invitations_of, winter_before
from coachapp.http import UserRequest
from plans.words.last_winter import NOT_COPIED

SHOWN_MAILS = 5


@desk_only
@require_GET
def athlete(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    runner = get_object_or_404(
        Athlete.objects.coached_by(request.user).with_people().prefetch_related("availability_weeks"), pk=athlete_id
    )
    now = timezone.now()
    view = athlete_view(runner, coach=request.user, at=now)
    winter = winter_before(view, at=now)
    context = {
        "view": view,
        "athlete": runner,
        "start_form": view.start_form,
        "last_winter": winter,
        "not_copied": NOT_COPIED,
        "mails": OutgoingMail.objects.known_to_coach(request.user)
        .filter(recipient__athlete=runner)
        .newest_first()[:SHOWN_MAILS],
        "invitations": invitations_of(runner, at=now),
        "invite_form": InviteForm(),
    }
    return render(request, "desk/athlete.html", context)
