"""The runs of an arranged week, written down day by day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plans.engine.arrange import Running
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.policy import KM
from plans.engine.policy_week import MINUTE_S
from plans.engine.reasons import easy_why, fast_why, long_why, race_why
from plans.engine.response import Session
from plans.engine.scene import Scene
from plans.engine.sessions import Strides, fast_session, race_session, run_session, strides_seconds
from plans.engine.strides_choice import strides_days
from plans.engine.week_bounds import long_share


def runs_of(scene: Scene, running: Running, strides: Mapping[int, Strides]) -> dict[int, Session]:
    """The week's runs by day."""
    capped = _capped_day(running, strides, scene.week, scene.frame)
    return {at: _run(at, scene, running, strides.get(at), is_capped=at == capped) for at in running.layout.runs}


def _run(at: int, scene: Scene, running: Running, strides: Strides | None, *, is_capped: bool) -> Session:
    week, day, frame, metres = scene.week, scene.days[at], scene.frame, running.metres[at]
    if day.race:
        return race_session(day.date, day.race, runner=frame.runner, why=race_why(day.race, frame))
    workout = {running.layout.fast: running.fast, running.layout.second: running.second}.get(at)
    if workout is not None:
        is_first = not scene.progress.fast_log and at == running.layout.fast
        total_m = sum(running.metres.values())
        why = fast_why(workout, week=week, frame=frame, is_first=is_first, distance_m=total_m)
        return fast_session(day.date, workout, metres=metres, runner=frame.runner, why=why)
    if at == running.layout.long and _is_long(metres, week, running, frame):
        return _long(at, scene, running, strides)
    return _easy(at, scene, running, strides, is_capped=is_capped)


def made_room(scene: Scene, running: Running) -> tuple[Running, dict[int, Strides]]:
    """Where strides find no time, a run is cut by a step for them: an easy one, or the long run they then end."""
    easy = [at for at in running.layout.easy if not scene.days[at].race]
    long = [at for at in (running.layout.long,) if at is not None]
    shorter, shorter_long = _cut(scene, running, easy), _cut(scene, running, long)
    tried = ((shorter, not easy), (running, True), (shorter_long, True))
    found = ((tight, planned_strides(scene, tight, on_long=on_long, few=True)) for tight, on_long in tried if tight)
    return next((pair for pair in found if pair[1]), (running, {}))


def _cut(scene: Scene, running: Running, days: Sequence[int]) -> Running | None:
    frame, step_m = scene.frame, scene.frame.grid.run_m
    roomy = [at for at in days if running.metres[at] > 3 * step_m]
    if not roomy:
        return None
    at = max(roomy, key=lambda day: (scene.days[day].run_min - run_minutes(day, running, frame), -day))
    cut_m = 2 * step_m if frame.runner.athlete.unit == "km" else step_m
    shorter = replace(running, metres={**running.metres, at: running.metres[at] - cut_m})
    return shorter if _keeps_its_measure(scene, shorter, cut_m=cut_m) else None


def _keeps_its_measure(scene: Scene, shorter: Running, *, cut_m: float) -> bool:
    """The long run is still the longest and no more than its share (INV-11, 12), the week in its band (INV-01)."""
    metres, policy = shorter.metres, scene.frame.runner.policy
    total_m, longest_m = sum(metres.values()), max(metres.values())
    low_m = policy.volume.band_floor * scene.frame.runner.baseline.distance_m
    low_m -= policy.checks.rounding_m
    falls_out = scene.week.kind == "maintenance" and total_m < low_m <= total_m + cut_m
    long_m = metres.get(shorter.layout.long) if shorter.layout.long is not None else None
    # An easy run as long as the long run would be as hard.
    is_longest = long_m is None or (all(long_m > metres[at] for at in shorter.layout.easy) and long_m >= longest_m)
    return is_longest and not falls_out and longest_m <= long_share(scene, shorter.layout) * total_m


def planned_strides(scene: Scene, running: Running, *, on_long: bool = False, few: bool = False) -> dict[int, Strides]:
    plain = {day: run_minutes(day, running, scene.frame) for day in running.layout.runs}
    return strides_days(scene, running.layout, plain, on_long=on_long, few=few)


def run_minutes(at: int, running: Running, frame: PlanFrame) -> float:
    return frame.runner.seconds(running.metres[at]) / MINUTE_S


def _is_long(metres: float, week: WeekPlan, running: Running, frame: PlanFrame) -> bool:
    if week.phase != "recovery":
        return running.has_long
    return frame.runner.seconds(metres) >= frame.runner.sessions.split.long_from_min * MINUTE_S


def _long(at: int, scene: Scene, running: Running, strides: Strides | None) -> Session:
    week, day, frame, total_m = scene.week, scene.days[at], scene.frame, sum(running.metres.values())
    metres, ultra = running.metres[at], frame.runner.a_race_m >= frame.runner.policy.long_run.ultra_from_m
    code = "L04" if ultra and week.index % 2 == 0 and week.phase != "recovery" else "L01"
    why = long_why(metres, frame, week=week)
    session = run_session(day.date, code, metres=metres, runner=frame.runner, why=why, strides=strides)
    rules, seconds = frame.runner.policy.hard_day, frame.runner.seconds(metres)
    is_hard = seconds >= rules.long_min * MINUTE_S or (
        metres >= rules.share * total_m and seconds >= rules.share_min * MINUTE_S
    )
    if week.is_last and seconds <= rules.long_min * MINUTE_S and at == len(scene.days) - 1:
        is_hard = False
    return replace(session, hard=is_hard)


def _easy(at: int, scene: Scene, running: Running, strides: Strides | None, *, is_capped: bool) -> Session:
    week, day, frame = scene.week, scene.days[at], scene.frame
    after_hard = (at - 1) in running.layout.hard
    # A recovery jog takes longer than an easy run of the same distance, and the day may not have the time.
    extra_s = strides_seconds(strides, frame.runner) if strides else 0.0
    slow_s = running.metres[at] / KM * frame.runner.slow_s_per_km
    # From an hour on it would be the week's hard run, which a jog is not.
    has_time = (slow_s + extra_s) / MINUTE_S <= min(day.run_min, frame.runner.policy.hard_day.share_min - 1)
    slow = week.phase == "recovery" and week.index <= 2 and has_time  # noqa: PLR2004 - the first two weeks
    code = "H01" if is_capped else _easy_code(slow=slow or (has_time and after_hard and len(running.layout.runs) >= 5))  # noqa: PLR2004
    count = strides.count if strides else 0
    why = easy_why(code, day, frame, week=week, strides=count, after_hard=after_hard)
    return run_session(day.date, code, metres=running.metres[at], runner=frame.runner, why=why, strides=strides)


def _easy_code(*, slow: bool) -> str:
    return "E02" if slow else "E01"


def _capped_day(running: Running, strides: Mapping[int, Strides], week: WeekPlan, frame: PlanFrame) -> int | None:
    """One aerobic run under the ceiling, the longest of the plain easy ones; in recovery only with a known ceiling."""
    if week.phase == "recovery" and not frame.runner.has_measured_hr:
        return None
    easy = [at for at in running.metres if at not in running.layout.hard]
    plain = [at for at in easy if at not in strides] or easy
    return max(plain, key=lambda at: (running.metres[at], -at), default=None)
