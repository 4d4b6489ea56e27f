"""Strength and mobility: on which days, which session, how much of it (planning.md 3.7, 3.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from math import inf

from plans.engine.days import Day
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.library import LIBRARY
from plans.engine.placement import Layout
from plans.engine.policy_week import MINUTE_S
from plans.engine.progress import Progress
from plans.engine.response import Session, Step, Why
from plans.engine.sessions import plain_session
from plans.engine.targets import effort
from plans.engine.template import Template

HEAVY_GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A day's room for strength: minutes in the gym, minutes at home."""

    at: int
    gym_min: float
    home_min: float


def strength_days(
    days: Sequence[Day],
    layout: Layout,
    run_min: Mapping[int, float],
    *,
    frame: PlanFrame,
    progress: Progress,
    empty: int,
) -> dict[int, tuple[str, float]]:
    """Up to two days with what is lifted there and for how many minutes."""
    wanted = frame.runner.sessions.gym.sessions
    if days[0].date < frame.clear.heavy:
        return {}
    spots = [spot for at in range(len(days)) if at != empty and (spot := _spot(days, at, run_min, frame))]
    heavy = lifts_heavy(frame, progress)
    for count in range(min(wanted, len(spots)), 0, -1):
        # Plain strength at home twice is better than the gym once.
        for is_heavy in (True, False) if heavy else (False,):
            costs = [
                (_cost(chosen, days, layout, frame, progress, heavy=is_heavy), chosen)
                for chosen in combinations(spots, count)
            ]
            possible = [(cost, chosen) for cost, chosen in costs if cost is not None]
            if possible:
                return _named(min(possible, key=lambda pair: pair[0])[1], heavy=is_heavy)
    return {}


def _spot(days: Sequence[Day], at: int, run_min: Mapping[int, float], frame: PlanFrame) -> Spot | None:
    day, rules = days[at], frame.runner.sessions.gym
    if day.is_blackout or not day.may_lift_heavy or day.race:
        return None
    left = day.run_min - run_min.get(at, 0.0) if day.run_min else 0.0
    gym_min = min(left, rules.gym_min[frame.runner.level])
    home_min = min(day.home_min + (left if left != inf else rules.home_most_min), rules.home_most_min)
    least = frame.runner.policy.week.home_strength_min
    if gym_min < rules.gym_least_min and home_min < least:
        return None
    return Spot(at=at, gym_min=gym_min, home_min=home_min)


def lifts_heavy(frame: PlanFrame, progress: Progress) -> bool:
    """Barbells are for those with a gym and, if new to lifting, four weeks of plain strength (3.7)."""
    strength = frame.request.athlete.strength
    if strength.equipment != "gym":
        return False
    return strength.experience != "none" or progress.strength_weeks >= frame.runner.sessions.gym.plain_weeks


def _cost(
    chosen: Sequence[Spot],
    days: Sequence[Day],
    layout: Layout,
    frame: PlanFrame,
    progress: Progress,
    *,
    heavy: bool,
) -> float | None:
    cost = 0.0
    for spot in chosen:
        if not heavy and spot.home_min < frame.runner.policy.week.home_strength_min:
            return None
        if heavy and not _may_be_heavy(spot, days, layout, frame, progress):
            return None
        cost += _day_cost(spot, layout, len(days))
    for first, second in pairwise(chosen):
        if second.at - first.at < HEAVY_GAP:
            return None
        cost += 1.5 * abs(second.at - first.at - 3)
    return cost


def _may_be_heavy(spot: Spot, days: Sequence[Day], layout: Layout, frame: PlanFrame, progress: Progress) -> bool:
    day = days[spot.at].date
    if spot.gym_min < frame.runner.sessions.gym.gym_least_min:
        return False
    if progress.last_heavy and (day - progress.last_heavy).days < HEAVY_GAP:
        return False
    return not _is_eve_of_key(spot.at, layout, len(days)) and not _is_spring_eve(day, frame)


def _is_eve_of_key(at: int, layout: Layout, length: int) -> bool:
    """The week's last day counts as an eve when the week, repeated, begins with a key day."""
    following = at + 1 if at + 1 < length else 0
    return following in layout.hard or at == length - 1


def _is_spring_eve(day: date, frame: PlanFrame) -> bool:
    return (frame.plan_start - day).days < HEAVY_GAP + 1


def _day_cost(spot: Spot, layout: Layout, length: int) -> float:
    if spot.at == layout.fast:
        return 0.0
    cost = 3.0 if spot.at in layout.easy else 6.0
    if spot.at == layout.long:
        cost = 9.0
    return cost + 5.0 * _is_eve_of_key(spot.at, layout, length)


def _named(chosen: Sequence[Spot], *, heavy: bool) -> dict[int, tuple[str, float]]:
    codes = ("G01", "G02") if heavy else ("G03", "G04")
    return {
        spot.at: (codes[number % 2], spot.gym_min if heavy else spot.home_min) for number, spot in enumerate(chosen)
    }


def strength_session(
    day: Day, code: str, minutes: float, *, week: WeekPlan, frame: PlanFrame, progress: Progress
) -> Session:
    """The lifts at this week's stage: learn, then build, lighter in light weeks."""
    gym = frame.runner.sessions.gym
    light = week.is_light
    if light and code in {"G01", "G02"}:
        code = "G05"
    if light:
        minutes = max(frame.runner.policy.week.home_strength_min, min(minutes, gym.light_min + 5))
    template = LIBRARY[code]
    learning = progress.strength_weeks < gym.learn_weeks
    sets = _sets(template, learning=learning, light=light, minutes=minutes)
    steps = tuple(
        Step(kind="exercise", name=name, sets=count, reps=reps, target=effort(6 if learning else template.rpe))
        for name, count, reps in sets
    )
    return plain_session(
        day.date, code, seconds=minutes * MINUTE_S, steps=steps, why=_strength_why(week, learning=learning)
    )


def _sets(template: Template, *, learning: bool, light: bool, minutes: float) -> list[tuple[str, int, str]]:
    """Short sessions keep the first lifts, which matter most."""
    rows = []
    for lift in template.exercises[: max(3, int(minutes // 4))]:
        reps = "10-12" if learning and not lift.is_hold and lift.reps.isdigit() and int(lift.reps) < 10 else lift.reps  # noqa: PLR2004
        rows.append((lift.name, 1 if light else min(lift.sets, 2) if learning else lift.sets, reps))
    return rows


def _strength_why(week: WeekPlan, *, learning: bool) -> Why:
    if week.is_light:
        return Why(rule="3.7", text="one good set keeps the strength through an easier week")
    if learning:
        return Why(rule="3.7", text="first weeks of strength: learn the movements, leave plenty in hand")
    return Why(rule="3.7", text="the off-season is when strength is built; twice a week is enough")


def mobility_days(
    days: Sequence[Day], layout: Layout, home_left: Mapping[int, float], *, frame: PlanFrame, empty: int
) -> dict[int, float]:
    """Three short sessions, on easy and rest days first, where at least ten minutes are left."""
    least, wanted = frame.runner.policy.week.mobility_min, frame.runner.sessions.gym.mobility_sessions
    open_days = [at for at in range(len(days)) if at != empty and home_left.get(at, 0.0) >= least]
    open_days.sort(key=lambda at: (_mobility_cost(at, layout), at))
    chosen = sorted(open_days[:wanted])
    return {at: min(home_left[at], frame.runner.sessions.gym.mobility_min[frame.runner.level]) for at in chosen}


def _mobility_cost(at: int, layout: Layout) -> float:
    if at in layout.easy:
        return 0.0
    return 1.0 if at not in layout.runs else 2.0


def mobility_session(day: Day, minutes: float, *, is_rest_day: bool) -> Session:
    text = "a rest day is a good day to loosen up" if is_rest_day else "after the run, while you are warm"
    steps = (Step(kind="exercise", name=LIBRARY["M01"].intent, sets=1, reps=f"{minutes:.0f} min", target=effort(1)),)
    return plain_session(day.date, "M01", seconds=minutes * MINUTE_S, steps=steps, why=Why(rule="3.8", text=text))
