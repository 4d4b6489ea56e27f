"""The card for a race inside the off-season, on its day and the day before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse

from athletes.models import Race
from athletes.templatetags.race_words import race_distance
from plans.coach_rules import policy_of
from plans.engine.policy import DEFAULT_POLICY, KM, Policy
from plans.engine.recovery import clearance
from plans.engine.season import age_on
from plans.engine.vdot import equivalent_time
from plans.models import OffSeason, TrainingSession
from plans.words import race_day as words
from plans.words import wording

Json = dict[str, Any]
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceDay:
    """`how` says how to run it, effort before pace; a race that the plan leaves out has only that."""

    race: Race
    is_today: bool
    is_planned: bool
    distance: str
    how: str
    pace: str
    warm_up: str
    after: str
    url: str
    is_done: bool

    @property
    def eyebrow(self) -> str:
        return f"{'Race day' if self.is_today else 'Race tomorrow'}, {wording.long_day(self.race.date)}"


def race_day(off_season: OffSeason, *, today: date, for_coach: bool = False) -> RaceDay | None:
    """Of today's or tomorrow's race between the two of this off-season; one query while there is none."""
    near = (
        Race.objects.filter(athlete=off_season.athlete_id, date__range=(today, today + DAY))
        .filter(status__in=("planned", "finished"))
        .between(off_season.fall_race.date, off_season.a_race.date)
    )
    race = near.in_order().first()
    if race is None:
        return None
    own = TrainingSession.objects.open_to(off_season.athlete).during(race.date, race.date)
    return _card(off_season, race, is_planned=own.filter(ingredient="race").exists(), today=today, for_coach=for_coach)


def race_day_in(sessions: Iterable[TrainingSession], *, today: date, for_coach: bool = False) -> RaceDay | None:
    """The same for a page that has the sessions at hand: no query while none of them is a race of today or tomorrow."""
    found = next((one for one in sessions if one.ingredient == "race" and 0 <= (one.date - today).days <= 1), None)
    if found is None:
        return None
    season = OffSeason.objects.published_for(found.athlete).with_races().get(pk=found.off_season_id)
    return race_day(season, today=today, for_coach=for_coach)


def _card(off_season: OffSeason, race: Race, *, is_planned: bool, today: date, for_coach: bool) -> RaceDay:
    version, unit = off_season.published, off_season.athlete.unit
    request: Json = version.request if version else {}
    response: Json = version.response if version else {}
    policy = policy_of(request) if request else DEFAULT_POLICY
    is_training = _is_training(race, policy)
    return RaceDay(
        race=race,
        is_today=race.date == today,
        is_planned=is_planned,
        distance=race_distance(race.distance_m, unit),
        how=(words.TRAINING if is_training else words.RACED) if is_planned else words.LEFT_OUT,
        pace=_pace(race, request, response, policy, is_training=is_training, unit=unit) if is_planned else "",
        warm_up=(words.WARM_UP_TRAINING if is_training else words.WARM_UP_RACED) if is_planned else "",
        after=_after(off_season, race, response, policy, is_training=is_training) if is_planned else "",
        url=_url(off_season, race, for_coach=for_coach),
        is_done=race.status == "finished" and race.duration_s is not None,
    )


def _url(off_season: OffSeason, race: Race, *, for_coach: bool) -> str:
    if for_coach:
        return reverse("athletes:athlete_race_edit", args=[off_season.athlete_id, race.pk])
    return reverse("athletes:race_edit", args=[race.pk])


def _is_training(race: Race, policy: Policy) -> bool:
    """As the plan takes it: a C race up to 10 km, and what the athlete means to run so (5.3 (4))."""
    is_short_c = race.priority == "C" and race.distance_m <= policy.recovery.short_c_race_m
    return is_short_c or race.effort == "training"


def _pace(race: Race, request: Json, response: Json, policy: Policy, *, is_training: bool, unit: str) -> str:
    """Empty where the plan itself goes by effort: no result, too slow for the formula, or something hurts."""
    paces = response.get("paces") or {}
    vdot = paces.get("vdot")
    if not vdot or vdot < policy.zones.work_from or (request.get("athlete") or {}).get("injury") == "niggle":
        return ""
    if not is_training:
        seconds = equivalent_time(vdot, race.distance_m)
        return words.pace_raced(wording.pace(seconds / race.distance_m * KM, unit), wording.duration(seconds))
    if race.distance_m < policy.sharing.short_race_m:
        return words.pace_training(wording.pace(paces["threshold_s_per_km"], unit))
    marathon = paces.get("marathon_s_per_km")
    return words.pace_training(wording.pace_range(marathon[0], marathon[-1], unit)) if marathon else ""


def _after(off_season: OffSeason, race: Race, response: Json, policy: Policy, *, is_training: bool) -> str:
    days = clearance(
        race.distance_m,
        age=age_on(off_season.athlete.birth_date, off_season.fall_race.date),
        level=response.get("ability"),
        effort="training" if is_training else "raced",
        policy=policy,
    )
    strides, fast = (
        wording.short_day(race.date + number * DAY) for number in (days.first_strides_day, days.first_fast_day)
    )
    return words.after(days.rest_min_days, strides, fast)
