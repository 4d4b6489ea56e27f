"""A whole plan in words and pictures: what the free planner, the inbox and a mail show of one answer."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from plans.engine.race_week import race_week
from plans.engine.request import PlanRequest
from plans.engine.response import Phase, PlanResponse, Week
from plans.pages.checks import CheckList, check_list
from plans.pages.factors import Factors, factors, settled_week
from plans.pages.open_points import shortfall
from plans.pages.promises import Promise, promises
from plans.pages.week_lines import WeekLine, running_s, week_line, week_lines
from plans.pictures.season_strip import PHASE_NAMES, SeasonStrip, StripBar, season_strip
from plans.words import race_week as race_words
from plans.words import wording
from plans.words.advice import Advice, flag_advice, status_advice

PHASE_WHY: Final = {
    "recovery": "The race leaves your legs first. Short, easy runs; fast running waits until they have cleared it.",
    "maintenance": "Less of everything, and everything kept: you rest without losing what you built.",
    "base": "Volume comes back in small steps, with a lighter week now and then.",
    "rebuild": "Up towards the first week of the spring plan, then a fresher week, so that you start it rested.",
}
FALL_NAME: Final = "Fall race"
A_NAME: Final = "Spring race"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLine:
    kind: str
    name: str
    dates: str
    weeks: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonPage:
    """`advice` is what to say first. A refusal has no weeks, no strip and nothing that is counted from them."""

    unit: str
    fall_name: str
    a_name: str
    advice: Advice | None
    shortfall: str
    flags: tuple[Advice, ...]
    weeks: tuple[WeekLine, ...]
    phases: tuple[PhaseLine, ...]
    strip: SeasonStrip | None
    promises: tuple[Promise, ...]
    factors: Factors | None
    checks: CheckList | None
    settled: WeekLine | None
    total: str
    first_day: date | None
    last_day: date | None
    first_run: date | None
    first_run_after_days: int
    spring_weeks: int
    race_week: tuple[str, ...] = ()


def season_page(request: PlanRequest, plan: PlanResponse, *, today: date) -> SeasonPage:
    """Everything a page says about this plan. `today` marks the week we are in."""
    unit, weeks = request.athlete.unit, plan.weeks
    settled, first_run = settled_week(weeks), _first_run(weeks)
    return SeasonPage(
        unit=unit,
        fall_name=request.fall_race.name or FALL_NAME,
        a_name=request.a_race.name or A_NAME,
        advice=status_advice(plan),
        shortfall=shortfall(plan, unit),
        flags=flag_advice(plan),
        weeks=week_lines(weeks, unit=unit),
        phases=phase_lines(plan),
        strip=strip_of(request, plan, today=today) if weeks else None,
        promises=promises(plan, race_day=request.fall_race.date),
        factors=factors(plan, unit=unit, reader="own"),
        checks=check_list(plan, unit=unit, reader="own"),
        settled=week_line(settled, unit=unit) if settled else None,
        total=_total(weeks, unit),
        first_day=weeks[0].start if weeks else None,
        last_day=weeks[-1].end if weeks else None,
        first_run=first_run,
        first_run_after_days=(first_run - request.fall_race.date).days if first_run else 0,
        spring_weeks=plan.spring_plan.weeks if plan.spring_plan and plan.status != "MULTI_RACE" else 0,
        race_week=_race_week(request, plan),
    )


def _race_week(request: PlanRequest, plan: PlanResponse) -> tuple[str, ...]:
    """The days up to a second race, which no week of the plan holds (decision 0035)."""
    if plan.status != "MULTI_RACE" or plan.spring_plan is None:
        return ()
    days = race_week(request, start=plan.spring_plan.start, level=plan.ability or "intermediate")
    race = request.a_race.name or A_NAME
    return race_words.day_lines(days, race=race, race_m=request.a_race.distance_m, unit=request.athlete.unit)


def phase_lines(plan: PlanResponse) -> tuple[PhaseLine, ...]:
    return tuple(
        PhaseLine(
            kind=phase.kind,
            name=PHASE_NAMES[phase.kind],
            dates=wording.day_range(phase.start, phase.end),
            weeks=sum(phase.start <= week.start <= phase.end for week in plan.weeks),
            why=phase_why(phase),
        )
        for phase in plan.phases
    )


def phase_why(phase: Phase) -> str:
    """The engine's own reason, with the runner's numbers in it; what such a phase is for where it gives none."""
    return phase.reason or PHASE_WHY[phase.kind]


def strip_of(request: PlanRequest, plan: PlanResponse, *, today: date) -> SeasonStrip:
    unit = request.athlete.unit
    baseline_m = plan.baseline.distance_m if plan.baseline else None
    bars = [_bar(week, unit=unit, today=today) for week in plan.weeks]
    return season_strip(
        [*bars, *spring_bars(plan, unit)],
        baseline_m=baseline_m,
        baseline_text=f"baseline {wording.distance(baseline_m, unit)}" if baseline_m else "",
        fall_name=request.fall_race.name or FALL_NAME,
        fall_date=request.fall_race.date,
        a_name=request.a_race.name or A_NAME,
        a_date=request.a_race.date,
        today=today,
    )


def _bar(week: Week, *, unit: str, today: date) -> StripBar:
    days = wording.day_range(week.start, week.end)
    return StripBar(
        label=wording.distance_number(week.distance_m, unit),
        phase=week.phase,
        distance_m=week.distance_m,
        state="now" if week.start <= today <= week.end else "ahead",
        text=f"Week {week.index}, {days}, {wording.week_kind(week.kind)}: {wording.distance(week.distance_m, unit)}",
        start=week.start,
    )


def spring_bars(plan: PlanResponse, unit: str) -> list[StripBar]:
    """Its first week is known; of the others, and of a second race's own week, only that they come."""
    spring = plan.spring_plan
    if spring is None:
        return []
    if plan.status == "MULTI_RACE":
        return [StripBar(label="", phase="race", distance_m=0, state="unknown", start=spring.start)]
    rest = StripBar(label="", phase="spring", distance_m=0, state="unknown")
    first = StripBar(
        label=wording.distance_number(spring.week1_m, unit),
        phase="spring",
        distance_m=spring.week1_m,
        state="ahead",
        text=f"Spring plan, week 1 from {wording.short_day(spring.start)}: {wording.distance(spring.week1_m, unit)}",
        start=spring.start,
    )
    return [first, *[rest] * (spring.weeks - 1)]


def _total(weeks: tuple[Week, ...], unit: str) -> str:
    """The sum of what is shown, week by week."""
    return wording.amount(
        sum(week.distance_m for week in weeks),
        sum(running_s(session) for week in weeks for session in week.sessions),
        unit,
    )


def _first_run(weeks: tuple[Week, ...]) -> date | None:
    days = (session.date for week in weeks for session in week.sessions if session.distance_m)
    return min(days, default=None)
