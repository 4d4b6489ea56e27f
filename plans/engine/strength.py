"""Strength, jumps and mobility: on which days, which session, how much of it (planning.md 3.7, 3.8)."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from math import inf
from typing import NamedTuple

from plans.engine.frame import PlanFrame
from plans.engine.library import LIBRARY
from plans.engine.placement import Layout
from plans.engine.policy import MINUTE_S
from plans.engine.policy.filling import GymPolicy
from plans.engine.record import record
from plans.engine.response import Session, Step, Why
from plans.engine.scene import Running, Scene
from plans.engine.sessions import Slot, plain_session
from plans.engine.targets import effort
from plans.engine.template import Exercise, Template

JUMP_LEVELS = ("intermediate", "advanced")


class Spot(NamedTuple):
    """A day's room for strength: minutes in the gym, minutes at home."""

    at: int
    gym_min: float
    home_min: float


class Lift(NamedTuple):
    code: str
    minutes: float


@record
class Stage:
    """Where a lifter stands: what the main lifts' sets and reps are, and how it feels (3.7)."""

    sets: int
    reps: str | None
    rpe: float
    why: str


def strength_days(scene: Scene, running: Running, run_min: Mapping[int, float], *, empty: int) -> dict[int, Lift]:
    """Up to two days with what is lifted there and for how many minutes."""
    frame = scene.frame
    if scene.days[0].date < frame.clear.heavy:
        return {}
    spots = _spots(scene, run_min, empty=empty)
    days = tuple([spot.at for spot in spots])
    heavy = lifts_heavy(frame, strength_weeks=scene.diary.strength_weeks)
    costs = {
        is_heavy: _spot_costs(spots, scene, running, is_heavy=is_heavy)
        for is_heavy in ((True, False) if heavy else (False,))
    }
    for count in range(min(frame.policy.gym.sessions, len(spots)), 0, -1):
        for kinds in _kinds(count) if heavy else ((False,) * count,):
            by_kind = tuple([costs[is_heavy] for is_heavy in kinds])
            chosen = _cheapest(days, by_kind, frame.policy.week.heavy_gap_days)
            if chosen:
                return {
                    spots[place].at: _lift(spots[place], number, is_heavy=is_heavy)
                    for number, (place, is_heavy) in enumerate(zip(chosen, kinds, strict=True))
                }
    return {}


def _kinds(count: int) -> tuple[tuple[bool, ...], ...]:
    """Which of the sessions are heavy, best first: once in the gym keeps what a lifter has (Ronnestad 2011)."""
    return ((True, True), (True, False), (False, True), (False, False)) if count > 1 else ((True,), (False,))


@lru_cache(maxsize=4096)
def _cheapest(days: tuple[int, ...], costs: tuple[tuple[float, ...], ...], least_gap: int) -> tuple[int, ...] | None:
    """The places of the best days for as many sessions, in this order; `costs` are each session's on these days.

    There are few such questions, and most weeks ask the same.
    """
    best_cost, best, is_alone = inf, None, len(costs) == 1
    for chosen in combinations(range(len(days)), len(costs)):
        gap = days[chosen[-1]] - days[chosen[0]]
        if gap < least_gap and not is_alone:
            continue
        cost = sum(by_day[place] for place, by_day in zip(chosen, costs, strict=True))
        cost += 0.0 if is_alone else 1.5 * abs(gap - 3)
        if cost < best_cost:
            best_cost, best = cost, chosen
    return best


def _spots(scene: Scene, run_min: Mapping[int, float], *, empty: int) -> list[Spot]:
    policy = scene.frame.policy
    most_min = policy.gym.strength_min[scene.frame.runner.level]
    gym_least_min, home_least_min = policy.gym.gym_least_min, policy.week.home_strength_min
    spots = []
    for at, day in enumerate(scene.days):
        if at == empty or not day.may_lift or day.race:
            continue
        left_min = day.run_min - run_min.get(at, 0.0) if day.run_min else 0.0
        gym_min, home_min = min(left_min, most_min), min(day.home_min + left_min, most_min)
        if gym_min >= gym_least_min or home_min >= home_least_min:
            spots.append(Spot(at, gym_min, home_min))
    return spots


def lifts_heavy(frame: PlanFrame, *, strength_weeks: int) -> bool:
    """Barbells are for those with a gym and, if new to lifting, four weeks of plain strength (3.7)."""
    strength = frame.request.athlete.strength
    if strength.equipment != "gym" or frame.runner.level == "beginner":
        return False
    return strength.experience != "none" or strength_weeks >= frame.policy.gym.plain_weeks


def _spot_costs(spots: Sequence[Spot], scene: Scene, running: Running, *, is_heavy: bool) -> tuple[float, ...]:
    """Infinite on a day that cannot hold it."""
    day_costs, least_min = _day_costs(running.layout, len(scene.days)), scene.frame.policy.week.home_strength_min
    costs = []
    for spot in spots:
        may = _may_be_heavy(spot.at, spot.gym_min, scene, running) if is_heavy else spot.home_min >= least_min
        costs.append(day_costs[spot.at] if may else inf)
    return tuple(costs)


@lru_cache(maxsize=1024)
def _day_costs(layout: Layout, length: int) -> tuple[float, ...]:
    """Least on the fast day, after the run: hard days stay hard and easy days easy."""
    costs = [3.0 if at in layout.easy else 6.0 for at in range(length)]
    if layout.long is not None:
        costs[layout.long] = 9.0
    costs = [cost + 5.0 * _is_eve_of_key(layout, at, length) for at, cost in enumerate(costs)]
    if layout.fast is not None:
        costs[layout.fast] = 0.0
    return tuple(costs)


def _may_be_heavy(at: int, gym_min: float, scene: Scene, running: Running) -> bool:
    day, diary, policy = scene.days[at].date, scene.diary, scene.frame.policy
    if gym_min < policy.gym.gym_least_min or not scene.days[at].may_lift_heavy:
        return False
    if diary.last_heavy and (day - diary.last_heavy).days < policy.week.heavy_gap_days:
        return False
    is_spring_eve = (scene.frame.plan_start - day).days <= policy.checks.fresh_days
    return not _is_eve_of_key(running.layout, at, len(scene.days)) and not is_spring_eve


def _is_eve_of_key(layout: Layout, at: int, length: int) -> bool:
    """The week's last day counts as an eve: the next week may begin with a key day (INV-31)."""
    return at + 1 in layout.hard or at == length - 1


def _lift(spot: Spot, number: int, *, is_heavy: bool) -> Lift:
    codes = ("G01", "G02") if is_heavy else ("G03", "G04")
    return Lift(codes[number % 2], spot.gym_min if is_heavy else spot.home_min)


def strength_session(day: date, order: int, lift: Lift, *, scene: Scene) -> Session:
    """The lifts at this week's stage: learn, then build, then heavier; lighter in light weeks."""
    frame, week, weeks = scene.frame, scene.week, scene.diary.strength_weeks
    code, minutes, rules = lift.code, lift.minutes, frame.policy.gym
    if week.is_light:
        # At home a lighter week has core and hips in place of the second round of legs.
        code = "G05" if LIBRARY[code].needs_gym else "G06" if code == "G04" else code
        most_min = min(rules.light_min, LIBRARY[code].minutes[1])
        minutes = max(frame.policy.week.home_strength_min, min(minutes, most_min))
    template = LIBRARY[code]
    stage = strength_stage(frame, template, weeks=weeks, is_light=week.is_light)
    minutes = float(int(minutes))
    block = max(0, weeks - _learn_weeks(frame)) // rules.plain_weeks
    steps = _steps(code, max(3, int(minutes // 5)), stage.sets, stage.reps, stage.rpe, block=block)
    slot = Slot(day=day, why=_why(stage.why, int(minutes), weeks + 1), order=order)
    return plain_session(slot, template, seconds=minutes * MINUTE_S, steps=steps, rpe=stage.rpe)


@lru_cache(maxsize=1024)
def _why(text: str, minutes: int, weeks: int) -> Why:
    return Why(rule="3.7", text=text.format(minutes=minutes, weeks=weeks))


def strength_stage(frame: PlanFrame, template: Template, *, weeks: int, is_light: bool) -> Stage:
    """Learn for two weeks, new lifters for four; build; then, for trained lifters in a gym, fewer and heavier."""
    rules, athlete = frame.policy.gym, frame.request.athlete
    learn_weeks = _learn_weeks(frame)
    if is_light and template.code == "G06":
        text = "{minutes} minutes for core and hips: the legs had theirs this week, and this one is lighter"
        return Stage(sets=1, reps=None, rpe=template.rpe, why=text)
    if is_light:
        text = "{minutes} minutes, one good set of each, keep the strength through an easier week"
        return Stage(sets=1, reps=None, rpe=template.rpe, why=text)
    if weeks < learn_weeks:
        is_new = athlete.strength.experience == "none"
        start = "learn the movements" if is_new else "back to the movements, light,"
        text = "strength week {weeks}: " + start + " in {minutes} minutes, with plenty in hand"
        reps, rpe = rules.learn
        return Stage(sets=2, reps=reps, rpe=rpe, why=text)
    return _later_stage(rules, template, weeks=weeks - learn_weeks, is_trained=athlete.strength.experience == "trained")


def _learn_weeks(frame: PlanFrame) -> int:
    rules = frame.policy.gym
    return rules.plain_weeks if frame.request.athlete.strength.experience == "none" else rules.learn_weeks


def _later_stage(rules: GymPolicy, template: Template, *, weeks: int, is_trained: bool) -> Stage:
    if not template.needs_gym:
        text = "strength week {weeks}: {minutes} minutes at home, " + _home_progress(weeks)
        reps = rules.home_reps[min(len(rules.home_reps) - 1, weeks // rules.plain_weeks)]
        return Stage(sets=3, reps=reps, rpe=rules.learn[1], why=text)
    if is_trained and weeks >= rules.plain_weeks:
        text = "strength week {weeks}: {minutes} minutes, heavier and fewer, never to failure"
        reps, rpe = rules.trained_stage
        return Stage(sets=3, reps=reps, rpe=rpe, why=text)
    reps, rpe = rules.gym_stages[weeks >= rules.plain_weeks]
    text = "strength week {weeks}: {minutes} minutes, a little more on the bar when all sets are clean"
    return Stage(sets=3, reps=reps, rpe=rpe, why=text)


def _home_progress(weeks: int) -> str:
    return ("a rep more when all sets are clean", "more reps than last month", "the same reps, slower down than up")[
        min(2, weeks // 4)
    ]


@lru_cache(maxsize=512)
def _steps(code: str, most: int, sets: int, reps: str | None, rpe: float, *, block: int) -> tuple[Step, ...]:
    """The first exercises of this workout, `most` of them, as they are in this block of weeks."""
    forms = ((exercise, *exercise.in_block(block)) for exercise in LIBRARY[code].exercises[:most])
    return tuple(
        Step(
            kind="exercise",
            name=name,
            sets=min(sets, exercise.sets),
            reps=_reps(exercise, own, reps),
            target=effort(rpe),
        )
        for exercise, name, own in forms
    )


def _reps(exercise: Exercise, own: str, reps: str | None) -> str:
    """The stage's reps for the main lifts, on each side where that is how it is done."""
    if not exercise.is_main or reps is None:
        return own
    if not own.endswith("each side"):
        return reps
    count, _, how = reps.partition(", ")
    return f"{count} each side" + (f", {how}" if how else "")


def jump_day(
    scene: Scene,
    running: Running,
    lifts: Mapping[int, Lift],
    home_left: Mapping[int, float],
    supple: Mapping[int, float],
    *,
    empty: int,
) -> int | None:
    """One day a week for a few jumps, for who has lifted long enough and lifts nothing heavy that week (P01)."""
    frame, rules, diary = scene.frame, scene.frame.policy.gym, scene.diary
    if diary.strength_weeks < _jumps_after(frame) or frame.runner.athlete.injury != "none" or scene.week.is_light:
        return None
    if frame.runner.level not in JUMP_LEVELS or scene.week.phase == "recovery" or scene.race is not None:
        return None
    if any(LIBRARY[lift.code].heavy for lift in lifts.values()):
        return None
    open_days = [at for at in running.layout.easy if at not in lifts and at != empty and scene.days[at].may_lift]
    days = [at for at in open_days if home_left.get(at, 0.0) - supple.get(at, 0.0) >= rules.jumps_min]
    return next((at for at in days if _may_be_heavy(at, inf, scene, running)), None)


def jump_session(slot: Slot, *, scene: Scene, minutes: float) -> Session:
    """Two rounds of small jumps, four weeks later three of larger ones for the advanced with the time."""
    rules, weeks = scene.frame.policy.gym, scene.diary.strength_weeks - _jumps_after(scene.frame)
    block, code = weeks // rules.plain_weeks, "P01"
    if block and scene.frame.runner.level in LIBRARY["P02"].levels and minutes >= LIBRARY["P02"].minutes[0]:
        code = "P02"
    template = LIBRARY[code]
    steps = _steps(code, len(template.exercises), 3 if code == "P02" else 2, None, template.rpe, block=block)
    seconds = (rules.jumps_min if code == "P01" else template.minutes[0]) * MINUTE_S
    return plain_session(slot, template, seconds=seconds, steps=steps)


def _jumps_after(frame: PlanFrame) -> int:
    rules = frame.policy.gym
    return rules.jumps_after_weeks if frame.request.athlete.strength.experience == "none" else rules.learn_weeks


def mobility_days(scene: Scene, running: Running, home_left: Mapping[int, float], *, empty: int) -> dict[int, float]:
    """Three short sessions, on easy and rest days first, where at least ten minutes are left."""
    rules, easiest_first = scene.frame.policy, running.layout.easiest_first
    least_min = rules.week.mobility_min
    open_days = [at for at in easiest_first if at in home_left and at != empty and home_left[at] >= least_min]
    most = rules.gym.mobility_min[scene.frame.runner.level]
    return {at: float(int(min(home_left[at], most))) for at in sorted(open_days[: rules.gym.mobility_sessions])}


def mobility_session(slot: Slot, minutes: float, *, is_rest_day: bool) -> Session:
    code = "M03" if is_rest_day and minutes >= LIBRARY["M03"].minutes[0] else "M01"
    steps = _mobility_steps(code, minutes)
    return plain_session(slot, LIBRARY[code], seconds=minutes * MINUTE_S, steps=steps)


@lru_cache(maxsize=256)
def _mobility_steps(code: str, minutes: float) -> tuple[Step, ...]:
    reps = f"{minutes:.0f} min"
    return (Step(kind="exercise", name=LIBRARY[code].intent, sets=1, reps=reps, target=effort(1)),)
