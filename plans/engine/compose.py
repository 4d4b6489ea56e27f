"""One week of the plan, filled: running first, then strength, mobility and rest around it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from plans.engine.arrange import arrange
from plans.engine.days import Day, away_days, days_on, is_touched
from plans.engine.diary import Diary
from plans.engine.doubles import with_doubles
from plans.engine.easing import eased, holiday_floor_m, plain_week
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.library import LIBRARY
from plans.engine.policy import MINUTE_S
from plans.engine.reasons import Telling, minimalist_why, mobility_why, rest_why, telling, walk_why, week_reason
from plans.engine.record import record
from plans.engine.request import RaceBetween
from plans.engine.response import Flag, Session, Step, Week, Why
from plans.engine.scene import NO_RUNNING, Running, Scene, masks_of
from plans.engine.sessions import Slot, Strides, plain_session, rest_session, strides_seconds, walk_session
from plans.engine.strength import (
    Lift,
    jump_day,
    jump_session,
    mobility_days,
    mobility_session,
    strength_days,
    strength_session,
)
from plans.engine.strides import least_strides, strides_days
from plans.engine.targets import effort
from plans.engine.week_runs import retold, runs_of

SHRINKS = 3
RISKY_FOR_FEET = frozenset({"metabolic_condition", "neurological", "bone_stress"})


@record
class Composed:
    """`misplaced_race`: the week's race, where it would grow too fast with it (INV-05) or still is recovery; no week then."""

    week: Week | None
    flags: frozenset[Flag]
    misplaced_race: RaceBetween | None = None


def compose(week: WeekPlan, frame: PlanFrame, diary: Diary) -> Composed:
    """The week's sessions; the diary then knows them."""
    days = days_on(week.dates(), frame)
    asked = eased(week, days, frame, diary)
    race = next((day.race for day in days if day.race), None) if frame.races else None
    if race is not None and asked.phase == "recovery":
        return Composed(week=None, flags=frozenset(), misplaced_race=race)
    masks = masks_of(days, frame)
    scene = Scene(week=asked, days=days, frame=frame, diary=diary, grid=frame.grid, masks=masks)
    scene, running, strides = _running(scene)
    if _is_hollow(scene, asked, running):
        # Its days hold less than a lighter week should: then an ordinary one, as full as they are (INV-03).
        asked = plain_week(asked, frame, diary)
        scene, running, strides = _running(replace(scene, week=asked, grid=frame.grid, reserved_min=0.0))
    filled = _week(scene, running, strides)
    flags = _flags(asked, filled, running, scene)
    fasts = [plan for plan in (running.fast, running.second) if plan]
    is_settled = filled.kind in {"maintenance", "base"} and running.has_long
    diary.add(
        filled,
        fasts=fasts,
        is_settled=is_settled,
        had_long=running.has_long,
        was_away=away_days(days, frame) > 0,
        had_sprints=any(one.sprints for one in strides.values()),
        asks_fast=_asks_fast(scene),
        layout=running.layout,
        runner=frame.runner,
    )
    is_overlong = race is not None and filled.distance_m > asked.target_m + frame.policy.checks.rounding_m
    return Composed(week=filled, flags=flags, misplaced_race=race if is_overlong else None)


def _is_hollow(scene: Scene, asked: WeekPlan, running: Running) -> bool:
    """Whether this is a planned down week, not one with days away, below what such a week holds at least."""
    if asked.kind != "down" or asked.least_m:
        return False
    least_m = holiday_floor_m(scene.days, scene.frame)
    return running.total_m < least_m - scene.frame.policy.checks.rounding_m


def _asks_fast(scene: Scene) -> bool:
    """Whether INV-17 looks at this week: with a race, or with days enough and none that a race keeps."""
    has_days = scene.masks.available.bit_count() >= scene.frame.policy.week.usable_days
    return scene.race is not None or (has_days and not is_touched(scene.days, scene.frame))


def _running(scene: Scene) -> tuple[Scene, Running, Mapping[int, Strides]]:
    """The arranged week, with room for strides and strength where days are tight; in a week as small as it comes out."""
    scene, running = _measured(scene)
    strides = strides_days(scene, running)
    reserved_min = _reserved_min(scene, running, strides)
    if reserved_min:
        scene, running = _measured(replace(scene, reserved_min=reserved_min))
        strides = strides_days(scene, running)
    return scene, running, strides


def _measured(scene: Scene) -> tuple[Scene, Running]:
    scene, running = _finer(scene, _arranged(scene))
    for _ in range(SHRINKS):
        if running.lost_m <= scene.grid.run_m / 2:
            break
        # What cannot be run is not a measure for the workout either.
        scene = replace(scene, week=replace(scene.week, target_m=running.total_m))
        running = _arranged(scene)
    return scene, running


def _finer(scene: Scene, running: Running) -> tuple[Scene, Running]:
    """The week in finer steps, where half miles lose more than half kilometres would (5.3 (18)).

    A recovery week may be a little less, so the first of them will do.
    """
    finer = scene.frame.grid.finer[: 1 if scene.week.phase == "recovery" else None]
    for grid in finer:
        if running.lost_m <= scene.frame.policy.rounding.run_m.km / 2:
            break
        other = replace(scene, grid=grid)
        found = _arranged(other)
        if found.lost_m < running.lost_m:
            scene, running = other, found
    return scene, running


def _arranged(scene: Scene) -> Running:
    return with_doubles(arrange(scene) or NO_RUNNING, scene)


def _reserved_min(scene: Scene, running: Running, strides: Mapping[int, Strides]) -> float:
    """Minutes to keep free on full days, so that strides (INV-22) and strength (INV-32) find a place."""
    reserved = 0.0
    if scene.week.least_m and scene.masks.available.bit_count() < scene.frame.policy.week.usable_days:
        return reserved  # neither is asked of so few days, and running needs what time there is
    if not strides and _wants_strides(scene, running):
        reserved = strides_seconds(least_strides(scene), scene.frame.runner) / MINUTE_S
    short_min = scene.frame.policy.week.home_strength_min - scene.frame.runner.athlete.home_min
    wanted = scene.frame.policy.week.veteran_strength if scene.frame.runner.is_veteran else 1
    if short_min > 0 and scene.is_limited and scene.days[0].date >= scene.frame.clear.heavy:
        run_min = _run_minutes(scene, running)
        if len(strength_days(scene, running, run_min, empty=_empty_day(scene, running))) < wanted:
            reserved += short_min
    return reserved


def _wants_strides(scene: Scene, running: Running) -> bool:
    return any(scene.days[at].may_stride and not scene.days[at].race for at in running.layout.runs)


def _run_minutes(scene: Scene, running: Running) -> dict[int, float]:
    return {at: scene.frame.runner.seconds(metres) / MINUTE_S for at, metres in running.metres.items()}


def _week(scene: Scene, running: Running, strides: Mapping[int, Strides]) -> Week:
    week, frame = scene.week, scene.frame
    told = _first_told(scene, running)
    runs = runs_of(scene, running, strides, told)
    if frame.runner.athlete.unit == "min":
        # Walks and jogs between fast minutes count by the clock, and are known only now.
        running_s = sum([run.duration_s for day in runs.values() for run in day])
        told = telling(week, frame, distance_m=told.distance_m, running_s=running_s)
        runs = retold(runs, scene, running, told)
    sessions = _around(scene, running, runs, told)
    distance_m = sum([session.distance_m for session in sessions])
    running_s = sum([session.duration_s for session in sessions if session.distance_m])
    told = telling(week, frame, distance_m=distance_m, running_s=running_s)
    race = None if scene.race is None else scene.days[scene.race].race
    return Week(
        index=week.index,
        start=week.start,
        end=week.end,
        phase=week.phase,
        kind=week.kind,
        distance_m=distance_m,
        baseline_share=round(distance_m / frame.runner.baseline.distance_m, 3),
        reason=week_reason(told, running, race=race, diary=scene.diary),
        sessions=sessions,
    )


def _first_told(scene: Scene, running: Running) -> Telling:
    """The week as it was arranged: what its runs speak of."""
    running_s = scene.frame.runner.seconds(running.total_m)
    return telling(scene.week, scene.frame, distance_m=max(1.0, running.total_m), running_s=running_s)


def _around(
    scene: Scene, running: Running, runs: Mapping[int, Sequence[Session]], told: Telling
) -> tuple[Session, ...]:
    """All sessions of the week by day and time of day: runs, then strength, mobility and what else there is."""
    run_min = {at: sum([run.duration_s for run in day]) / MINUTE_S for at, day in runs.items()}
    empty = _empty_day(scene, running)
    lifts = strength_days(scene, running, run_min, empty=empty)
    home_left = _home_left(scene, run_min, lifts)
    supple = mobility_days(scene, running, home_left, empty=empty)
    jumps = jump_day(scene, running, lifts, home_left, supple, empty=empty)
    grass = _grass_day(scene, running)
    sessions: list[Session] = []
    for at, day in enumerate(scene.days):
        today = list(runs.get(at, ()))
        if at in lifts:
            today.append(strength_session(day.date, len(today) + 1, lifts[at], scene=scene))
        if at == jumps:
            minutes = home_left[at] - supple.get(at, 0.0)
            today.append(jump_session(_slot(day, today, JUMP_WHY), scene=scene, minutes=minutes))
        if at in supple:
            today.append(_mobility(day, today, supple[at], is_rest_day=at not in runs))
        if at == grass:
            today.extend(_barefoot(day, today, scene))
        sessions.extend(today or [_rest(at, day, scene, told, empty)])
    return tuple(sessions)


JUMP_WHY = Why(rule="3.7", text="a few soft, springy contacts: stiff springs make every stride cheaper")


def _slot(day: Day, today: Sequence[Session], why: Why) -> Slot:
    return Slot(day=day.date, why=why, order=len(today) + 1)


def _mobility(day: Day, today: Sequence[Session], minutes: float, *, is_rest_day: bool) -> Session:
    why = mobility_why(minutes, is_rest_day=is_rest_day)
    return mobility_session(_slot(day, today, why), minutes, is_rest_day=is_rest_day)


def _empty_day(scene: Scene, running: Running) -> int:
    """The day that stays free of everything: the one after the long run if it can be."""
    days, long = scene.days, running.layout.long
    free = [at for at in range(len(days)) if at not in running.layout.runs and not days[at].race]
    away = [at for at in free if days[at].is_away]
    after_long = [at for at in free if long is not None and (at - long) % 7 == 1]
    return next(chain(away, after_long, free), -1)


def _home_left(scene: Scene, run_min: Mapping[int, float], lifts: Mapping[int, Lift]) -> dict[int, float]:
    """Minutes left for mobility on each day that is not blacked out."""
    used = dict(run_min)
    for at, lift in lifts.items():
        used[at] = used.get(at, 0.0) + lift.minutes
    return {at: day.home_min + day.run_min - used.get(at, 0.0) for at, day in enumerate(scene.days) if not day.is_away}


def _grass_day(scene: Scene, running: Running) -> int | None:
    """Opt-in strides on grass come after one easy run a week, never with an injury about (3.9)."""
    athlete, easy = scene.frame.request.athlete, running.layout.easy
    if not athlete.minimalist or athlete.injury != "none" or scene.week.phase == "recovery":
        return None
    if not easy or {flag.name for flag in athlete.medical_flags} & RISKY_FOR_FEET:
        return None
    day, last = scene.days[easy[-1]].date, scene.diary.last_barefoot
    is_soon = last is not None and (day - last).days < scene.frame.policy.week.heavy_gap_days
    return None if is_soon else easy[-1]


def _barefoot(day: Day, today: Sequence[Session], scene: Scene) -> list[Session]:
    """Where the day has time left for it."""
    rules = scene.frame.policy.gym
    metres, seconds = rules.minimalist_strides * rules.minimalist_m, 5 * MINUTE_S
    if sum(session.duration_s for session in today) + seconds > day.run_min * MINUTE_S:
        return []
    stride = Step(kind="stride", distance_m=rules.minimalist_m, target=effort(3))
    steps = (Step(kind="repeat", count=rules.minimalist_strides, steps=(stride,)),)
    return [plain_session(_slot(day, today, minimalist_why(metres)), LIBRARY["N01"], seconds=seconds, steps=steps)]


def _rest(at: int, day: Day, scene: Scene, told: Telling, empty: int) -> Session:
    walk_min = scene.frame.policy.gym.walk_min
    walks = scene.week.is_early_recovery and day.run_min >= walk_min and not day.is_away
    if walks and at != empty:
        return walk_session(Slot(day=day.date, why=walk_why(scene.frame, walk_min)), minutes=walk_min)
    why = rest_why(day.date, told, is_away=day.is_away, minutes=day.run_min)
    return rest_session(Slot(day=day.date, why=why))


def _flags(asked: WeekPlan, filled: Week, running: Running, scene: Scene) -> frozenset[Flag]:
    found: set[Flag] = set()
    if running.is_relaxed:
        found.add("SPACING_RELAXED")
    if _is_limited(asked, filled, scene):
        found.add("TIME_LIMITED")
    return frozenset(found)


def _is_limited(asked: WeekPlan, filled: Week, scene: Scene) -> bool:
    """The days could not hold what the week was meant to be, or it fell out of the coach's band by it."""
    policy = scene.frame.policy
    if asked.phase == "recovery" or scene.race is not None:
        return False
    if away_days(scene.days, scene.frame) >= policy.week.holiday_days:
        return filled.distance_m < holiday_floor_m(scene.days, scene.frame) - policy.checks.rounding_m
    if asked.kind == "freshen":
        return False
    # A lighter week that comes out a little lighter still wants nothing.
    rounding_share = (2 if asked.is_light else 1) * policy.checks.rounding_share
    tolerance_m = max(scene.grid.run_m, rounding_share * asked.target_m)
    floor_m = policy.volume.band_floor * scene.frame.runner.baseline.distance_m - policy.checks.rounding_m
    is_below = asked.kind == "maintenance" and filled.distance_m < floor_m <= asked.target_m
    return filled.distance_m < asked.target_m - tolerance_m or is_below
