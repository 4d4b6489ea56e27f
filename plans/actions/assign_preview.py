"""One athlete of many: what would be planned. Nothing is stored, and publishing goes the same way."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from plans.actions.draft import answer
from plans.candidates import Candidate
from plans.engine.contract import merge_patch
from plans.mapping import is_cleared, plan_request
from plans.models import PlanVersion
from plans.remedies import changes
from plans.season_choices import KEEP_DRAFT, READY, OwnChoices, Planned, SharedChoices, with_choices

Json = dict[str, Any]


def plan_season(candidate: Candidate, shared: SharedChoices, own: OwnChoices, *, at: datetime) -> Planned | None:
    """From today's rows and the coach's choices. None without two races."""
    athlete, fall_race, a_race = candidate.athlete, candidate.fall_race, candidate.a_race
    if fall_race is None or a_race is None:
        return None
    base = plan_request(athlete, fall_race=fall_race, a_race=a_race, today=candidate.today)
    request = with_choices(base, shared, own)
    response = answer(athlete, request=request, at=at)
    change = changes(response).get(own.way) if own.way and response["status"] not in READY else None
    if change is None:
        return Planned(request=request, response=response)
    request = merge_patch(request, change)
    return Planned(request=request, response=answer(athlete, request=request, at=at), way=own.way)


def plan_seasons(
    candidates: Iterable[Candidate], shared: SharedChoices, own: Mapping[Any, OwnChoices], *, at: datetime
) -> list[tuple[Candidate, OwnChoices, Planned | None]]:
    """Each with its plan; a draft that goes out as it is comes from the database, in one query for all."""
    rows = [(one, own.get(one.athlete.pk, OwnChoices())) for one in candidates]
    kept = (one for one, choices in rows if choices.draft == KEEP_DRAFT and is_cleared(one.athlete, on=one.today))
    drafts = _drafts(kept)
    return [
        (one, choices, drafts.get(one.athlete.pk) or plan_season(one, shared, choices, at=at)) for one, choices in rows
    ]


def _drafts(candidates: Iterable[Candidate]) -> dict[Any, Planned]:
    wanted = {one.standing.off_season.draft_id: one.athlete.pk for one in candidates if one.standing}
    versions = PlanVersion.objects.filter(pk__in=list(wanted))
    return {
        wanted[version.pk]: Planned(request=version.request, response=version.response, is_draft=True)
        for version in versions
    }
