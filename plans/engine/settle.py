"""Everything about a plan but its weeks: who the runner is, which dates there are, how far the weeks go."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from plans.engine.ability import ability
from plans.engine.baseline import baseline
from plans.engine.cut import cut
from plans.engine.days import Clear
from plans.engine.grading import grade_of
from plans.engine.paces import plan_paces
from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.recovery import (
    Clearance,
    clearance,
    clearance_without_race,
    fractions_without_race,
    recovery_fractions,
)
from plans.engine.request import PlanRequest, RaceBetween
from plans.engine.response import Ability, Baseline, Cut, Factor
from plans.engine.returning import returning_curve
from plans.engine.runner import Runner, easy_estimate, own_policy
from plans.engine.season import DAYS, Season, age_on, season, usual_spring_weeks
from plans.engine.second_race import second_race_curve
from plans.engine.volume import VolumeCurve, derived_week1_long_m, derived_week1_m, volume_curve
from plans.engine.wording import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """`recovery_share`: what the last recovery week may hold at most, of B. `is_second_race`: the races are so near that one block leads from the one to the other (MULTI_RACE)."""

    request: PlanRequest
    runner: Runner
    cut: Cut
    season: Season
    fractions: tuple[float, ...]
    recovery_weeks: int
    recovery_share: float
    curve: VolumeCurve
    week1_m: float
    week1_long_m: float
    is_second_race: bool = False

    @property
    def level(self) -> Ability:
        return self.runner.level


def settle(request: PlanRequest, *, policy: Policy = DEFAULT_POLICY) -> Settled | None:
    """None when there is no usable baseline (E_NO_BASELINE)."""
    base = baseline_of(request, policy=policy)
    if base is None:
        return None
    age = age_on(request.athlete.birth_date, request.fall_race.date)
    level = ability(
        baseline_m=base.distance_m,
        years_running=request.athlete.years_running,
        grade_percent=grade_of(request, policy=policy),
        policy=policy,
    )
    dates = _season(request, level, request.spring_plan.weeks, policy)
    first_days = dates.leftover_days if dates.short_first_week else DAYS
    fractions = _fractions(request, base, level=level, age=age, first_days=first_days, policy=policy)
    whole = len(fractions) - (1 if dates.short_first_week else 0)
    long_off_season = dates.weeks > whole + policy.zones.dip_after_weeks
    paces = plan_paces(request.history, request.fall_race, long_off_season=long_off_season, policy=policy)
    voice = Voice(unit=request.athlete.unit, easy_s_per_km=easy_estimate(paces, level, policy=policy))
    policy = own_policy(request.athlete, paces, level, policy=policy)
    chosen = _cut(request, base, level=level, age=age, gap_weeks=dates.gap_weeks, voice=voice, policy=policy)
    runner = Runner(
        athlete=request.athlete,
        level=level,
        age=age,
        baseline=base,
        cut=chosen.value,
        paces=paces,
        a_race_m=request.a_race.distance_m,
        policy=policy,
        second_fast=request.policy.second_fast,
    )
    return _with_curve(runner, chosen, dates, fractions, request=request, whole=whole)


def _with_curve(
    runner: Runner, chosen: Cut, dates: Season, fractions: tuple[float, ...], *, request: PlanRequest, whole: int
) -> Settled:
    spring, policy = request.spring_plan, runner.policy
    base_m = runner.baseline.distance_m
    week1_m = spring.week1_m or derived_week1_m(baseline_m=base_m, peak_m=spring.peak_m, policy=policy)
    week1_m = min(week1_m, policy.volume.youth_limit_m) if _is_youth(runner.age, policy) else week1_m
    long_m = spring.week1_long_m or derived_week1_long_m(week1_m, run_days=runner.run_days[1], policy=policy)
    settled = Settled(
        request=request,
        runner=runner,
        cut=chosen,
        season=dates,
        fractions=fractions,
        recovery_weeks=whole,
        recovery_share=_recovery_share(request, runner, fractions),
        curve=VolumeCurve(status="NO_OFFSEASON"),
        week1_m=week1_m,
        week1_long_m=long_m,
    )
    rules = policy.season
    near = rules.refuse_gap_weeks <= dates.gap_weeks < rules.second_race_gap_weeks and dates.weeks <= whole
    if near:
        one_block = _season(request, runner.level, 1, policy)
        curve = second_race_curve(settled, weeks=one_block.weeks)
        return replace(settled, season=one_block, curve=curve, is_second_race=True)
    if dates.gap_weeks < rules.refuse_gap_weeks:
        return settled
    return replace(settled, curve=curve_for(settled, weeks=dates.weeks))


def curve_for(settled: Settled, *, weeks: int, week1_m: float | None = None) -> VolumeCurve:
    """The volumes of an off-season of so many whole weeks, all else as settled."""
    dates, runner = settled.season, settled.runner
    if runner.athlete.injury == "returning":
        return returning_curve(settled, weeks=weeks, week1_m=week1_m or settled.week1_m)
    return volume_curve(
        fractions=settled.fractions,
        baseline_m=runner.baseline.distance_m,
        cut=settled.cut.value,
        weeks=weeks,
        week1_m=week1_m or settled.week1_m,
        short_first_days=dates.leftover_days if dates.short_first_week else 0,
        policy=runner.policy,
    )


def _season(request: PlanRequest, level: Ability, weeks: int | None, policy: Policy) -> Season:
    return season(
        fall_race=request.fall_race.date,
        a_race=request.a_race.date,
        week_start=request.athlete.week_start,
        spring_weeks=weeks or usual_spring_weeks(request.a_race.distance_m, level=level, policy=policy),
        policy=policy,
    )


def _is_youth(age: int | None, policy: Policy) -> bool:
    return age is not None and age < policy.week.adult_age


def baseline_of(request: PlanRequest, *, policy: Policy = DEFAULT_POLICY) -> Baseline | None:
    """What a plan of this request stands on; None for E_NO_BASELINE."""
    found = baseline(
        request.history,
        race_day=request.fall_race.date,
        race_distance_m=request.fall_race.distance_m,
        provisional=request.fall_race.status == "planned",
        run_days=request.athlete.usual_run_days,
        policy=policy,
    )
    age = age_on(request.athlete.birth_date, request.fall_race.date)
    limit_m = policy.volume.youth_limit_m
    if found is None or not _is_youth(age, policy) or found.distance_m <= limit_m:
        return found
    # A limit is a distance, for whoever runs by the clock as well.
    said = Voice(unit="mi" if request.athlete.unit == "mi" else "km").week(limit_m)
    reason = f"{said} a week is the most before the age of {policy.week.adult_age}"
    return replace(found, distance_m=limit_m, reason=reason)


def covered_m(request: PlanRequest) -> float:
    """What recovery is counted from: all of a finished race, of an unfinished one what was run."""
    race = request.fall_race
    if race.status == "dnf" and race.covered_m is not None:
        return race.covered_m
    return race.distance_m


def _fractions(
    request: PlanRequest, base: Baseline, *, level: Ability, age: int | None, first_days: int, policy: Policy
) -> tuple[float, ...]:
    if request.fall_race.status == "dns":
        return fractions_without_race(request.policy.break_days, first_days=first_days, policy=policy)
    return recovery_fractions(
        covered_m(request),
        baseline_m=base.distance_m,
        age=age,
        level=level,
        climb_m=request.fall_race.climb_m,
        effort=request.fall_race.effort,
        break_days=request.policy.break_days,
        first_days=first_days,
        policy=policy,
    )


def _recovery_share(request: PlanRequest, runner: Runner, fractions: tuple[float, ...]) -> float:
    """The last entry of 2.4's row, whatever a break makes of the weeks before it."""
    if request.policy.break_days is None:
        return fractions[-1]
    rested = replace(request, policy=replace(request.policy, break_days=None))
    row = _fractions(rested, runner.baseline, level=runner.level, age=runner.age, first_days=DAYS, policy=runner.policy)
    return row[-1]


def _cut(
    request: PlanRequest,
    base: Baseline,
    *,
    level: Ability,
    age: int | None,
    gap_weeks: float,
    voice: Voice,
    policy: Policy,
) -> Cut:
    athlete, chosen = request.athlete, request.policy
    if athlete.injury == "returning" and chosen.cut is None:
        reason = "you come back from an injury: the weeks grow from what you run now, nothing is cut from it"
        return Cut(value=0.0, override=False, factors=(Factor(name="returning", adjustment=0.0, reason=reason),))
    return cut(
        level=level,
        baseline_m=base.distance_m,
        race_distance_m=request.fall_race.distance_m,
        gap_weeks=gap_weeks,
        year_average_m=request.history.year_average_m,
        injury=athlete.injury,
        age=age,
        comfort=athlete.comfort,
        override=chosen.cut,
        override_reason=chosen.cut_reason,
        voice=voice,
        policy=policy,
    )


def goal_race_clear(settled: Settled) -> tuple[Clear, date]:
    """The days of 2.3 after the goal race as dates, and the last day a break may reach."""
    request, race_day, policy = settled.request, settled.request.fall_race.date, settled.runner.policy
    if request.fall_race.status == "dns":
        days = clearance_without_race(request.policy.break_days, policy=policy)
    else:
        days = _raced_clearance(settled)
    clear = _clear(race_day, days.rest_min_days, days.first_strides_day, days.first_fast_day, days.first_heavy_day)
    return clear, race_day + timedelta(days=days.rest_max_days)


def _raced_clearance(settled: Settled) -> Clearance:
    request, policy = settled.request, settled.runner.policy
    return clearance(
        covered_m(request),
        age=settled.runner.age,
        level=settled.level,
        climb_m=request.fall_race.climb_m,
        effort=request.fall_race.effort,
        break_days=request.policy.break_days,
        policy=policy,
    )


def race_between_clear(settled: Settled, race: RaceBetween) -> Clear:
    policy = settled.runner.policy
    short = race.priority == "C" and race.distance_m <= policy.recovery.short_c_race_m
    days = clearance(
        race.distance_m,
        age=settled.runner.age,
        level=settled.level,
        effort="training" if short else "raced",
        policy=policy,
    )
    return _clear(race.date, days.rest_min_days, days.first_strides_day, days.first_fast_day, days.first_heavy_day)


def _clear(race_day: date, rest: int, strides: int, fast: int, heavy: int) -> Clear:
    def on(day: int) -> date:
        return race_day + timedelta(days=day)

    return Clear(race=race_day, run=on(rest + 1), strides=on(strides), fast=on(fast), heavy=on(heavy))
