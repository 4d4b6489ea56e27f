"""One runner for their coach: what is known, and the ways on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from athletes.actions.join import open_invitation
from athletes.forms.invite import InviteForm
from athletes.models import Athlete
from coachapp.access import coach_only
from coachapp.http import UserRequest


@coach_only
@require_GET
def athlete(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    runner = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    context = {
        "athlete": runner,
        "races": runner.races.in_order(),
        "off_seasons": runner.off_seasons.with_races().newest_first(),
        "invitation": open_invitation(runner, at=timezone.now()),
        "invite_form": InviteForm(),
    }
    return render(request, "desk/athlete.html", context)
