"""Whom other rules would touch: their plans made again, beside what stands. Nothing is stored."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from athletes.models import Coach
from plans.coach_rules import policy_of, with_rules
from plans.edits import apply_edits, with_keys
from plans.engine.planner import plan_json
from plans.mapping import is_cleared
from plans.models import OffSeason, PlanVersion

Json = dict[str, Any]

MOST: Final = 60
PLAN: Final = ("status", "error", "cut", "spring_plan", "shortfall", "weeks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    off_season: OffSeason
    before: Json
    after: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """`looked_at` of the `ahead` off-seasons that are not over; more than MOST are not looked at."""

    touched: tuple[Touched, ...]
    looked_at: int
    ahead: int

    @property
    def is_capped(self) -> bool:
        return self.looked_at < self.ahead


def whom_it_touches(coach: Coach, *, changes: Json, at: datetime) -> Touch:
    """The coach's newest drafts that are not over, by the next race first, with and without these changes."""
    ahead = OffSeason.objects.of_coach(coach).drafted().with_draft().with_health_answers().soonest_first()
    rows = [row for row in ahead.racing_from(at.date()) if not _is_over(row, today=row.athlete.today(at))]
    # Nothing is planned for who is not cleared, so nothing of theirs is touched.
    cleared = [row for row in rows[:MOST] if is_cleared(row.athlete, on=row.athlete.today(at))]
    touched = (_touched(row, changes) for row in cleared)
    return Touch(touched=tuple(one for one in touched if one), looked_at=min(len(rows), MOST), ahead=len(rows))


def _touched(off_season: OffSeason, changes: Json) -> Touched | None:
    draft = _draft(off_season)
    after = _planned(with_rules(draft.request, {"number": 0, "changes": changes}), draft)
    before = draft.response
    if _plan(after) == _plan(before) or _plan(after) == _plan(_planned(draft.request, draft)):
        # The second look: a plan that only a newer engine makes otherwise is not touched by these rules.
        return None
    return Touched(off_season=off_season, before=before, after=after)


def _planned(request: Json, draft: PlanVersion) -> Json:
    keyed = with_keys(plan_json(request, policy=policy_of(request)))
    return apply_edits(request, keyed, draft.edits, known=draft.edits).response


def _plan(response: Json) -> Json:
    return {name: response[name] for name in PLAN}


def _is_over(off_season: OffSeason, *, today: date) -> bool:
    """Has the spring plan begun?"""
    spring = _draft(off_season).response["spring_plan"]
    return bool(spring) and spring["start"] <= today.isoformat()


def _draft(off_season: OffSeason) -> PlanVersion:
    assert off_season.draft is not None  # noqa: S101 -- `drafted` says so
    return off_season.draft
