"""The runs of an arranged week, written down day by day."""

from collections.abc import Mapping

from plans.engine.checks.rules import is_hard_long
from plans.engine.policy import KM, MINUTE_S
from plans.engine.reasons import (
    Telling,
    double_why,
    easy_why,
    fast_why,
    long_why,
    race_why,
    walk_run_why,
)
from plans.engine.response import Session
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


def _run(
    at: int, scene: Scene, running: Running, strides: Strides | None, told: Telling, *, is_capped: bool
) -> Session:
    day, runner, metres, layout = scene.days[at], scene.frame.runner, running.metres[at], running.layout
    if day.race:
        slot = Slot(day=day.date, why=race_why(day.race, scene.frame), hard=True)
        return race_session(slot, day.race, runner=runner)
    workout = running.fast if at == layout.fast else running.second if at == layout.second else None
    if workout is not None:
        southern = scene.frame.request.athlete.southern
        why = fast_why(workout, told, is_first=not scene.diary.fast_log and at == layout.fast)
        slot = Slot(
            day=day.date, why=why, hard=True, alternate=alternate_for(workout.code, day.date, southern=southern)
        )
        return fast_session(slot, workout, metres=metres, minutes=scene.minutes(at), runner=runner)
    if walks_between(scene, metres):
        slot = Slot(day=day.date, why=walk_run_why(scene.frame))
        return walk_run_session(slot, metres=metres, week=scene.week.index, minutes=day.run_min, runner=runner)
    if at == layout.long and _is_long(at, scene, running):
        return _long(at, scene, running, strides, told)
    return _easy(at, scene, running, strides, told, is_capped=is_capped)


def walks_between(scene: Scene, metres: float) -> bool:
    """Back from an injury, running comes with walking breaks until half an hour goes without (5.3 (9))."""
    runner = scene.frame.runner
    whole_s = runner.policy.sharing.walk_free_min * MINUTE_S
    return runner.is_returning and scene.week.phase == "recovery" and runner.seconds(metres) < whole_s


def _is_long(at: int, scene: Scene, running: Running) -> bool:
    if scene.week.phase != "recovery":
        return running.has_long
    long_from_s = scene.frame.policy.sharing.long_from_min * MINUTE_S
    return scene.frame.runner.seconds(running.metres[at]) >= long_from_s


def _long(at: int, scene: Scene, running: Running, strides: Strides | None, told: Telling) -> Session:
    frame, on = scene.frame, scene.days[at].date
    code = _long_code(scene, strides)
    slot = Slot(
        day=on,
        why=long_why(running.metres[at], told),
        hard=_is_hard_long(at, scene, running, strides),
        alternate=alternate_for(code, on, southern=frame.request.athlete.southern),
    )
    return run_session(slot, code, metres=running.metres[at], runner=frame.runner, strides=strides)


def _long_code(scene: Scene, strides: Strides | None) -> str:
    """Hilly or soft ground every second week towards an ultra, and every fourth week for everybody."""
    if strides is not None and scene.frame.runner.level != "beginner":
        return "L02"
    is_ultra = scene.frame.runner.a_race_m >= scene.frame.policy.long_run.ultra_from_m
    is_plain = scene.week.phase == "recovery" or scene.week.kind == "freshen"
    varied = not is_plain and scene.week.index % (2 if is_ultra else 4) == 0
    return "L04" if varied and not scene.frame.runner.is_niggling else "L01"


def _is_hard_long(at: int, scene: Scene, running: Running, strides: Strides | None) -> bool:
    runner, policy = scene.frame.runner, scene.frame.policy
    # Judged as it is written down, in whole seconds and metres.
    seconds = whole_seconds(runner.seconds(running.metres[at]) + (strides_seconds(strides, runner) if strides else 0.0))
    week_m = sum(round(metres) for metres in (*running.metres.values(), *running.doubles.values()))
    is_hard = is_hard_long(duration_s=seconds, distance_m=round(running.metres[at]), week_m=week_m, policy=policy)
    is_last_day = scene.week.is_last and at == len(scene.days) - 1
    return is_hard and not (is_last_day and seconds <= policy.hard_day.long_min * MINUTE_S)


def _easy(
    at: int, scene: Scene, running: Running, strides: Strides | None, told: Telling, *, is_capped: bool
) -> Session:
    frame, on, metres = scene.frame, scene.days[at].date, running.metres[at]
    after_hard = (at - 1) in running.layout.hard
    code = "H01" if is_capped else _easy_code(at, scene, running, strides, after_hard=after_hard)
    said = f"{strides.number} {strides.name}" if strides else ""
    why = easy_why(code, on, metres, told, strides=said, after_hard=after_hard)
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
        why=double_why(metres, told),
        order=2,
        alternate=alternate_for("E01", on, southern=scene.frame.request.athlete.southern),
    )
    return run_session(slot, "E01", metres=metres, runner=scene.frame.runner)


def _capped_days(scene: Scene, running: Running, strides: Mapping[int, Strides]) -> set[int]:
    """One aerobic run under the ceiling, the longest of the plain easy ones; in recovery only with a known ceiling."""
    if scene.week.phase == "recovery" and not scene.frame.runner.has_measured_hr:
        return set()
    easy = list(running.layout.easy)
    plain = [at for at in easy if at not in strides] or easy
    # The first run after a race is no measure of anything, so the latest of them then.
    later = 1 if scene.week.phase == "recovery" else -1
    longest = max(plain, key=lambda at: (running.metres[at], later * at), default=None)
    return set() if longest is None else {longest}
