"""A runner takes a coach's offer, moves to another coach, or goes on alone: it touches who they are and their plans."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.actions.athlete import TooYoung
from athletes.actions.join import AddressNotVerified, InvitationOver, PlansOverlap
from athletes.forms.invite import AgreeForm
from athletes.models import Athlete
from athletes.views.invitation import coach_left_for, invitation_of, offer_page
from coachapp.access import athlete_only
from coachapp.http import UserRequest
from plans.actions.hand_over import go_alone, join_coach

REFUSALS = {
    InvitationOver: "This invitation was taken already, was withdrawn, or has run out.",
    AddressNotVerified: "This invitation went to another address. Add that address to your account and confirm it.",
    TooYoung: "Accounts are for runners of 16 and older. Your coach keeps your plan until then.",
    PlansOverlap: "You have a plan out for weeks that the new coach has published too. One must be taken back first:"
    " yours, where you coach yourself; else ask the new coach to.",
}


@require_POST
def accept_invitation(request: UserRequest, token: str) -> HttpResponse:
    """Who has another coach agrees to the change in so many words; an older page, from before that, has not asked."""
    invitation = invitation_of(token)
    left = coach_left_for(invitation, request.user)
    form = AgreeForm(request.POST)
    if left is not None and not form.is_valid():
        return offer_page(request, invitation, token, form=form, status=422)
    try:
        join_coach(invitation, by=request.user, at=timezone.now())
    except tuple(REFUSALS) as refusal:
        messages.warning(request, REFUSALS[type(refusal)])
        return redirect("athletes:invitation", token)
    gone = f" {left} sees nothing from now on." if left else ""
    messages.success(request, f"Welcome. {invitation.coach} is your coach now.{gone}")
    return redirect("landing")


@athlete_only
@require_POST
def leave(request: UserRequest) -> HttpResponse:
    """The second of two clicks finds them on their own, and says so."""
    athlete = get_object_or_404(Athlete.objects.select_related("coach__user"), user=request.user)
    if athlete.coach is None:
        messages.info(request, "You train on your own.")
        return redirect("athletes:settings")
    name = str(athlete.coach)
    go_alone(athlete, at=timezone.now())
    messages.success(request, f"You train on your own now. {name} sees nothing new, and your plan stays with you.")
    return redirect("athletes:settings")
