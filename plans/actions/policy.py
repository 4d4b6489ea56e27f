"""A coach's own rules: a new version on top of the one they saw, and the way back."""

from datetime import datetime
from typing import Any

from django.db import transaction

from athletes.models import Coach, User
from plans.actions.draft import save_draft
from plans.coach_rules import changes_in, with_rules
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.policy.override import changes_of, overridden
from plans.mapping import rules_in_force
from plans.models import CoachPolicy, OffSeason, PlanVersion
from plans.pages.policy import Difference, differences

Json = dict[str, Any]


class PolicyChangedMeanwhile(Exception):
    """Somebody, perhaps the same coach in another tab, saved other rules after the page was loaded."""


@transaction.atomic
def save_policy(coach: Coach, *, changes: Json, seen: int, by: User, at: datetime) -> CoachPolicy | None:
    """Put these rules in force. `seen` is the number of the version that the page showed, 0 for none.

    What is in force already is not written again; None where that is nothing at all. No plan changes by it.
    Raises PolicyError for what does not fit a rule, PolicyChangedMeanwhile for a stale page.
    """
    tidy = changes_of(overridden(DEFAULT_POLICY, changes))
    Coach.objects.select_for_update().get(pk=coach.pk)
    newest = coach.policies.in_force()
    if (newest.changes if newest else {}) == tidy:
        return newest
    number = newest.number if newest else 0
    if number != seen:
        raise PolicyChangedMeanwhile(number)
    return CoachPolicy.objects.create(coach=coach, number=number + 1, changes=tidy, by=by, at=at)


def take_back(coach: Coach, *, number: int, by: User, at: datetime) -> CoachPolicy | None:
    """The rules before this version, in force again as a version of their own. Raises PolicyChangedMeanwhile."""
    before = coach.policies.numbered(number - 1)
    return save_policy(coach, changes=before.changes if before else {}, seen=number, by=by, at=at)


def rules_to_take(off_season: OffSeason, request: Json) -> tuple[Difference, ...]:
    """What the coach's rules of today say otherwise than those of this request: (rule, then, now)."""
    in_force = rules_in_force(off_season.athlete)
    return differences(changes_in(request), in_force.changes if in_force else {})


def take_rules(off_season: OffSeason, *, draft: PlanVersion, seen_lock: int, by: User, at: datetime) -> PlanVersion:
    """A new draft by the coach's rules of today; all choices and edits stay. Raises EditedMeanwhile."""
    in_force = rules_in_force(off_season.athlete)
    request = with_rules(draft.request, in_force.as_rules if in_force else None)
    return save_draft(off_season, request=request, edits=draft.edits, seen_lock=seen_lock, by=by, at=at)
