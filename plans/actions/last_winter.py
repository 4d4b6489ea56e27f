"""A returning athlete's off-season, begun with what their coach chose for the one before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from athletes.models import Athlete, Race, User
from plans.actions.draft import start_with
from plans.last_winter import with_choices_of
from plans.mapping import plan_request
from plans.models import OffSeason
from plans.words.last_winter import choices_said

Json = dict[str, Any]


class NoLastWinter(Exception):
    """No off-season was built for a race before this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWinter:
    """`request` is today's under the choices of `before`; `taken` says each that makes a difference."""

    before: OffSeason
    request: Json
    taken: tuple[str, ...]


def last_winter(athlete: Athlete, *, fall_race: Race, a_race: Race, at: datetime) -> LastWinter | None:
    """What there is to take over; None for who had no off-season before. What was published counts before a draft."""
    rows = OffSeason.objects.filter(athlete=athlete).planned_before(fall_race.date).with_races()
    before = rows.newest_first().first()
    version = (before.published or before.draft) if before else None
    if before is None or version is None:
        return None
    usual = plan_request(athlete, fall_race=fall_race, a_race=a_race, today=athlete.today(at))
    request = with_choices_of(version.request, usual)
    return LastWinter(before=before, request=request, taken=tuple(choices_said(request, usual=usual)))


def start_like_last_winter(
    athlete: Athlete, *, fall_race: Race, a_race: Race, by: User, at: datetime
) -> tuple[OffSeason, LastWinter]:
    """Open the weeks with last winter's choices and today's baseline; edits are not copied. Safe to click twice.

    An off-season between these races that is there already stays as it is. Raises NoLastWinter.
    """
    found = last_winter(athlete, fall_race=fall_race, a_race=a_race, at=at)
    if found is None:
        raise NoLastWinter
    off_season = start_with(found.request, athlete, fall_race=fall_race, a_race=a_race, by=by, at=at)
    return off_season, found
