"""The athlete's way from race to race: what is published, what was done. Totals come from the rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Max, Q, Sum
from django.urls import reverse

from athletes.models import Athlete
from plans import wording
from plans.engine.contract import load_response
from plans.engine.response import PlanResponse
from plans.models import OffSeason, Week
from plans.pictures.season_strip import PHASE_NAMES, BarState, SeasonStrip, StripBar, season_strip
from plans.pictures.volume import VolumeBar, volume_bars
from plans.promises import Promise, promises
from plans.season_page import PHASE_WHY, spring_bars


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
    name: str
    kind: str
    why: str
    weeks: tuple[WeekRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonView:
    athlete: Athlete
    off_season: OffSeason
    today: date
    strip: SeasonStrip
    phases: tuple[PhaseRows, ...]
    promises: tuple[Promise, ...]
    now: Week | None
    weeks_in_all: int
    weeks_left: int
    cut_line: str
    done: str
    planned_so_far: str
    longest: str
    spring_start: date | None
    spring_weeks: int

    @property
    def days_since_race(self) -> int:
        return (self.today - self.off_season.fall_race.date).days


def season_view(athlete: Athlete, *, today: date, for_coach: bool = False) -> SeasonView | None:
    """The newest published off-season; None while there is none."""
    off_season = OffSeason.objects.published_for(athlete).with_races().newest_first().first()
    if off_season is None or off_season.published is None:
        return None
    plan = load_response(off_season.published.response)
    weeks = [week for week in _weeks(off_season) if off_season.is_visible_on(week.start)]
    past = [week for week in weeks if week.end < today]
    now = next((week for week in weeks if week.start <= today <= week.end), None)
    return SeasonView(
        athlete=athlete,
        off_season=off_season,
        today=today,
        strip=_strip(off_season, plan, weeks, today=today, for_coach=for_coach),
        phases=tuple(_phases(off_season, weeks, today=today, for_coach=for_coach)),
        promises=promises(plan),
        now=now,
        weeks_in_all=max((week.index for week in weeks), default=0),
        weeks_left=sum(week.start > today for week in weeks),
        cut_line=_cut_line(plan, athlete.unit),
        done=wording.distance(sum(_done_m(week) for week in weeks), athlete.unit),
        planned_so_far=wording.distance(sum(week.distance_m for week in past), athlete.unit),
        longest=wording.distance(max((getattr(week, "longest_m", None) or 0 for week in weeks), default=0), athlete.unit),
        spring_start=plan.spring_plan.start if plan.spring_plan else None,
        spring_weeks=plan.spring_plan.weeks if plan.spring_plan else 0,
    )


def _weeks(off_season: OffSeason) -> Iterable[Week]:
    runs = Q(sessions__distance_m__gt=0)
    return (
        off_season.weeks.in_order()
        .select_related("phase")
        .annotate(
            done_m=Sum("sessions__log__distance_m", filter=runs),
            longest_m=Max("sessions__log__distance_m", filter=runs),
        )
    )


def _done_m(week: Week) -> float:
    return getattr(week, "done_m", None) or 0.0


def _href(off_season: OffSeason, week: Week, *, for_coach: bool) -> str:
    if for_coach:
        return reverse("plans:athlete_week", args=[off_season.athlete_id, week.start])
    return reverse("plans:week_of", args=[week.start])


def _strip(
    off_season: OffSeason, plan: PlanResponse, weeks: Sequence[Week], *, today: date, for_coach: bool
) -> SeasonStrip:
    unit = off_season.athlete.unit
    bars = [_bar(off_season, week, unit=unit, today=today, for_coach=for_coach) for week in weeks]
    baseline_m = plan.baseline.distance_m if plan.baseline else None
    return season_strip(
        [*bars, *(spring_bars(plan.spring_plan, unit) if plan.spring_plan else [])],
        baseline_m=baseline_m,
        baseline_text=f"baseline {wording.distance(baseline_m, unit)}" if baseline_m else "",
        fall_name=off_season.fall_race.name,
        fall_date=off_season.fall_race.date,
        a_name=off_season.a_race.name,
        a_date=off_season.a_race.date,
        today=today,
    )


def _bar(off_season: OffSeason, week: Week, *, unit: str, today: date, for_coach: bool) -> StripBar:
    days = wording.day_range(week.start, week.end)
    return StripBar(
        label=wording.distance_number(week.distance_m, unit),
        phase=week.phase.kind,
        distance_m=week.distance_m,
        state=_bar_state(week, today=today),
        done_share=_done_m(week) / week.distance_m if week.distance_m else 0.0,
        href=_href(off_season, week, for_coach=for_coach),
        text=f"Week {week.index}, {days}, {week.get_kind_display()}: {wording.distance(week.distance_m, unit)}",
        start=week.start,
    )


def _bar_state(week: Week, *, today: date) -> BarState:
    if week.end < today:
        return "done"
    return "now" if week.start <= today else "ahead"


def _phases(off_season: OffSeason, weeks: Sequence[Week], *, today: date, for_coach: bool) -> Iterable[PhaseRows]:
    unit = off_season.athlete.unit
    shown = [(week.distance_m, _done_m(week) if week.start <= today else None) for week in weeks]
    bars = dict(zip((week.pk for week in weeks), volume_bars(shown), strict=True))
    for phase, group in groupby(weeks, key=lambda week: week.phase):
        rows = [
            WeekRow(
                week=week,
                bar=bars[week.pk],
                planned=wording.distance(week.distance_m, unit),
                done=wording.distance(_done_m(week), unit) if week.start <= today else "",
                is_now=week.start <= today <= week.end,
                is_over=week.end < today,
                href=_href(off_season, week, for_coach=for_coach),
            )
            for week in group
        ]
        yield PhaseRows(name=PHASE_NAMES[phase.kind], kind=phase.kind, why=PHASE_WHY[phase.kind], weeks=tuple(rows))


def _cut_line(plan: PlanResponse, unit: str) -> str:
    if plan.cut is None or plan.baseline is None:
        return ""
    return wording.cut_line(plan.baseline.distance_m, plan.cut.value, unit)
