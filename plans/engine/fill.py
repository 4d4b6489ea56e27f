"""The weeks of a plan, one after the other, on the volumes that were settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.engine.compose import compose
from plans.engine.diary import Diary
from plans.engine.frame import PlanFrame, WeekPlan, spring_quality, usual_quality
from plans.engine.grid import grid_for
from plans.engine.races_between import chosen_races, told
from plans.engine.request import RaceBetween
from plans.engine.response import Flag, Week
from plans.engine.settle import Settled, covered_m, goal_race_clear, race_between_clear
from plans.engine.wording import Voice


@dataclass(frozen=True, slots=True)
class Filling:
    weeks: tuple[Week, ...]
    flags: frozenset[Flag]
    frame: PlanFrame


def fill(settled: Settled, *, without_races: bool = False) -> Filling:
    """The weeks one by one; without a race in between that turns out to have no place in its week."""
    misplaced = list(settled.request.races_between) if without_races else []
    while True:
        filled = _filled(settled, misplaced)
        if isinstance(filled, Filling):
            return filled
        misplaced.append(filled)


def _filled(settled: Settled, misplaced: Sequence[RaceBetween]) -> Filling | RaceBetween:
    frame, diary = _frame(settled, misplaced), _at_start(settled)
    weeks: list[Week] = []
    flags: set[Flag] = set()
    for week in _week_plans(settled):
        composed = compose(week, frame, diary)
        if composed.misplaced_race is not None:
            return composed.misplaced_race
        if composed.week is not None:
            weeks.append(composed.week)
        flags |= composed.flags
    return Filling(tuple(weeks), frozenset(flags), frame)


def _frame(settled: Settled, misplaced: Sequence[RaceBetween]) -> PlanFrame:
    request, policy = settled.request, settled.runner.policy
    clear, rest_until = goal_race_clear(settled)
    races, left_out = chosen_races(settled, clear, misplaced)
    voice, first_day = Voice(unit=settled.runner.athlete.unit), settled.season.plan_first_day
    return PlanFrame(
        runner=settled.runner,
        grid=grid_for(settled.runner),
        request=request,
        plan_start=settled.season.plan_start,
        week1_m=settled.week1_m,
        week1_long_m=settled.week1_long_m,
        raced_m=0.0 if request.fall_race.status == "dns" else covered_m(request),
        clears=(clear, *(race_between_clear(settled, race) for race in races)),
        races=races,
        left_out=tuple((max(left.race.date, first_day), told(left, voice)) for left in left_out),
        rest_until=rest_until,
        is_second_race=settled.is_second_race,
        recovery_share=settled.recovery_share,
        recovery_weeks=sum(week.phase == "recovery" for week in settled.curve.weeks),
        away=_away(settled),
        spring_quality=spring_quality(request, policy=policy) or usual_quality(policy),
    )


def _away(settled: Settled) -> frozenset[date]:
    """The blacked-out dates between the races."""
    first, last = settled.request.fall_race.date, settled.season.plan_start
    days: set[date] = set()
    for blackout in settled.request.blackouts:
        start, end = max(first, blackout.start), min(last, blackout.end)
        days.update(start + timedelta(days=at) for at in range((end - start).days + 1))
    return frozenset(days)


def _at_start(settled: Settled) -> Diary:
    """The block before the race, as far as its longest runs still count (INV-14)."""
    request, policy = settled.request, settled.runner.policy
    race = request.fall_race
    raced_m = 0.0 if race.status == "dns" else covered_m(request)
    return Diary(
        policy=policy,
        runs=block_runs(settled),
        last_hard=race.date if raced_m else None,
        last_fast=race.date if raced_m else None,
        last_run=race.date if raced_m else None,
        streak=1 if raced_m else 0,
    )


def block_runs(settled: Settled) -> list[tuple[date, float]]:
    """The longest runs before the plan: dated weeks, and on race day what the race counts for.

    A race that was not started counts for nothing where the weeks before it are known. One of 30 km or more counts as the longest training run of its block, a shorter one as run.
    """
    request, rules = settled.request, settled.runner.policy.long_run
    race = request.fall_race
    raced_m = 0.0 if race.status == "dns" else covered_m(request)
    weeks = [(week.start + timedelta(days=6), week.longest_m) for week in request.history.weeks if week.longest_m]
    known = [(day, metres) for day, metres in weeks if day < race.date]
    if race.status == "dns" and known:
        return known  # nothing was run on that day
    block_m = max([settled.runner.baseline.longest_m, *(metres for _, metres in known)])
    counts_block = raced_m >= rules.training_race_m or race.status == "dns" or not known
    counted_m = block_m if counts_block else raced_m
    return [*known, (race.date, max(counted_m, request.history.longest_30d_m or 0.0))]


def _week_plans(settled: Settled) -> list[WeekPlan]:
    count = len(settled.curve.weeks)
    return [
        WeekPlan(
            index=at + 1,
            start=start,
            end=end,
            kind=volume.kind,
            phase=volume.phase,
            target_m=volume.distance_m,
            weeks_left=count - at - 1,
        )
        for at, (volume, (start, end)) in enumerate(zip(settled.curve.weeks, settled.season.week_spans, strict=False))
    ]
