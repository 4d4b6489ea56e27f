"""One athlete of many: what would be planned. Nothing is stored, and publishing goes the same way."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from plans.actions.draft import answer
from plans.candidates import Candidate
from plans.engine.contract import merge_patch
from plans.mapping import is_cleared, plan_request
from plans.models import PlanVersion
from plans.remedies import changes
from plans.season_choices import KEEP_DRAFT, READY, OwnChoices, Planned, SharedChoices, with_choices

Json = dict[str, Any]

WAYS_AT_ONCE: Final = 6


def plan_season(
    candidate: Candidate, shared: SharedChoices, own: OwnChoices, *, at: datetime, with_ways: bool = False
) -> Planned | None:
    """From today's rows and the coach's choices. None without two races.

    A way out that was chosen is looked for, whether or not all of them are asked for.
    """
    athlete, fall_race, a_race = candidate.athlete, candidate.fall_race, candidate.a_race
    if fall_race is None or a_race is None:
        return None
    base = plan_request(athlete, fall_race=fall_race, a_race=a_race, today=candidate.today)
    request = with_choices(base, shared, own)
    response = answer(athlete, request=request, at=at, with_remedies=with_ways or bool(own.way))
    change = changes(response).get(own.way) if own.way and response["status"] not in READY else None
    if change is None:
        return Planned(request=request, response=response, has_ways=with_ways or bool(own.way))
    request = merge_patch(request, change)
    return Planned(request=request, response=answer(athlete, request=request, at=at), way=own.way, has_ways=True)


def plan_seasons(
    candidates: Iterable[Candidate], shared: SharedChoices, own: Mapping[Any, OwnChoices], *, at: datetime
) -> list[tuple[Candidate, OwnChoices, Planned | None]]:
    """Each with its plan; a draft that goes out as it is comes from the database, in one query for all.

    Ways out are looked for where somebody asks, and for the first few: one takes as long as several plans.
    """
    rows = [(one, own.get(one.athlete.pk, OwnChoices())) for one in candidates]
    kept = (one for one, choices in rows if choices.draft == KEEP_DRAFT and is_cleared(one.athlete, on=one.today))
    drafts, room = _drafts(kept), WAYS_AT_ONCE
    found: list[tuple[Candidate, OwnChoices, Planned | None]] = []
    for one, choices in rows:
        planned = drafts.get(one.athlete.pk) or plan_season(one, shared, choices, at=at, with_ways=choices.asks_ways)
        if planned and planned.lacks_ways and room:
            room -= 1
            planned = plan_season(one, shared, choices, at=at, with_ways=True)
        found.append((one, choices, planned))
    return found


def _drafts(candidates: Iterable[Candidate]) -> dict[Any, Planned]:
    wanted = {one.standing.off_season.draft_id: one.athlete.pk for one in candidates if one.standing}
    versions = PlanVersion.objects.filter(pk__in=list(wanted))
    return {
        wanted[version.pk]: Planned(request=version.request, response=version.response, is_draft=True, has_ways=True)
        for version in versions
    }
