"""Who works at a coach's desk, and the page behind the link that asks somebody to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.invite import InvitedJustNow, digest_of
from athletes.actions.join import AddressNotVerified, InvitationOver, verified_addresses
from athletes.actions.team import HasDesk, accept_assistance, invite_assistant, remove_assistant
from athletes.desk import desk_of
from athletes.forms.invite import InviteForm
from athletes.models import Assistant, AssistantInvitation
from coachapp.access import coach_only, desk_only, public
from coachapp.http import UserRequest

REFUSALS = {
    InvitationOver: "This invitation was taken already, withdrawn, or has run out.",
    AddressNotVerified: "This invitation went to another address. Add that address to your account and confirm it.",
    HasDesk: "You work at a desk already: your own, or another coach’s. Nobody works at two.",
}


@desk_only
@require_GET
def team(request: UserRequest) -> HttpResponse:
    return _show(request, InviteForm())


@coach_only
@require_POST
def ask_assistant(request: UserRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    email = form.cleaned_data["email"]
    try:
        invite_assistant(request.user.coach, email=email, at=timezone.now())
    except InvitedJustNow:
        messages.info(request, f"The invitation to {email} has just left.")
    else:
        messages.success(request, f"An invitation is on its way to {email}. It works once, for 14 days.")
    return redirect("athletes:team")


@coach_only
@require_POST
def revoke_assistant_invitation(request: UserRequest, invitation_id: int) -> HttpResponse:
    offers = request.user.coach.assistant_invitations
    offer = get_object_or_404(offers, pk=invitation_id)
    if offers.filter(pk=offer.pk).withdraw(at=timezone.now()):
        messages.success(request, f"Revoked: the link for {offer.email} opens nothing any more.")
    else:
        messages.info(request, "That invitation was over already.")
    return redirect("athletes:team")


@coach_only
@require_POST
def remove_from_team(request: UserRequest, assistant_id: int) -> HttpResponse:
    assistant = get_object_or_404(request.user.coach.assistants, pk=assistant_id)
    remove_assistant(assistant)
    messages.success(request, f"{assistant} works here no longer and sees nothing from now on. What they wrote stays.")
    return redirect("athletes:team")


@require_POST
def leave_team(request: UserRequest) -> HttpResponse:
    assistant = get_object_or_404(Assistant.objects.filter(user=request.user).select_related("coach__user"))
    remove_assistant(assistant)
    messages.success(request, f"You assist {assistant.coach} no longer.")
    return redirect("athletes:settings")


@public("somebody opens the link from the mail before they have an account")
@never_cache
@require_GET
def show_assistance(request: HttpRequest, token: str) -> HttpResponse:
    offer = _offer(token)
    context = {"offer": offer, "token": token, "coach": offer.coach}
    if offer.state(at=timezone.now()) != "open":
        return render(request, "athletes/assist_over.html", context, status=410)
    is_theirs = request.user.is_authenticated and offer.email in verified_addresses(request.user)
    return render(request, "athletes/assist.html", context | {"is_theirs": is_theirs})


@require_POST
def accept(request: UserRequest, token: str) -> HttpResponse:
    offer = _offer(token)
    try:
        accept_assistance(offer, by=request.user, at=timezone.now())
    except tuple(REFUSALS) as refusal:
        messages.warning(request, REFUSALS[type(refusal)])
        return redirect("athletes:assist", token)
    messages.success(request, f"You work at {offer.coach}’s desk now. {offer.coach} publishes; you prepare.")
    return redirect("landing")


def _offer(token: str) -> AssistantInvitation:
    rows = AssistantInvitation.objects.select_related("coach__user")
    return get_object_or_404(rows, token_digest=digest_of(token))


def _show(request: UserRequest, form: InviteForm, *, status: int = 200) -> HttpResponse:
    desk, now = desk_of(request.user), timezone.now()
    context = {
        "desk": desk,
        "assistants": desk.assistants.in_order(),
        "offers": desk.assistant_invitations.open(at=now).newest_first(),
        "form": form,
    }
    return render(request, "athletes/team.html", context, status=status)
