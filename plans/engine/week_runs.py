"""The runs of an arranged week, written down day by day."""

from collections.abc import Mapping
from dataclasses import replace

from plans.engine.checks.rules import is_hard_long
from plans.engine.dose import FastPlan
from plans.engine.policy import KM, MINUTE_S
from plans.engine.reasons import (
    PLAIN_RULE,
    Telling,
    double_why,
    easy_why,
    fast_why,
    long_why,
    race_why,
    unbroken_why,
    walk_run_why,
)
from plans.engine.response import Session, Why
from plans.engine.returning import unbroken_min
from plans.engine.scene import Running, Scene
from plans.engine.sessions import (
    Slot,
    Strides,
    fast_session,
    race_session,
    run_session,
    strides_seconds,
    walk_run_session,
    whole_seconds,
)
from plans.engine.winter import alternate_for

SOCIAL_EVERY = 2  # weeks
DRIFT_EVERY, DRIFT_MIN = 4, 45  # weeks, minutes (section 9)
MANY_RUNS = 5


def runs_of(
    scene: Scene, running: Running, strides: Mapping[int, Strides], told: Telling
) -> dict[int, tuple[Session, ...]]:
    """The week's runs by day, a second run after the first."""
    capped = _capped_days(scene, running, strides)
    found: dict[int, tuple[Session, ...]] = {}
    for at in running.layout.runs:
        first = _run(at, scene, running, strides.get(at), told, is_capped=at in capped)
        found[at] = (first, _double(at, scene, running, told)) if at in running.doubles else (first,)
    return found


def retold(
    runs: Mapping[int, tuple[Session, ...]], scene: Scene, running: Running, told: Telling
) -> dict[int, tuple[Session, ...]]:
    """The same runs; the reasons that speak of the whole week now say what it came to."""
    found: dict[int, tuple[Session, ...]] = {}
    for at, (first, *second) in runs.items():
        workout, why = _workout(at, running), first.why
        if workout is not None:
            why = _fast_why(at, workout, scene, running, told)
        elif why.rule == PLAIN_RULE:
            after_hard = _is_after_hard(at, running)
            why = easy_why(first.code, first.date, running.metres[at], told, strides="", after_hard=after_hard)
        found[at] = (first if why is first.why else replace(first, why=why), *second)
    return found


def _workout(at: int, running: Running) -> FastPlan | None:
    layout = running.layout
    return running.fast if at == layout.fast else running.second if at == layout.second else None


def _fast_why(at: int, workout: FastPlan, scene: Scene, running: Running, told: Telling) -> Why:
    return fast_why(workout, told, is_first=not scene.diary.fast_log and at == running.layout.fast)


def _is_after_hard(at: int, running: Running) -> bool:
    return (at - 1) in running.layout.hard


def _run(
    at: int, scene: Scene, running: Running, strides: Strides | None, told: Telling, *, is_capped: bool
) -> Session:
    day, runner, metres = scene.days[at], scene.frame.runner, running.metres[at]
    if day.race:
        slot = Slot(day=day.date, why=race_why(day.race, scene.frame), hard=True)
        return race_session(slot, day.race, runner=runner)
    workout = _workout(at, running)
    if workout is not None:
        southern = scene.frame.request.athlete.southern
        why = _fast_why(at, workout, scene, running, told)
        slot = Slot(
            day=day.date, why=why, hard=True, alternate=alternate_for(workout.code, day.date, southern=southern)
        )
        return fast_session(slot, workout, metres=metres, minutes=scene.minutes(at), runner=runner)
    if walks_between(at, scene, running):
        slot = Slot(day=day.date, why=walk_run_why(scene.frame))
        return walk_run_session(slot, metres=metres, week=scene.week.index, minutes=day.run_min, runner=runner)
    if at == running.layout.long and _is_long(at, scene, running):
        return _long(at, scene, running, strides, told)
    return _easy(at, scene, running, strides, told, is_capped=is_capped)


def walks_between(at: int, scene: Scene, running: Running) -> bool:
    """Back from an injury, running comes with walking breaks until recovery ends with two runs without (5.3 (9))."""
    is_walking = scene.week.phase == "recovery" and scene.frame.runner.walks_first
    return is_walking and at not in unbroken_min(scene, running.layout)


def _is_long(at: int, scene: Scene, running: Running) -> bool:
    if scene.week.phase != "recovery":
        return running.has_long
    long_from_s = scene.frame.policy.sharing.long_from_min * MINUTE_S
    return scene.frame.runner.seconds(running.metres[at]) >= long_from_s


def _long(at: int, scene: Scene, running: Running, strides: Strides | None, told: Telling) -> Session:
    frame, on = scene.frame, scene.days[at].date
    code = _long_code(scene, running.metres[at], strides)
    slot = Slot(
        day=on,
        why=long_why(code, running.metres[at], told),
        hard=_is_hard_long(at, scene, running, strides),
        alternate=alternate_for(code, on, southern=frame.request.athlete.southern),
    )
    return run_session(slot, code, metres=running.metres[at], runner=frame.runner, strides=strides)


def _long_code(scene: Scene, metres: float, strides: Strides | None) -> str:
    """Hilly or soft ground every second week towards an ultra, every other time with walking; every fourth for everybody."""
    runner, week = scene.frame.runner, scene.week
    if strides is not None and runner.level != "beginner":
        return "L02"
    is_plain = week.phase == "recovery" or week.kind == "freshen" or runner.is_niggling
    if is_plain or week.index % (2 if runner.runs_ultra else 4):
        return "L01"
    is_hike = runner.seconds(metres) >= scene.frame.policy.hard_day.long_min * MINUTE_S
    return "L06" if runner.runs_ultra and is_hike and week.index % 4 else "L04"


def _is_hard_long(at: int, scene: Scene, running: Running, strides: Strides | None) -> bool:
    runner, policy = scene.frame.runner, scene.frame.policy
    # Judged as it is written down, in whole seconds and metres.
    seconds = whole_seconds(runner.seconds(running.metres[at]) + (strides_seconds(strides, runner) if strides else 0.0))
    week_m = sum([round(metres) for metres in (*running.metres.values(), *running.doubles.values())])
    is_hard = is_hard_long(duration_s=seconds, distance_m=round(running.metres[at]), week_m=week_m, policy=policy)
    is_last_day = scene.week.is_last and at == len(scene.days) - 1
    return is_hard and not (is_last_day and seconds <= policy.hard_day.long_min * MINUTE_S)


def _easy(
    at: int, scene: Scene, running: Running, strides: Strides | None, told: Telling, *, is_capped: bool
) -> Session:
    frame, on, metres = scene.frame, scene.days[at].date, running.metres[at]
    after_hard = _is_after_hard(at, running)
    if is_capped:
        code = "H02" if _is_drift_test(metres, scene, strides) else "H01"
    else:
        code = _easy_code(at, scene, running, strides, after_hard=after_hard)
    said = strides.said if strides else ""
    why = easy_why(code, on, metres, told, strides=said, after_hard=after_hard)
    if at in unbroken_min(scene, running.layout):
        why = unbroken_why(metres, told)
    is_hard = at == running.layout.long and _is_hard_long(at, scene, running, strides)
    mends = scene.week.phase == "recovery"
    slot = Slot(
        day=on,
        why=why,
        hard=is_hard,
        alternate=alternate_for(code, on, southern=frame.request.athlete.southern),
        mends=mends,
    )
    return run_session(slot, code, metres=metres, runner=frame.runner, strides=strides)


def _is_drift_test(metres: float, scene: Scene, strides: Strides | None) -> bool:
    """Every fourth full week the run under a measured ceiling also tells how well the pace holds."""
    runner, week = scene.frame.runner, scene.week
    is_full = week.kind in {"maintenance", "base", "build"} and week.index % DRIFT_EVERY == DRIFT_EVERY - 1
    is_known = runner.has_measured_hr and runner.level != "beginner" and not runner.is_niggling
    return is_full and is_known and not strides and runner.seconds(metres) >= DRIFT_MIN * MINUTE_S


def _easy_code(at: int, scene: Scene, running: Running, strides: Strides | None, *, after_hard: bool) -> str:
    """A jog after hard days and early in recovery, where there is time for it; now and then a run in company."""
    is_tired = scene.week.is_early_recovery or (after_hard and len(running.layout.runs) >= MANY_RUNS)
    if is_tired and _may_jog(at, scene, running, strides):
        return "E02"
    day = scene.days[at]
    is_free = not strides and scene.week.phase != "recovery" and day.date.weekday() > 4  # noqa: PLR2004 - a weekend
    return "E03" if is_free and scene.week.index % SOCIAL_EVERY == 0 else "E01"


def _may_jog(at: int, scene: Scene, running: Running, strides: Strides | None) -> bool:
    """From an hour on it would be the week's hard run, which a jog is not."""
    runner = scene.frame.runner
    slow_s = running.metres[at] / KM * runner.slow_s_per_km + (strides_seconds(strides, runner) if strides else 0.0)
    return slow_s / MINUTE_S <= min(scene.days[at].run_min, runner.policy.hard_day.share_min - 1)


def _double(at: int, scene: Scene, running: Running, told: Telling) -> Session:
    metres, on = running.doubles[at], scene.days[at].date
    slot = Slot(
        day=on,
        why=double_why(metres, running.metres[at] + metres, told),
        order=2,
        alternate=alternate_for("E01", on, southern=scene.frame.request.athlete.southern),
    )
    return run_session(slot, "E01", metres=metres, runner=scene.frame.runner)


def _capped_days(scene: Scene, running: Running, strides: Mapping[int, Strides]) -> set[int]:
    """One aerobic run under the ceiling, the longest of the plain easy ones; in recovery only with a known ceiling."""
    if scene.week.phase == "recovery" and not scene.frame.runner.has_measured_hr:
        return set()
    easy = _may_be_capped(scene, running)
    plain = [at for at in easy if at not in strides]
    # Sprints break any ceiling, strides hardly.
    plain = plain or [at for at in easy if not strides[at].sprints] or easy
    # The first run after a race is no measure of anything, so the latest of them then.
    later = 1 if scene.week.phase == "recovery" else -1
    longest = max(plain, key=lambda at: (running.metres[at], later * at), default=None)
    return set() if longest is None else {longest}


def _may_be_capped(scene: Scene, running: Running) -> list[int]:
    """The easy runs; where there is none or only the first since a race, a longest run that is no long run."""
    layout, easy = running.layout, list(running.layout.easy)
    first = layout.runs[0] if scene.is_first_after_long_race and layout.runs else None
    if layout.long is not None and (not easy or first is not None) and not _is_long(layout.long, scene, running):
        easy.append(layout.long)
    # The first run since the race is to be short and nothing else, if another can take the ceiling.
    return [at for at in easy if at != first] or easy
