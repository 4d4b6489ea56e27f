"""The coach's answers to a proposal. A runner without a coach gives their own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.models import Athlete
from coachapp.http import UserRequest
from plans.actions.draft import EditedMeanwhile
from plans.actions.proposal import AlreadyAnswered, NotCleared, accept, refuse
from plans.forms.proposal import WordForm
from plans.models import Proposal

ANSWERED = "It has been answered already."
NOT_CLEARED = "Not cleared to train by their own safety answers: nothing is planned now."
STALE = "The off-season was changed meanwhile. Look at the newest draft, then answer."


@require_POST
def accept_proposal(request: UserRequest, athlete_id: UUID, proposal_id: int) -> HttpResponse:
    """A draft with the new cut, and on to the builder: publishing is an act of its own."""
    proposal = _theirs(request, athlete_id, proposal_id)
    try:
        version = accept(proposal, by=request.user, at=timezone.now())
        messages.success(request, f"Draft {version.number} has the new cut. Look, then publish.")
    except AlreadyAnswered:
        messages.info(request, ANSWERED)
    except NotCleared:
        messages.info(request, NOT_CLEARED)
    except EditedMeanwhile:
        messages.info(request, STALE)
    return _on(proposal)


@require_POST
def refuse_proposal(request: UserRequest, athlete_id: UUID, proposal_id: int) -> HttpResponse:
    proposal, form = _theirs(request, athlete_id, proposal_id), WordForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"Your word: {' '.join(map(str, form.errors['word']))}")
        return _on(proposal)
    try:
        refuse(proposal, word=form.cleaned_data["word"], by=request.user, at=timezone.now())
        messages.success(request, "Noted. The plan stays as it is.")
    except AlreadyAnswered:
        messages.info(request, ANSWERED)
    return redirect("landing") if proposal.athlete.is_self_coached else redirect("desk:athlete", athlete_id)


def _theirs(request: UserRequest, athlete_id: UUID, proposal_id: int) -> Proposal:
    athlete = get_object_or_404(Athlete.objects.planned_by(request.user), pk=athlete_id)
    return get_object_or_404(Proposal.objects.answerable_by(request.user).of(athlete).with_plan(), pk=proposal_id)


def _on(proposal: Proposal) -> HttpResponse:
    if proposal.off_season is not None:
        return redirect(proposal.off_season)
    return redirect("desk:athlete", proposal.athlete_id)
