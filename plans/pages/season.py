"""The athlete's way from race to race: what is published, what was done. Totals come from the rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from athletes.models import Athlete
from plans.engine.contract import load_response
from plans.engine.response import PlanResponse
from plans.models import OffSeason, TrainingSession, Week
from plans.pages.checks import CheckList, check_list
from plans.pages.done_by_week import NOTHING, Done, done_by_week
from plans.pages.factors import Factors, factors
from plans.pages.fitness import Fitness, FitnessWeek, fitness
from plans.pages.hand_over import HandOver, hand_over_of
from plans.pages.open_points import OpenPoints, open_points
from plans.pages.plan import PHASE_WHY, phase_why, spring_bars
from plans.pages.promises import Promise, promises
from plans.pages.race_day import RaceDay, race_day
from plans.pictures.season_strip import PHASE_NAMES, BarState, SeasonStrip, StripBar, season_strip
from plans.pictures.volume import VolumeBar, volume_bars
from plans.words import race_week as race_words
from plans.words import wording
from plans.words.checks import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    week: Week
    bar: VolumeBar
    planned: str
    done: str
    is_now: bool
    is_over: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRows:
    """`is_now`: we are in it; `dates` are those of the weeks that are open."""

    name: str
    kind: str
    why: str
    dates: str
    is_now: bool
    weeks: tuple[WeekRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonView:
    athlete: Athlete
    off_season: OffSeason
    today: date
    strip: SeasonStrip
    phases: tuple[PhaseRows, ...]
    promises: tuple[Promise, ...]
    factors: Factors | None
    checks: CheckList | None
    open_points: OpenPoints | None
    now: Week | None
    weeks_in_all: int
    weeks_left: int
    done: str
    planned_so_far: str
    longest: str
    spring_start: date | None
    spring_weeks: int
    fitness: Fitness | None
    hand_over: HandOver | None
    race_day: RaceDay | None

    @property
    def race_week_text(self) -> str:
        """Empty where a spring plan follows, and not a second race."""
        over = self.hand_over
        if over is None or not over.race_days:
            return ""
        race = self.off_season.a_race
        return race_words.begins(race.name, over.start, race.date)

    @property
    def phase_now(self) -> PhaseRows | None:
        return next((phase for phase in self.phases if phase.is_now), None)

    @property
    def other_phases(self) -> tuple[PhaseRows, ...]:
        return tuple(phase for phase in self.phases if not phase.is_now)

    @property
    def days_since_race(self) -> int:
        return (self.today - self.off_season.fall_race.date).days


def season_view(athlete: Athlete, *, today: date, for_coach: bool = False) -> SeasonView | None:
    """The newest published off-season; None while there is none."""
    off_season = OffSeason.objects.published_for(athlete).with_races().newest_first().first()
    if off_season is None or off_season.published is None:
        return None
    plan = load_response(off_season.published.response)
    weeks = [week for week in _weeks(off_season, today=today) if off_season.is_visible_on(week.start)]
    done = done_by_week(off_season)
    now = next((week for week in weeks if week.start <= today <= week.end), None)
    reader: Reader = "athlete" if athlete.coach_id else "own"
    return SeasonView(
        athlete=athlete,
        off_season=off_season,
        today=today,
        strip=_strip(off_season, plan, weeks, done, today=today, for_coach=for_coach),
        phases=tuple(_phases(off_season, plan, weeks, done, today=today, for_coach=for_coach)),
        promises=promises(plan, race_day=off_season.fall_race.date),
        factors=factors(plan, unit=athlete.unit, reader=reader),
        checks=check_list(
            plan, unit=athlete.unit, reader=reader, has_ids=for_coach, open_until=off_season.visible_until
        ),
        open_points=open_points(off_season, plan),
        now=now,
        weeks_in_all=max((week.index for week in weeks), default=0),
        weeks_left=sum(week.start > today for week in weeks),
        done=_done_text(weeks, done, athlete.unit),
        planned_so_far=_due_text(weeks, athlete.unit),
        longest=wording.distance(max((one.longest_m for one in done.values()), default=0), athlete.unit),
        spring_start=plan.spring_plan.start if plan.spring_plan else None,
        spring_weeks=plan.spring_plan.weeks if plan.spring_plan else 0,
        fitness=_fitness(off_season, plan, weeks, now=now),
        hand_over=hand_over_of(off_season, plan, done, today=today),
        race_day=race_day(off_season, today=today, for_coach=for_coach),
    )


def _weeks(off_season: OffSeason, *, today: date) -> Iterable[Week]:
    """Each with what it asks for and what it has asked for until now, metres and seconds of running, and its fast workouts.

    Days that the athlete is ill or away ask for nothing, here as on the week's own page.
    """
    runs = TrainingSession.objects.filter(week=OuterRef("pk"), distance_m__gt=0)
    asked, due = runs.not_set_aside(), runs.asked_until(today)
    return (
        off_season.weeks.in_order()
        .select_related("phase")
        .annotate(
            planned_m=_sum(asked, "distance_m"),
            planned_s=_sum(asked, "duration_s"),
            due_m=_sum(due, "distance_m"),
            due_s=_sum(due, "duration_s"),
            fast=Count("sessions", filter=Q(sessions__ingredient__in=("fast", "race"))),
        )
    )


def _sum(sessions: QuerySet[TrainingSession], name: str) -> Subquery:
    return Subquery(sessions.order_by().values("week").annotate(sum=Sum(name)).values("sum"))


def _fitness(off_season: OffSeason, plan: PlanResponse, weeks: Sequence[Week], *, now: Week | None) -> Fitness | None:
    race_day = off_season.fall_race.date
    runs = sorted({session.date for week in plan.weeks for session in week.sessions if session.distance_m})
    shown = [FitnessWeek(week=week, share=week.baseline_share, has_fast=_read(week, "fast") > 0) for week in weeks]
    return fitness(shown, now=now, race_day=race_day, first_run_day=(runs[0] - race_day).days if runs else None)


def _read(week: Week, name: str) -> float:
    """A sum of `_weeks`; where nothing was summed it is none."""
    return getattr(week, name, None) or 0.0


def _done_text(weeks: Iterable[Week], done: Mapping[date, Done], unit: str) -> str:
    found = [done.get(week.start, NOTHING) for week in weeks]
    return wording.amount(sum(one.distance_m for one in found), sum(one.duration_s for one in found), unit)


def _due_text(weeks: Iterable[Week], unit: str) -> str:
    read = list(weeks)
    return wording.amount(sum(_read(week, "due_m") for week in read), sum(_read(week, "due_s") for week in read), unit)


def _planned(week: Week, unit: str) -> str:
    return wording.amount(_read(week, "planned_m"), _read(week, "planned_s"), unit)


def _href(off_season: OffSeason, week: Week, *, for_coach: bool) -> str:
    if for_coach:
        return reverse("plans:athlete_week", args=[off_season.athlete_id, week.start])
    return reverse("plans:week_of", args=[week.start])


def _strip(
    off_season: OffSeason,
    plan: PlanResponse,
    weeks: Sequence[Week],
    done: Mapping[date, Done],
    *,
    today: date,
    for_coach: bool,
) -> SeasonStrip:
    unit = off_season.athlete.unit
    bars = [_bar(off_season, week, done.get(week.start, NOTHING), today=today, for_coach=for_coach) for week in weeks]
    baseline_m = plan.baseline.distance_m if plan.baseline else None
    return season_strip(
        [*bars, *(replace(bar, label=_label(bar, unit)) for bar in _spring(plan, unit))],
        baseline_m=baseline_m,
        baseline_text=_baseline_text(baseline_m, unit),
        fall_name=off_season.fall_race.name,
        fall_date=off_season.fall_race.date,
        a_name=off_season.a_race.name,
        a_date=off_season.a_race.date,
        today=today,
    )


def _spring(plan: PlanResponse, unit: str) -> Sequence[StripBar]:
    return spring_bars(plan, unit)


def _label(bar: StripBar, unit: str) -> str:
    """Above a bar there is no room for hours and minutes."""
    return "" if unit == "min" else bar.label


def _baseline_text(baseline_m: float | None, unit: str) -> str:
    if not baseline_m:
        return ""
    return "your usual week" if unit == "min" else f"baseline {wording.distance(baseline_m, unit)}"


def _bar(off_season: OffSeason, week: Week, done: Done, *, today: date, for_coach: bool) -> StripBar:
    unit, days = off_season.athlete.unit, wording.day_range(week.start, week.end)
    planned_m = _read(week, "planned_m")
    ran = f", {wording.amount(done.distance_m, done.duration_s, unit)} done" if done.distance_m else ""
    return StripBar(
        label="" if unit == "min" else wording.distance_number(planned_m, unit),
        phase=week.phase.kind,
        distance_m=planned_m,
        state=_bar_state(week, today=today),
        done_share=done.distance_m / planned_m if planned_m else 0.0,
        href=_href(off_season, week, for_coach=for_coach),
        text=f"Week {week.index}, {days}, {wording.week_kind(week.kind)}: {_planned(week, unit)}{ran}",
        start=week.start,
    )


def _bar_state(week: Week, *, today: date) -> BarState:
    if week.end < today:
        return "done"
    return "now" if week.start <= today else "ahead"


def _phases(
    off_season: OffSeason,
    plan: PlanResponse,
    weeks: Sequence[Week],
    done: Mapping[date, Done],
    *,
    today: date,
    for_coach: bool,
) -> Iterable[PhaseRows]:
    unit = off_season.athlete.unit
    whys = PHASE_WHY | {phase.kind: wording.in_unit(phase_why(phase), unit) for phase in plan.phases}
    shown = [
        (_read(week, "planned_m"), done.get(week.start, NOTHING).distance_m if week.start <= today else None)
        for week in weeks
    ]
    bars = dict(zip((week.pk for week in weeks), volume_bars(shown), strict=True))
    for phase, group in groupby(weeks, key=lambda week: week.phase):
        rows = [
            WeekRow(
                week=week,
                bar=bars[week.pk],
                planned=_planned(week, unit),
                done=_done_text([week], done, unit) if week.start <= today else "",
                is_now=week.start <= today <= week.end,
                is_over=week.end < today,
                href=_href(off_season, week, for_coach=for_coach),
            )
            for week in group
        ]
        yield PhaseRows(
            name=PHASE_NAMES[phase.kind],
            kind=phase.kind,
            why=whys[phase.kind],
            dates=wording.day_range(rows[0].week.start, rows[-1].week.end),
            is_now=any(row.is_now for row in rows),
            weeks=tuple(rows),
        )
