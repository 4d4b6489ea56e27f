"""Where the off-season leads: the spring plan, or the week of a second race. What is said of it on pages and in mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from plans.coach_rules import policy_of
from plans.engine.contract import load_request, load_response
from plans.engine.race_week import race_week
from plans.engine.response import PlanResponse, SpringPlanStart, Week
from plans.models import OffSeason
from plans.pages.done_by_week import Done, done_by_week
from plans.pages.week_lines import running_s
from plans.words import hand_over as words
from plans.words import race_week as race_words
from plans.words import wording

LAST_WEEKS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """`lines` are whole sentences, for every place that tells it. `missing` is empty once a name or a link is there.

    `race_days`: no spring plan follows but a second race (MULTI_RACE); these are the days up to it.
    """

    off_season: OffSeason
    start: date
    today: date
    weeks: int
    title: str
    name: str
    link: str
    week1: str
    arrive: str
    missing: str
    race_days: tuple[str, ...] = ()

    @property
    def is_near(self) -> bool:
        """From the day before on it stands in the place of a week."""
        return self.today >= self.start - timedelta(days=1)

    @property
    def has_begun(self) -> bool:
        return self.today >= self.start

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in (self.week1, *self.race_days, self.arrive, self.missing) if line)


def hand_over_after(off_season: OffSeason, *, today: date) -> HandOver | None:
    """Of an off-season fetched without its plan, in two queries. None where it leads to no spring plan."""
    whole = OffSeason.objects.published_for(off_season.athlete).with_races().filter(pk=off_season.pk).first()
    return hand_over(whole, today=today) if whole else None


def hand_over(off_season: OffSeason, *, today: date) -> HandOver | None:
    """Of a published off-season, in one query. None where its plan leads to no spring plan."""
    version = off_season.published
    plan = load_response(version.response) if version and version.response else None
    if plan is None or plan.spring_plan is None:
        return None
    return hand_over_of(off_season, plan, done_by_week(off_season), today=today)


def hand_over_of(
    off_season: OffSeason, plan: PlanResponse, done: Mapping[date, Done], *, today: date
) -> HandOver | None:
    """The same for who has the plan and what was done at hand."""
    spring, unit = plan.spring_plan, off_season.athlete.unit
    if spring is None:
        return None
    if plan.status == "MULTI_RACE":
        return _race_week(off_season, plan, spring.start, today=today)
    coach, name, link = off_season.athlete.coach, off_season.spring_plan_name, off_season.spring_plan_link
    return HandOver(
        off_season=off_season,
        start=spring.start,
        today=today,
        weeks=spring.weeks,
        title=words.title(spring.start, today=today),
        name=name,
        link=link,
        week1=_week1(off_season, spring, unit),
        arrive=_arrive(plan.weeks[-LAST_WEEKS:], done, unit),
        missing="" if name or link else words.missing(coach.user.get_short_name() if coach else ""),
    )


def _race_week(off_season: OffSeason, plan: PlanResponse, start: date, *, today: date) -> HandOver:
    """The plan ends the day before the race's own week (decision 0035)."""
    race, athlete, version = off_season.a_race, off_season.athlete, off_season.published
    source = version.request if version else {}
    request = load_request(source)
    days = race_week(request, start=start, level=plan.ability or "intermediate", policy=policy_of(source))
    return HandOver(
        off_season=off_season,
        start=start,
        today=today,
        weeks=1,
        title=race_words.title(start, race.date, today=today),
        name="",
        link="",
        week1=race_words.why(race.name),
        arrive="",
        missing="",
        race_days=race_words.day_lines(days, race=race.name, race_m=race.distance_m, unit=athlete.unit),
    )


def _week1(off_season: OffSeason, spring: SpringPlanStart, unit: str) -> str:
    """A plan joined later knows how long the whole of it is: see `plans.actions.remedy`."""
    version = off_season.published
    whole = (version.request.get("spring_plan") or {}).get("whole_weeks") if version else None
    of = whole if isinstance(whole, int) and whole > spring.weeks else spring.weeks
    return words.week1(spring.week1_m, spring.week1_long_m, unit, week=of - spring.weeks + 1, of=of)


def _arrive(last: tuple[Week, ...], done: Mapping[date, Done], unit: str) -> str:
    """From the log where there is one of these weeks, else as planned."""
    if not last:
        return ""
    ran = [one for start, one in done.items() if start >= last[0].start]
    if any(one.distance_m for one in ran):
        best = max(ran, key=lambda one: one.distance_m)
        longest = wording.distance(max(one.longest_m for one in ran), unit)
        return words.arrive(wording.amount(best.distance_m, best.duration_s, unit), longest, was_run=True)
    fullest = max(last, key=lambda week: week.distance_m)
    longest = wording.distance(max(one.distance_m for week in last for one in week.sessions), unit)
    volume = wording.amount(fullest.distance_m, sum(map(running_s, fullest.sessions)), unit)
    return words.arrive(volume, longest, was_run=False)
