"""The builder on screen: one page for every answer of its views, whole or as the parts that htmx swaps."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from coachapp.http import UserRequest
from plans.actions.draft import as_saved, preview
from plans.actions.policy import rules_to_take
from plans.actions.proposal import open_proposal, shown_proposal, with_cut
from plans.actions.remedy import absences_to_take, is_outdated
from plans.edits import Edited
from plans.forms.builder import BuilderForm
from plans.forms.differences import differences
from plans.forms.publish import PublishForm
from plans.models import Ache, OffSeason, PlanVersion
from plans.pages.athlete_says import athlete_says
from plans.pages.builder import builder_page
from plans.pages.changes import Changes, changes
from plans.pages.new_baseline import new_baseline
from plans.pages.zones_news import zones_news
from plans.words.publishing import publish_bar

Json = dict[str, Any]
PAGE = "plans/builder.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What to show instead of the draft as it is saved."""

    form: BuilderForm | None = None
    request: Json | None = None
    publish_form: PublishForm | None = None
    conflict: bool = False
    status: int = 200


def mine(request: UserRequest, off_season_id: UUID) -> tuple[OffSeason, PlanVersion]:
    """The off-season with its draft, for who builds it. 404 for everybody else."""
    theirs = OffSeason.objects.editable_by(request.user).drafted().with_draft().with_what_was_run()
    off_season = get_object_or_404(theirs, pk=off_season_id)
    draft = off_season.draft
    assert draft is not None  # noqa: S101 -- `drafted` says so
    return off_season, draft


def request_with_proposal(request: UserRequest, off_season: OffSeason, draft: PlanVersion) -> Json | None:
    """The draft's request with the cut of the proposal that the address names; None without one that waits."""
    wanted = request.GET.get("proposal")
    waits = open_proposal(off_season) if wanted else None
    is_that_one = waits is not None and waits.moves_cut and wanted == str(waits.pk)
    return with_cut(draft.request, waits) if waits and is_that_one else None


def show(request: UserRequest, off_season: OffSeason, draft: PlanVersion, shown: Shown | None = None) -> HttpResponse:
    shown = shown or Shown()
    context = screen(request, off_season, draft, shown)
    if not request.htmx:
        return render(request, PAGE, context, status=shown.status)
    response = render(request, f"{PAGE}#whole" if shown.conflict else f"{PAGE}#answer", context, status=shown.status)
    if shown.conflict:
        response["HX-Retarget"], response["HX-Reswap"] = "#main", "innerHTML show:#main:top"
    elif shown.status != 200:  # noqa: PLR2004 -- the plan on screen stays while something has to be put right
        response["HX-Reswap"] = "none"
    return response


def conflict(request: UserRequest, off_season: OffSeason) -> HttpResponse:
    """Somebody was faster: their draft lies underneath, what was typed here stays on top."""
    off_season, draft = mine(request, off_season.pk)
    form = BuilderForm(request.POST, request=draft.request, response=draft.response)
    wanted = form.request() if form.is_valid() else None
    return show(request, off_season, draft, Shown(form=form, request=wanted, conflict=True, status=409))


def screen(request: UserRequest, off_season: OffSeason, draft: PlanVersion, shown: Shown) -> Json:
    at = timezone.now()
    athlete, is_saved = off_season.athlete, shown.request is None
    asked = draft.request if shown.request is None else shown.request
    edited = _answer(off_season, draft, shown, at=at)
    base = reverse("plans:edit_session", args=[off_season.pk, "key"]).removesuffix("key/")
    page = builder_page(asked, edited, edits=draft.edits, session_base=base, today=athlete.today(at))
    is_own = athlete.user_id == request.user.pk
    first_day = off_season.fall_race.date
    form = shown.form or BuilderForm(request=draft.request, response=edited.response)
    if is_own:
        form.fields["note"].label = "Note to yourself"
    return {
        "off_season": off_season,
        "athlete": athlete,
        "draft": draft,
        "page": page,
        "form": form,
        "publish_form": shown.publish_form or _publish_form(off_season, draft),
        "bar": publish_bar(off_season, draft, page, is_own=is_own),
        "changes": _changes(off_season, draft, asked, edited, is_saved=is_saved, since=athlete.today(at)),
        "is_saved": is_saved,
        "is_own": is_own,
        "may_publish": off_season.can_be_published_by(request.user),
        "is_outdated": is_outdated(off_season, asked),
        "new_baseline": new_baseline(off_season, draft, today=athlete.today(at)),
        "zones_news": zones_news(asked, athlete, fall_race_day=first_day, today=athlete.today(at)),
        "new_absences": absences_to_take(off_season, asked, today=athlete.today(at)),
        "is_race_off": off_season.a_race.status not in {"planned", "finished"},
        "says": athlete_says(athlete, asked, today=athlete.today(at)),
        "new_rules": rules_to_take(off_season, asked),
        "can_redo": draft.children.exists(),
        "conflict": differences(shown.form) if shown.conflict and shown.form else [],
        "is_conflict": shown.conflict,
        "first_day": first_day,
        "proposal": shown_proposal(off_season, at=at) if is_saved else None,
        "asked": None if is_own else athlete.questions.for_coach(request.user).newest_first().first(),
        "aches": Ache.objects.of(athlete).open().newest_first() if not is_own else (),
    }


def _answer(off_season: OffSeason, draft: PlanVersion, shown: Shown, *, at: Any) -> Edited:
    if shown.request is None:
        return as_saved(off_season, draft, at=at)
    return preview(off_season, request=shown.request, edits=draft.edits, at=at)


def _changes(
    off_season: OffSeason, draft: PlanVersion, asked: Json, edited: Edited, *, is_saved: bool, since: date
) -> Changes | None:
    """What publishing would change for the athlete; nothing to say before the first one, or of what is out already."""
    is_out = is_saved and off_season.published_id == draft.pk
    if off_season.published_id is None or is_out or not edited.response["weeks"]:
        return None
    return changes(off_season, asked, edited.response, since=since)


def _publish_form(off_season: OffSeason, draft: PlanVersion) -> PublishForm:
    initial = {
        "lock": off_season.lock,
        "version": draft.number,
        "until": off_season.visible_until,
        "reason": off_season.published_reason,
    }
    return PublishForm(first_day=off_season.fall_race.date, initial=initial)
