"""A coach's runners: enter one, correct one, invite one."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from athletes.actions.archive import archive, bring_back
from athletes.actions.athlete import TooYoung, change_athlete, enter_athlete
from athletes.actions.invite import AlreadyJoined, InvitedJustNow, invite, link_to, make_link, revoke
from athletes.forms.athlete import AthleteForm
from athletes.forms.entry import EntryForms
from athletes.forms.invite import InviteForm, MaybeInviteForm
from athletes.models import Athlete, User
from athletes.views.whose import whose
from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest, posted

TOO_YOUNG = "{name} is under 16: accounts wait until then. The record stays with you."


@desk_only
@require_http_methods(["GET", "POST"])
def add_athlete(request: UserRequest) -> HttpResponse:
    now = timezone.now()
    blank = Athlete(time_zone=request.user.time_zone, unit=request.user.unit)
    forms = EntryForms(posted(request), athlete=blank, today=blank.today(now))
    # Who assists invites nobody.
    invitation = MaybeInviteForm(posted(request) if request.user.is_coach else QueryDict())
    if request.method == "POST" and all((forms.is_valid(), invitation.is_valid())):
        athlete = _enter(request, forms, email=invitation.cleaned_data["email"])
        return redirect("desk:athlete", athlete.pk)
    context = {"forms": forms, "invitation": invitation}
    return render(request, "athletes/add.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def edit_athlete(request: UserRequest, athlete_id: UUID | None = None) -> HttpResponse:
    now = timezone.now()
    page = whose(request, athlete_id, at=now)
    has_account = page.athlete.user_id is not None
    form = AthleteForm(posted(request), instance=page.athlete, today=page.today, needs_account=has_account)
    if form.is_valid():
        change_athlete(form.instance, by=request.user, at=now)
        messages.success(request, "It is kept. Plans that are out already stay as they are until you build them anew.")
        return redirect(page.home_url)
    return render(request, "athletes/edit.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)


@coach_only
@require_POST
def invite_athlete(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return render(request, "athletes/invite.html", {"athlete": athlete, "form": form}, status=422)
    _invite(request, athlete, email=form.cleaned_data["email"], by=request.user)
    return redirect("desk:athlete", athlete.pk)


@coach_only
@require_POST
def link_athlete(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    """Shows the link on the answer and nowhere else: only its digest is stored."""
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return render(request, "athletes/invite.html", {"athlete": athlete, "form": form}, status=422)
    try:
        invitation, token = make_link(athlete, email=form.cleaned_data["email"], by=request.user, at=timezone.now())
    except (TooYoung, AlreadyJoined) as refusal:
        _say_refusal(request, athlete, refusal)
        return redirect("desk:athlete", athlete.pk)
    context = {"athlete": athlete, "invitation": invitation, "link": link_to(token)}
    return render(request, "athletes/link.html", context)


@coach_only
@require_POST
def revoke_invitation(request: UserRequest, athlete_id: UUID, invitation_id: int) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    invitation = get_object_or_404(athlete.invitations.offered_by(request.user.coach), pk=invitation_id)
    if revoke(invitation, at=timezone.now()):
        messages.success(request, f"Revoked: the link for {invitation.email} opens nothing any more.")
    else:
        messages.info(request, "That invitation was over already.")
    return redirect("desk:athlete", athlete.pk)


@coach_only
@require_POST
def archive_athlete(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    archive(athlete, at=timezone.now())
    undo = reverse("athletes:athlete_unarchive", args=[athlete.pk])
    messages.success(request, f"{athlete.name} is in the archive.", extra_tags=f"undo:{undo}")
    return redirect("athletes:roster")


@coach_only
@require_POST
def unarchive_athlete(request: UserRequest, athlete_id: UUID) -> HttpResponse:
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=athlete_id)
    bring_back(athlete, at=timezone.now())
    undo = reverse("athletes:athlete_archive", args=[athlete.pk])
    messages.success(request, f"{athlete.name} is back on the roster.", extra_tags=f"undo:{undo}")
    return redirect("desk:athlete", athlete.pk)


@transaction.atomic
def _enter(request: UserRequest, forms: EntryForms, *, email: str) -> Athlete:
    athlete = enter_athlete(
        forms.athlete.instance, coach=request.user.desk, races=forms.races, weeks=forms.weeks, at=timezone.now()
    )
    messages.success(request, f"{athlete.name} is in. Next: the off-season.")
    if email:
        _invite(request, athlete, email=email, by=request.user)
    return athlete


def _invite(request: UserRequest, athlete: Athlete, *, email: str, by: User) -> None:
    try:
        with suppress(InvitedJustNow):
            invite(athlete, email=email, by=by, at=timezone.now())
    except (TooYoung, AlreadyJoined) as refusal:
        _say_refusal(request, athlete, refusal)
    else:
        messages.success(request, f"An invitation is on its way to {email}. It works once, for 14 days.")


def _say_refusal(request: UserRequest, athlete: Athlete, refusal: Exception) -> None:
    if isinstance(refusal, TooYoung):
        messages.warning(request, TOO_YOUNG.format(name=athlete.name))
    else:
        messages.info(request, f"{athlete.name} has an account already.")
