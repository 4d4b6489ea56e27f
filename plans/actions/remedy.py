"""A way out, taken: the engine's or the builder's own change of the request, never one that a browser sends."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from athletes.models import User
from plans.actions.draft import preview, save_draft
from plans.engine.contract import merge_patch
from plans.mapping import plan_request, races_between
from plans.models import Absence, OffSeason, PlanVersion
from plans.remedies import changes

Json = dict[str, Any]

FROM_ROWS = ("today", "history", "fall_race", "a_race", "races_between")
WHO_THEY_ARE = (
    "birth_date", "sex", "years_running", "home_min", "injury", "current_m", "minimalist", "strength",
    "max_hr_bpm", "resting_hr_bpm", "lthr_bpm", "unit", "week_start", "southern",
)  # fmt: skip


class NoSuchRemedy(Exception):
    """This answer does not offer it; the page was made for another one."""


def take_remedy(
    off_season: OffSeason, *, code: str, request: Json, edits: Sequence[Json], seen_lock: int, by: User, at: datetime
) -> PlanVersion:
    """A new draft with the remedy's change in the request. Raises NoSuchRemedy, EditedMeanwhile or CannotEdit."""
    response = preview(off_season, request=request, edits=edits, at=at).response
    change = changes(response).get(code)
    if change is None:
        raise NoSuchRemedy(code)
    changed = merge_patch(request, change)
    changed["spring_plan"] = changed["spring_plan"] | _whole_weeks(code, request, response)
    return save_draft(off_season, request=changed, edits=edits, seen_lock=seen_lock, by=by, at=at)


def _whole_weeks(code: str, request: Json, response: Json) -> Json:
    """How long the plan is that somebody joins later, for the day they do; the engine knows only the weeks they run."""
    spring = request["spring_plan"]
    if code == "JOIN_LATER":
        return {"whole_weeks": spring.get("whole_weeks") or response["spring_plan"]["weeks"]}
    return {"whole_weeks": None} if code == "SHORTER_PLAN" and "whole_weeks" in spring else {}


def is_outdated(off_season: OffSeason, request: Json) -> bool:
    """Was a race moved, run or renamed since this request was made, or one entered or taken out between the two?"""
    fall_race, a_race = off_season.fall_race, off_season.a_race
    races = sorted(off_season.athlete.races.all(), key=lambda race: (race.date, race.pk))
    if races_between(races, fall_race=fall_race, a_race=a_race) != request.get("races_between", []):
        return True
    return any(
        request[name].get(field) != value
        for name, race in (("fall_race", fall_race), ("a_race", a_race))
        for field, value in (
            ("date", race.date.isoformat()),
            ("distance_m", race.distance_m),
            *_result(name, off_season),
        )
    )


def absences_to_take(off_season: OffSeason, request: Json, *, today: date) -> list[Absence]:
    """Days that the athlete has set aside since, from today on, which this request does not know."""
    first, last = off_season.fall_race.date, off_season.a_race.date
    ahead = Absence.objects.of(off_season.athlete).touching(max(first, today), last).in_order()
    known = [
        (date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in request.get("blackouts") or []
    ]
    return [one for one in ahead if not any(start <= max(one.start, first) and one.end <= end for start, end in known)]


def take_newest(
    off_season: OffSeason, *, request: Json, edits: Sequence[Json], seen_lock: int, by: User, at: datetime
) -> PlanVersion:
    """A new draft with what is known about the athlete and the races today; the coach's choices stay."""
    today = off_season.athlete.today(at)
    changed = refreshed(off_season, request, today=today)
    return save_draft(off_season, request=changed, edits=edits, seen_lock=seen_lock, by=by, at=at)


def refreshed(off_season: OffSeason, request: Json, *, today: date) -> Json:
    new = plan_request(off_season.athlete, fall_race=off_season.fall_race, a_race=off_season.a_race, today=today)
    athlete = request["athlete"] | {name: new["athlete"][name] for name in WHO_THEY_ARE}
    away = days_away(request, also=new["blackouts"])
    return request | {name: new[name] for name in FROM_ROWS} | {"athlete": athlete, "blackouts": away}


def days_away(request: Json, *, also: Sequence[Json]) -> list[Json]:
    """The days away in this request, and those of `also` that do not lie within one of them."""
    known = request.get("blackouts") or []
    new = [
        span for span in also if not any(one["start"] <= span["start"] and span["end"] <= one["end"] for one in known)
    ]
    return sorted([*known, *new], key=lambda span: (span["start"], span["end"]))


def _result(name: str, off_season: OffSeason) -> tuple[tuple[str, object], ...]:
    if name == "a_race":
        return ()
    race = off_season.fall_race
    return ("duration_s", race.duration_s), ("status", race.status)
