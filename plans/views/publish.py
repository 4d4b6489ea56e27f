"""What the athlete sees: publish a draft, or take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.models import User
from coachapp.access import only_by
from coachapp.http import UserRequest
from plans.actions.draft import EditedMeanwhile
from plans.actions.publish import CannotPublish, NeedsRemedy, OverlapsAnother, publish, unpublish
from plans.actions.ready import ask_to_publish
from plans.forms.builder import BuilderForm
from plans.forms.differences import differences
from plans.forms.publish import AskForm, PublishForm, SeenForm
from plans.models import OffSeason, PlanVersion
from plans.views.builder import STALE
from plans.views.builder_screen import Shown, mine, screen, show


@require_POST
def publish_draft(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    off_season, draft = _to_publish(request, off_season_id)
    form = PublishForm(request.POST, first_day=off_season.fall_race.date)
    if not form.is_valid():
        return show(request, off_season, draft, Shown(publish_form=form, status=422))
    if form.cleaned_data["version"] != draft.number:
        return _meanwhile(request, off_season, draft, form)
    try:
        is_published = _is_published(form, off_season, draft, by=request.user)
    except EditedMeanwhile:
        return _meanwhile(request, *mine(request, off_season_id), form)
    if not is_published:
        return show(request, off_season, draft, Shown(publish_form=form, status=422))
    messages.success(request, "Published.")
    return redirect(off_season)


@require_POST
def unpublish_plan(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    off_season, _ = _to_publish(request, off_season_id)
    seen = SeenForm(request.POST)
    try:
        unpublish(off_season, seen_lock=seen.cleaned_data["lock"] if seen.is_valid() else -1, at=timezone.now())
    except EditedMeanwhile:
        messages.info(request, STALE)
    else:
        messages.success(request, "Taken back. The days to come are off the pages; the draft is here.")
    return redirect(off_season)


@require_POST
def ask_for_publishing(request: UserRequest, off_season_id: UUID) -> HttpResponse:
    """From who drafts to who publishes: about the draft that the page showed, and no other."""
    off_season, draft = mine(request, off_season_id)
    seen = AskForm(request.POST)
    if off_season.can_be_published_by(request.user):
        messages.info(request, "You publish this one yourself: the button is at the foot of the page.")
    elif not seen.is_valid() or seen.cleaned_data["version"] != draft.number:
        messages.info(request, STALE)
    else:
        ask_to_publish(draft, by=request.user, at=timezone.now())
        messages.success(request, f"{off_season.athlete.coach} finds draft {draft.number} on the board.")
    return redirect(off_season)


def _to_publish(request: UserRequest, off_season_id: UUID) -> tuple[OffSeason, PlanVersion]:
    """404 for whom it is none of, 403 for who assists: they edit it, and the coach publishes."""
    off_season, draft = mine(request, off_season_id)
    if not off_season.can_be_published_by(request.user):
        raise only_by(off_season.athlete.coach)
    return off_season, draft


def _is_published(form: PublishForm, off_season: OffSeason, draft: PlanVersion, *, by: User) -> bool:
    """False with the reason on the form. Raises EditedMeanwhile."""
    said = form.cleaned_data
    try:
        publish(
            off_season,
            draft,
            seen_lock=said["lock"],
            by=by,
            at=timezone.now(),
            until=said["until"],
            reason=said["reason"],
        )
    except NeedsRemedy as needs:
        form.add_error("reason", str(needs))
    except (CannotPublish, OverlapsAnother) as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _meanwhile(request: UserRequest, off_season: OffSeason, draft: PlanVersion, form: PublishForm) -> HttpResponse:
    """The draft is another one than the page showed: what is different in it, and the button once more."""
    seen = off_season.versions.numbered(form.cleaned_data["version"])
    again = PublishForm(
        first_day=off_season.fall_race.date,
        initial=form.cleaned_data | {"lock": off_season.lock, "version": draft.number},
    )
    context = screen(request, off_season, draft, Shown(publish_form=again))
    context["changed"] = _changed(seen, draft) if seen else []
    context["edits_changed"] = seen is not None and seen.edits != draft.edits
    return render(request, "plans/publish_meanwhile.html", context, status=409)


def _changed(seen: PlanVersion, now: PlanVersion) -> list[tuple[str, str, str]]:
    """(what, as the page showed it, as it is now)."""
    before = BuilderForm(request=seen.request, response=seen.response)
    names = {name: before.get_initial_for_field(field, name) for name, field in before.fields.items()}
    form = BuilderForm(names, request=now.request, response=now.response)
    return [(what, was, is_now) for what, is_now, was in differences(form)]
