"""Sessions written down: runs, fast workouts, races and rest, with their steps and their reason."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from plans.engine.dose import FastPlan, main_pieces
from plans.engine.library import LIBRARY
from plans.engine.parts import Amounts, Group, Part, Piece, amounts_of, steps_of
from plans.engine.policy import KM, MINUTE_S
from plans.engine.record import record
from plans.engine.request import RaceBetween
from plans.engine.response import Alternate, Session, Step, Target, Why
from plans.engine.runner import Runner
from plans.engine.targets import capped_target, easy_target, effort
from plans.engine.template import Template

RUN_RPE, WALK_BREAK_RPE = 3.0, 1.0
DUST_S = 1e-6
NOTHING = Amounts(0.0, 0.0, 0.0, 0.0, 0.0)


class Strides(NamedTuple):
    """Short fast stretches on the end of a run, `number` of them; the first `sprints` go up a hill.

    `is_short`: with less rest between; `is_relaxed`: quick, not fast.
    """

    number: int
    sprints: int = 0
    is_short: bool = False
    is_relaxed: bool = False

    @property
    def flat(self) -> int:
        return self.number - self.sprints

    @property
    def said(self) -> str:
        return _said(self)


@lru_cache(maxsize=256)
def _said(strides: Strides) -> str:
    flat = f"{strides.flat} {'relaxed ' if strides.is_relaxed else ''}stride{'' if strides.flat == 1 else 's'}"
    parts = (f"{strides.sprints} hill sprints" if strides.sprints else "", flat if strides.flat else "")
    return " and ".join(part for part in parts if part)


@record
class Slot:
    """Where and why a session stands: its day, its place in the day's order, its reason, what to do on ice; whether the runner `mends` from a race."""

    day: date
    why: Why
    order: int = 1
    hard: bool = False
    alternate: Alternate | None = None
    mends: bool = False


def rest_session(slot: Slot) -> Session:
    return plain_session(slot, LIBRARY["R01"], seconds=0.0)


def walk_session(slot: Slot, *, minutes: float) -> Session:
    step = Step(kind="easy", duration_s=round(minutes * MINUTE_S), target=effort(1, 2))
    return plain_session(slot, LIBRARY["R02"], seconds=minutes * MINUTE_S, steps=(step,))


def run_session(slot: Slot, code: str, *, metres: float, runner: Runner, strides: Strides | None = None) -> Session:
    """An easy, recovery, aerobic or long run of `metres`, strides inside it."""
    template, by_clock = LIBRARY[code], runner.athlete.unit == "min"
    pace = runner.slow_s_per_km if code == "E02" and not by_clock else runner.easy_s_per_km
    tail, tail_steps = (NOTHING, ()) if strides is None else _strides_tail(strides, runner)
    seconds = (metres - tail.metres) / KM * pace
    if by_clock:
        # The clock rules: what the strides take comes out of the easy part.
        seconds = metres / KM * pace - tail.seconds
    easy = Step(kind="easy", duration_s=round(seconds), target=_run_target(code, runner, mends=slot.mends))
    return Session(
        date=slot.day,
        order=slot.order,
        code=code,
        ingredient=template.ingredient,
        title=_with_strides(template.title, strides) if strides else template.title,
        distance_m=round(metres),
        duration_s=whole_seconds(seconds + tail.seconds),
        quality_m=0,
        quality_s=0,
        strides=strides.number if strides else 0,
        hard=slot.hard,
        heavy=template.heavy,
        rpe=template.rpe,
        load=round(template.rpe * seconds / MINUTE_S + tail.load, 1),
        steps=(easy, *tail_steps),
        why=slot.why,
        alternate=slot.alternate,
    )


def strides_seconds(strides: Strides, runner: Runner) -> float:
    """The time that strides add to a run of the same distance; by the clock they come out of the easy part."""
    if runner.athlete.unit == "min":
        return 0.0
    amounts, _ = _strides_tail(strides, runner)
    return amounts.seconds - runner.seconds(amounts.metres)


def walk_run_session(slot: Slot, *, metres: float, week: int, minutes: float, runner: Runner) -> Session:
    """The way back after an injury: running in parts that grow by the week, a minute's walk between (5.3 (9))."""
    spans = runner.policy.sharing.walk_break_every_s
    running_s = runner.seconds(metres)
    most = max(1.0, minutes - running_s / MINUTE_S)
    rounds = int(max(1, min(most, round(running_s / spans[min(week, len(spans)) - 1]))))
    easy = effort(RUN_RPE)
    run = Part(kind="easy", seconds=runner.seconds(metres) / rounds, metres=metres / rounds, rpe=RUN_RPE, target=easy)
    walk = Part(kind="recover", seconds=MINUTE_S, rpe=WALK_BREAK_RPE, target=effort(WALK_BREAK_RPE), name="walk")
    title = f"Walk-run, {rounds} × {run.seconds / MINUTE_S:.0f} min"
    return _session(slot, LIBRARY["E02"], pieces=(Group(count=rounds, parts=(run, walk)),), metres=metres, title=title)


def fast_session(slot: Slot, plan: FastPlan, *, metres: float, minutes: float, runner: Runner) -> Session:
    """The main set between a warm-up and a cool-down that bring the session to about `metres`, within the minutes."""
    wake_up, wake_up_s = _wake_up(runner)
    easy_s = runner.seconds(metres - plan.main_m)
    spare_s = minutes * MINUTE_S - plan.main_s - easy_s - wake_up_s
    is_short = plan.main_s + easy_s < runner.policy.fast_frame.short_run_min * MINUTE_S
    begins_easy = plan.main.lead > 0  # drills before a quarter of an hour of easy running wake nobody up
    awake, awake_s = ((), 0.0) if spare_s < 0 or is_short or begins_easy else (wake_up, wake_up_s)
    most_min = minutes - (plan.main_s + awake_s) / MINUTE_S
    warmup_min, cooldown_min = _frame_minutes(int(min(most_min, round(easy_s / MINUTE_S))), runner)
    pieces = (
        _easy_frame("warmup", warmup_min, runner),
        *awake,
        *main_pieces(plan, runner),
        _easy_frame("cooldown", cooldown_min, runner),
    )
    return _session(slot, plan.template, pieces=pieces, metres=metres)


def race_session(slot: Slot, race: RaceBetween, *, runner: Runner) -> Session:
    pieces = _race_pieces(race, runner)
    return _session(
        slot, LIBRARY["RACE"], pieces=pieces, metres=race_metres(race, runner=runner), title=race.name or "Race"
    )


def race_metres(race: RaceBetween, *, runner: Runner) -> float:
    """The race with its warm-up and cool-down, to the hundred metres."""
    return round(amounts_of(_race_pieces(race, runner)).metres, -2)


def plain_session(
    slot: Slot, template: Template, *, seconds: float, steps: tuple[Step, ...] = (), rpe: float | None = None
) -> Session:
    """A session without running, such as strength or mobility; its template need not be the library's."""
    felt = template.rpe if rpe is None else rpe
    return Session(
        date=slot.day,
        order=slot.order,
        code=template.code,
        ingredient=template.ingredient,
        title=template.title,
        distance_m=0,
        duration_s=whole_seconds(seconds),
        quality_m=0,
        quality_s=0,
        strides=0,
        hard=slot.hard,
        heavy=template.heavy,
        rpe=felt,
        load=round(felt * seconds / MINUTE_S, 1),
        steps=steps,
        why=slot.why,
        alternate=slot.alternate,
    )


def _session(
    slot: Slot, template: Template, *, pieces: tuple[Piece, ...], metres: float = 0.0, title: str | None = None
) -> Session:
    amounts = amounts_of(pieces)
    return Session(
        date=slot.day,
        order=slot.order,
        code=template.code,
        ingredient=template.ingredient,
        title=title or template.title,
        distance_m=round(metres),
        duration_s=whole_seconds(amounts.seconds),
        quality_m=round(amounts.work_m),
        quality_s=round(amounts.work_s),
        strides=0,
        hard=slot.hard,
        heavy=template.heavy,
        rpe=template.rpe,
        load=round(amounts.load, 1),
        steps=steps_of(pieces),
        why=slot.why,
        alternate=slot.alternate,
    )


def whole_seconds(seconds: float) -> int:
    """Never one more than the day has."""
    return int(seconds + DUST_S)


def _with_strides(title: str, strides: Strides) -> str:
    return f"{title.removesuffix(' with strides')} with {strides.said}"


def _run_target(code: str, runner: Runner, *, mends: bool) -> Target:
    known, key = runner.memory.targets, (code, mends)
    if key not in known:
        known[key] = _target_of(code, runner, mends=mends)
    return known[key]


def _target_of(code: str, runner: Runner, *, mends: bool) -> Target:
    rpe = LIBRARY[code].rpe
    if code in {"H01", "H02"}:
        return capped_target(runner, rpe, mends=mends)
    if code in {"E01", "E03", "L01", "L02"}:
        return easy_target(runner, rpe)
    return effort(rpe)


def _strides_tail(strides: Strides, runner: Runner) -> tuple[Amounts, tuple[Step, ...]]:
    rules = runner.policy.strides
    rest_s = rules.short_rest_s if strides.is_short else rules.rest_s
    sprints = (strides.sprints, rules.sprint_s, rules.sprint_m, rules.sprint_rest_s)
    flat = (strides.flat, rules.stride_s, rules.stride_m, rest_s)
    return _tail(sprints, flat, is_relaxed=strides.is_relaxed)


@lru_cache(maxsize=256)
def _tail(*sets: tuple[int, float, float, float], is_relaxed: bool) -> tuple[Amounts, tuple[Step, ...]]:
    """Each set as often as it says: seconds and metres of one stride, and the rest after it."""
    felt = effort(5, 6) if is_relaxed else effort(8, 9)
    pieces = tuple(
        Group(
            count=count,
            parts=(
                Part(kind="stride", seconds=seconds, metres=metres, rpe=5, target=felt),
                Part(kind="recover", seconds=rest_s, rpe=1, target=effort(1)),
            ),
        )
        for count, seconds, metres, rest_s in sets
        if count
    )
    return amounts_of(pieces), steps_of(pieces)


def _race_pieces(race: RaceBetween, runner: Runner) -> tuple[Piece, ...]:
    rules = runner.policy.sharing
    finish_s = runner.seconds(race.distance_m, "threshold" if race.distance_m < rules.short_race_m else "marathon")
    effort_part = Part(
        kind="work",
        seconds=finish_s,
        metres=race.distance_m,
        rpe=8 if race.priority != "C" else 7,
        target=effort(7, 9),
        by_distance=True,
        name="race",
    )
    warmup_min, cooldown_min = rules.race_frame_min
    return (_easy_frame("warmup", warmup_min, runner), effort_part, _easy_frame("cooldown", cooldown_min, runner))


def _easy_frame(kind: str, minutes: float, runner: Runner) -> Part:
    seconds = minutes * MINUTE_S
    return Part(
        kind="warmup" if kind == "warmup" else "cooldown",
        seconds=seconds,
        metres=runner.metres(seconds),
        target=effort(2, 3),
    )


def _wake_up(runner: Runner) -> tuple[tuple[Piece, ...], float]:
    """Drills and a few strides before the main set, and their seconds."""
    rules, strides = runner.policy.fast_frame, runner.policy.strides
    return _drills_and_strides(rules.drill_s, rules.warmup_strides, strides.stride_s, strides.rest_s)


@lru_cache(maxsize=64)
def _drills_and_strides(drill_s: float, count: int, stride_s: float, rest_s: float) -> tuple[tuple[Piece, ...], float]:
    drills = Part(kind="drill", seconds=drill_s, name="four drills, two lengths each", target=effort(3))
    stride = Part(kind="stride", seconds=stride_s, rpe=5, target=effort(7))
    rest = Part(kind="recover", seconds=rest_s, rpe=1, target=effort(1))
    pieces = (drills, Group(count=count, parts=(stride, rest)))
    return pieces, amounts_of(pieces).seconds


def _frame_minutes(minutes: int, runner: Runner) -> tuple[int, int]:
    """Share the easy minutes out between warm-up and cool-down, whole minutes, none of them without any."""
    rules = runner.policy.fast_frame
    (warm_least, warm_usual, warm_most), (cool_least, cool_usual, cool_most) = rules.warmup_min, rules.cooldown_min
    if minutes < warm_least + cool_least:
        cool = max(1, minutes // 3)
        return minutes - cool, cool
    # Short of time, both give way alike.
    warm = max(warm_least, min(warm_usual, round(minutes * warm_usual / (warm_usual + cool_usual))))
    cool = max(cool_least, min(cool_usual, minutes - warm))
    spare = max(0, minutes - warm - cool)
    more_warm = min(spare - min(spare // 2, cool_most - cool), warm_most - warm)
    return warm + more_warm, min(cool_most, cool + spare - more_warm)
