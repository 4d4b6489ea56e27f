"""Sessions written down: runs, fast workouts, races and rest, with their steps and their reason."""

from dataclasses import dataclass, replace
from datetime import date

from plans.engine.fast_plan import FastPlan
from plans.engine.library import LIBRARY
from plans.engine.parts import Group, Part, Piece, load_of, metres_of, seconds_of, steps_of, work_of
from plans.engine.policy import KM
from plans.engine.policy_week import MINUTE_S
from plans.engine.request import RaceBetween
from plans.engine.response import Session, Step, Target, Why
from plans.engine.runner import Runner
from plans.engine.targets import capped_target, easy_target, effort

WALK_RPE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Strides:
    """Short fast stretches on the end of a run; `is_hill`: sprints on a hill."""

    count: int
    is_hill: bool = False


def rest_session(day: date, *, why: Why) -> Session:
    return _session(day, "R01", pieces=(), why=why)


def walk_session(day: date, *, minutes: float, why: Why) -> Session:
    part = Part(kind="easy", seconds=minutes * MINUTE_S, rpe=WALK_RPE, target=effort(1, 2))
    return _session(day, "R02", pieces=(part,), why=why)


def run_session(
    day: date, code: str, *, metres: float, runner: Runner, why: Why, strides: Strides | None = None
) -> Session:
    """An easy, recovery, aerobic or long run of `metres`, strides inside it."""
    template = LIBRARY[code]
    pace = runner.slow_s_per_km if code == "E02" and runner.athlete.unit != "min" else runner.easy_s_per_km
    tail = _strides_pieces(strides, runner) if strides else ()
    strides_m = metres_of(tail)
    seconds = (metres - strides_m) / KM * pace
    if runner.athlete.unit == "min":
        # The clock rules: what the strides take comes out of the easy part.
        seconds = metres / KM * pace - seconds_of(tail)
    easy = Part(
        kind="easy",
        seconds=seconds,
        metres=metres - strides_m,
        rpe=template.rpe,
        target=_run_target(code, runner),
    )
    session = _session(day, code, pieces=(easy, *tail), why=why, metres=metres)
    if not strides:
        return session
    kind = "hill sprints" if strides.is_hill else "strides"
    return replace(session, strides=strides.count, title=f"{template.title} with {strides.count} {kind}")


def strides_seconds(strides: Strides, runner: Runner) -> float:
    """The time that strides add to a run of the same distance; by the clock they come out of the easy part."""
    if runner.athlete.unit == "min":
        return 0.0
    pieces = _strides_pieces(strides, runner)
    return seconds_of(pieces) - runner.seconds(metres_of(pieces))


def fast_session(day: date, plan: FastPlan, *, metres: float, runner: Runner, why: Why) -> Session:
    """The main set between a warm-up and a cool-down that bring the session to about `metres`."""
    warmup_min, cooldown_min = _frame_minutes(plan, metres, runner)
    pieces = (
        _easy_frame("warmup", warmup_min, runner),
        *_wake_up(runner),
        *plan.pieces,
        _easy_frame("cooldown", cooldown_min, runner),
    )
    return replace(_session(day, plan.code, pieces=pieces, why=why, metres=metres), hard=True)


def wake_up_seconds(runner: Runner) -> float:
    frame, strides = runner.sessions.frame, runner.sessions.strides
    return frame.drill_s + frame.warmup_strides * (strides.stride_s + strides.rest_s)


def fast_room_m(plan: FastPlan, minutes: float, *, runner: Runner) -> float:
    """How far the whole workout may go in so many minutes."""
    spare_s = minutes * MINUTE_S - plan.main_s - wake_up_seconds(runner)
    return plan.main_m + runner.metres(spare_s)


def race_session(day: date, race: RaceBetween, *, runner: Runner, why: Why) -> Session:
    pieces = _race_pieces(race, runner)
    session = _session(day, "RACE", pieces=pieces, why=why, metres=race_metres(race, runner=runner))
    return replace(session, hard=True, title=race.name or "Race")


def race_metres(race: RaceBetween, *, runner: Runner) -> float:
    """The race with its warm-up and cool-down, to the hundred metres."""
    return round(metres_of(_race_pieces(race, runner)), -2)


def _race_pieces(race: RaceBetween, runner: Runner) -> tuple[Piece, ...]:
    finish_s = runner.seconds(race.distance_m, "threshold" if race.distance_m < 15 * KM else "marathon")
    effort_part = Part(
        kind="work",
        seconds=finish_s,
        metres=race.distance_m,
        rpe=8 if race.priority != "C" else 7,
        target=effort(7, 9),
        by_distance=True,
        name="race",
    )
    return (_easy_frame("warmup", 10, runner), effort_part, _easy_frame("cooldown", 8, runner))


def with_order(sessions: list[Session]) -> tuple[Session, ...]:
    """Number a day's sessions by time of day, in the order given."""
    return tuple(replace(session, order=order) for order, session in enumerate(sessions, start=1))


def _session(day: date, code: str, *, pieces: tuple[Piece, ...], why: Why, metres: float = 0.0) -> Session:
    template = LIBRARY[code]
    quality_m, quality_s = work_of(pieces)
    return Session(
        date=day,
        order=1,
        code=code,
        ingredient=template.ingredient,
        title=template.title,
        distance_m=round(metres),
        duration_s=round(seconds_of(pieces)),
        quality_m=round(quality_m),
        quality_s=round(quality_s),
        strides=0,
        hard=False,
        heavy=template.heavy,
        rpe=template.rpe,
        load=load_of(pieces),
        steps=steps_of(pieces),
        why=why,
    )


def plain_session(
    day: date, code: str, *, seconds: float, steps: tuple[Step, ...], why: Why, heavy: bool | None = None
) -> Session:
    """A session without running: strength, mobility and the like."""
    template = LIBRARY[code]
    base = _session(day, code, pieces=(), why=why)
    return replace(
        base,
        duration_s=round(seconds),
        steps=steps,
        load=round(template.rpe * seconds / MINUTE_S, 1),
        heavy=template.heavy if heavy is None else heavy,
    )


def _run_target(code: str, runner: Runner) -> Target:
    rpe = LIBRARY[code].rpe
    if code == "H01":
        return capped_target(runner, rpe)
    if code in {"E01", "L01", "L04"}:
        return easy_target(runner, rpe)
    return effort(rpe)


def _strides_pieces(strides: Strides, runner: Runner) -> tuple[Piece, ...]:
    rules = runner.sessions.strides
    seconds, metres, rest_s = (
        (rules.sprint_s, rules.sprint_m, rules.sprint_rest_s)
        if strides.is_hill
        else (rules.stride_s, rules.stride_m, rules.rest_s)
    )
    stride = Part(kind="stride", seconds=seconds, metres=metres, rpe=5, target=effort(8, 9))
    rest = Part(kind="recover", seconds=rest_s, rpe=1, target=effort(1))
    return (Group(count=strides.count, parts=(stride, rest)),)


def _easy_frame(kind: str, minutes: float, runner: Runner) -> Part:
    seconds = minutes * MINUTE_S
    return Part(
        kind="warmup" if kind == "warmup" else "cooldown",
        seconds=seconds,
        metres=runner.metres(seconds),
        target=effort(2, 3),
    )


def _wake_up(runner: Runner) -> tuple[Piece, ...]:
    frame, strides = runner.sessions.frame, runner.sessions.strides
    drills = Part(kind="drill", seconds=frame.drill_s, name="four drills, two lengths each", target=effort(3))
    stride = Part(kind="stride", seconds=strides.stride_s, rpe=5, target=effort(7))
    rest = Part(kind="recover", seconds=strides.rest_s, rpe=1, target=effort(1))
    return (drills, Group(count=frame.warmup_strides, parts=(stride, rest)))


def _frame_minutes(plan: FastPlan, metres: float, runner: Runner) -> tuple[int, int]:
    """Share the easy minutes out: the warm-up first, the rest evenly."""
    minutes = round((runner.seconds(metres - plan.main_m)) / MINUTE_S)
    warm_low, warm_high = plan.warmup_min
    cool_low, cool_high = plan.cooldown_min
    spare = max(0, minutes - warm_low - cool_low)
    cool = min(cool_high, cool_low + (spare + 1) // 2)
    warm = max(warm_low, min(warm_high, minutes - cool))
    if minutes - warm > cool_high:
        warm = min(runner.sessions.split.warmup_limit_min, minutes - cool_high)
    return warm, max(cool_low, minutes - warm)
