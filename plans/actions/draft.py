"""Drafting an off-season: each draft is a version on top of the one before; undo and redo move a pointer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeGuard

from django.db import transaction
from django.db.models import F, Max

from athletes.models import Athlete, Race, User
from plans.coach_rules import policy_of
from plans.edits import Edited, apply_edits, stands_in, with_keys
from plans.engine.contract import dump
from plans.engine.planner import plan_json
from plans.engine.response import PlanResponse
from plans.mapping import is_cleared, plan_request
from plans.models import OffSeason, PlanVersion, Proposal

Json = dict[str, Any]


class EditedMeanwhile(Exception):
    """Somebody, perhaps the same coach in another tab, changed this off-season after the page was loaded."""


class NothingThere(Exception):
    """No older or newer draft to go to."""


def start_off_season(athlete: Athlete, *, fall_race: Race, a_race: Race, by: User, at: datetime) -> OffSeason:
    """Open the weeks between two races, with a first draft from the athlete's own history. Safe to click twice."""
    request = plan_request(athlete, fall_race=fall_race, a_race=a_race, today=athlete.today(at))
    return start_with(request, athlete, fall_race=fall_race, a_race=a_race, by=by, at=at)


@transaction.atomic
def start_with(request: Json, athlete: Athlete, *, fall_race: Race, a_race: Race, by: User, at: datetime) -> OffSeason:
    """The same with a request that somebody has made choices in already."""
    off_season, is_new = OffSeason.objects.get_or_create(
        athlete=athlete, fall_race=fall_race, a_race=a_race, defaults={"created_at": at}
    )
    if is_new or off_season.draft is None:  # without one where a former coach's drafts went with them
        save_draft(off_season, request=request, edits=[], seen_lock=off_season.lock, by=by, at=at)
    return off_season


@transaction.atomic
def save_draft(
    off_season: OffSeason, *, request: Json, edits: Sequence[Json], seen_lock: int, by: User, at: datetime
) -> PlanVersion:
    """Add a version on top of the draft and point at it. What is the draft already is not written again.

    Raises EditedMeanwhile, or CannotEdit for an edit that makes no sense. The second of two clicks is no conflict.
    """
    response = preview(off_season, request=request, edits=edits, at=at).response
    said: Json = {"request": request, "edits": list(edits), "response": response}
    if _says(off_season.draft, said):
        return off_season.draft
    try:
        take_lock(off_season, seen_lock=seen_lock)
    except EditedMeanwhile:
        newest = OffSeason.objects.select_related("draft").get(pk=off_season.pk).draft
        if _says(newest, said):
            return newest
        raise
    number = 1 + (off_season.versions.aggregate(newest=Max("number"))["newest"] or 0)
    version = PlanVersion.objects.create(
        off_season=off_season, number=number, parent=off_season.draft, **said, by=by, at=at
    )
    _point_at(off_season, version)
    Proposal.objects.settle(version, by=by, at=at)
    return version


def preview(off_season: OffSeason, *, request: Json, edits: Sequence[Json], at: datetime) -> Edited:
    """What the engine and the edits would give; nothing is stored."""
    known = off_season.draft.edits if off_season.draft else ()
    return apply_edits(request, with_keys(answer(off_season.athlete, request=request, at=at)), edits, known=known)


def as_saved(off_season: OffSeason, draft: PlanVersion, *, at: datetime) -> Edited:
    """The draft as it was answered then; REFER once the athlete's own health answers ask for a doctor."""
    if not is_cleared(off_season.athlete, on=off_season.athlete.today(at)):
        return Edited(response=dump(PlanResponse(status="REFER")), orphans=())
    removed = {edit["key"] for edit in draft.edits if edit["op"] == "remove"}
    last = {(edit["op"], edit["key"]): edit for edit in draft.edits}  # an earlier one shows in a copy alone
    lost = (edit for edit in last.values() if edit["key"] not in removed and not stands_in(draft.response, edit))
    return Edited(response=draft.response, orphans=tuple(lost))


def answer(athlete: Athlete, *, request: Json, at: datetime, with_remedies: bool = True) -> Json:
    """The engine's answer, or REFER without a reason while the athlete's own health answers ask for a doctor."""
    if not is_cleared(athlete, on=athlete.today(at)):
        return dump(PlanResponse(status="REFER"))
    return plan_json(request, policy=policy_of(request), with_remedies=with_remedies)


@transaction.atomic
def undo(off_season: OffSeason, *, seen_lock: int) -> PlanVersion:
    """Back to the draft before this one. Raises NothingThere at the first one, EditedMeanwhile for a stale page."""
    before = off_season.draft.parent if off_season.draft else None
    return _go_to(off_season, before, seen_lock=seen_lock)


@transaction.atomic
def redo(off_season: OffSeason, *, seen_lock: int) -> PlanVersion:
    """Forward to the newest draft made on top of this one."""
    after = off_season.draft.children.newest_first().first() if off_season.draft else None
    return _go_to(off_season, after, seen_lock=seen_lock)


@transaction.atomic
def back_to_published(off_season: OffSeason, *, seen_lock: int) -> PlanVersion:
    """Leave what the athlete has as it is: the newer drafts stay behind Redo. Raises NothingThere, EditedMeanwhile."""
    return _go_to(off_season, off_season.published, seen_lock=seen_lock)


def take_lock(off_season: OffSeason, *, seen_lock: int) -> None:
    """One winner among those who saw the same state. Raises EditedMeanwhile for all others."""
    if not OffSeason.objects.filter(pk=off_season.pk, lock=seen_lock).update(lock=F("lock") + 1):
        raise EditedMeanwhile(off_season.pk)
    off_season.lock = seen_lock + 1


def _says(draft: PlanVersion | None, said: Json) -> TypeGuard[PlanVersion]:
    return draft is not None and all(getattr(draft, name) == value for name, value in said.items())


def _go_to(off_season: OffSeason, version: PlanVersion | None, *, seen_lock: int) -> PlanVersion:
    if version is None:
        raise NothingThere
    take_lock(off_season, seen_lock=seen_lock)
    _point_at(off_season, version)
    return version


def _point_at(off_season: OffSeason, version: PlanVersion) -> None:
    off_season.draft = version
    off_season.save(update_fields=["draft"])
