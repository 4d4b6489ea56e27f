"""The page behind an invitation's link. Who holds the link learns the coach's name, and no more.

What pressing its button does touches the plans too: `coachapp/desk/joining.py`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from athletes.actions.invite import digest_of
from athletes.actions.join import is_addressed_to, is_open
from athletes.forms.invite import AgreeForm
from athletes.models import Athlete, Coach, Invitation, User
from coachapp.access import public


@public("a runner opens the link from the mail before they have an account")
@never_cache
@require_GET
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    return offer_page(request, invitation_of(token), token, form=AgreeForm())


def offer_page(
    request: HttpRequest, invitation: Invitation, token: str, *, form: AgreeForm, status: int = 200
) -> HttpResponse:
    """As much of the offer as this visitor may read."""
    context = {"invitation": invitation, "token": token, "coach": invitation.coach.user.get_full_name(), "form": form}
    if not is_open(invitation, at=timezone.now()):
        joined = request.user.is_authenticated and invitation.athlete.user_id == request.user.pk
        return render(request, "athletes/invitation_over.html", context | {"joined": joined}, status=410)
    if not request.user.is_authenticated:
        return render(request, "athletes/invitation.html", context)
    if not is_addressed_to(invitation, request.user):
        return render(request, "athletes/invitation_elsewhere.html", context)
    own = Athlete.objects.filter(user=request.user).first()
    more = {"own": own, "left": coach_left_for(invitation, request.user)}
    return render(request, "athletes/invitation_accept.html", context | more, status=status)


def coach_left_for(invitation: Invitation, user: User) -> Coach | None:
    """The coach whom this user leaves by accepting; None for who has none, or has this one."""
    own = Athlete.objects.filter(user=user, coach__isnull=False).select_related("coach__user").first()
    return own.coach if own is not None and own.coach_id != invitation.coach_id else None


def invitation_of(token: str) -> Invitation:
    rows = Invitation.objects.select_related("coach__user", "athlete")
    return get_object_or_404(rows, token_digest=digest_of(token))
