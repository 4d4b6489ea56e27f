"""The page behind an invitation's link. Who holds the link learns the coach's name, and no more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.athlete import TooYoung
from athletes.actions.invite import digest_of
from athletes.actions.join import AddressNotVerified, InvitationOver, PlansOverlap, accept, is_addressed_to, is_open
from athletes.models import Athlete, Invitation
from coachapp.access import public
from coachapp.http import UserRequest

REFUSALS = {
    InvitationOver: "This invitation was taken already, or has run out.",
    AddressNotVerified: "This invitation went to another address. Add that address to your account and confirm it.",
    TooYoung: "Accounts are for runners of 16 and older. Your coach keeps your plan until then.",
    PlansOverlap: "You and your coach both have a plan out for the same weeks. Take yours back, then join.",
}


@public("a runner opens the link from the mail before they have an account")
@never_cache
@require_GET
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = _invitation(token)
    open_now = is_open(invitation, at=timezone.now())
    context = {"invitation": invitation, "token": token, "coach": invitation.coach.user.get_full_name()}
    if not open_now:
        joined = request.user.is_authenticated and invitation.athlete.user_id == request.user.pk
        return render(request, "athletes/invitation_over.html", context | {"joined": joined}, status=410)
    if not request.user.is_authenticated:
        return render(request, "athletes/invitation.html", context)
    if not is_addressed_to(invitation, request.user):
        return render(request, "athletes/invitation_elsewhere.html", context)
    own = Athlete.objects.filter(user=request.user).select_related("coach__user").first()
    return render(request, "athletes/invitation_accept.html", context | {"own": own})


@require_POST
def accept_invitation(request: UserRequest, token: str) -> HttpResponse:
    invitation = _invitation(token)
    try:
        accept(invitation, by=request.user, at=timezone.now())
    except tuple(REFUSALS) as refusal:
        messages.warning(request, REFUSALS[type(refusal)])
        return redirect("athletes:invitation", token)
    messages.success(request, f"Welcome. {invitation.coach} is your coach now.")
    return redirect("landing")


def _invitation(token: str) -> Invitation:
    rows = Invitation.objects.select_related("coach__user", "athlete")
    return get_object_or_404(rows, token_digest=digest_of(token))
