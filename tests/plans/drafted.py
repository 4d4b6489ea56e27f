"""A whole off-season as a coach meets it: New York to Boston, twelve weeks of spring plan, drafted by the engine."""

from typing import Any

from django.utils import timezone

from athletes.models import Athlete, Race
from plans.actions.draft import save_draft, start_off_season
from plans.actions.publish import publish
from plans.engine.contract import merge_patch
from plans.models import OffSeason, PlanVersion
from tests.factories import BOSTON, NOW, make_race


def make_draft(athlete: Athlete, *, weeks: int | None = 12, **patch: Any) -> OffSeason:
    """`patch` is merged into the first request: `policy={"cut": 0.3}`."""
    fall_race = make_race(athlete, duration_s=13_500.0)
    a_race = make_race(athlete, name="Boston", day=BOSTON, status="planned")
    by = planner_of(athlete)
    off_season = start_off_season(athlete, fall_race=fall_race, a_race=a_race, by=by, at=NOW)
    redraft(off_season, {"spring_plan": {"weeks": weeks}} | patch)
    return off_season


def draft_between(athlete: Athlete, fall_race: Race, a_race: Race) -> OffSeason:
    """Drafted and published between these two, for pages that live today: on twelve weeks of spring plan."""
    now = timezone.now()
    by = planner_of(athlete)
    off_season = start_off_season(athlete, fall_race=fall_race, a_race=a_race, by=by, at=now)
    redraft(off_season, {"spring_plan": {"weeks": 12}}, at=now)
    publish_draft(off_season, at=now, reason="Good enough to look at.")
    return off_season


def redraft(
    off_season: OffSeason,
    patch: dict[str, Any] | None = None,
    *,
    edits: list[dict[str, Any]] | None = None,
    at: Any = NOW,
) -> PlanVersion:
    draft = drafted(off_season)
    return save_draft(
        off_season,
        request=merge_patch(draft.request, patch or {}),
        edits=draft.edits if edits is None else edits,
        seen_lock=off_season.lock,
        by=planner_of(off_season.athlete),
        at=at,
    )


def publish_draft(off_season: OffSeason, *, at: Any = NOW, **options: Any) -> None:
    by = planner_of(off_season.athlete)
    publish(off_season, drafted(off_season), seen_lock=off_season.lock, by=by, at=at, **options)


def drafted(off_season: OffSeason) -> PlanVersion:
    assert off_season.draft is not None
    return off_season.draft


def planner_of(athlete: Athlete) -> Any:
    return athlete.coach.user if athlete.coach else athlete.user


def sessions_of(off_season: OffSeason) -> list[dict[str, Any]]:
    return [session for week in drafted(off_season).response["weeks"] for session in week["sessions"]]


def first_key(off_season: OffSeason, ingredient: str, *, week: int = 6) -> str:
    """The key of the week's first session of an ingredient."""
    sessions = drafted(off_season).response["weeks"][week - 1]["sessions"]
    return str(next(one["key"] for one in sessions if one["ingredient"] == ingredient))
