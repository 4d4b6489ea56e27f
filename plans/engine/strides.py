"""Which runs end in strides, and how many (planning.md 3.5, 3.6)."""

from collections.abc import Mapping
from math import inf

from plans.engine.policy import MINUTE_S
from plans.engine.scene import Running, Scene
from plans.engine.sessions import Strides, strides_seconds


def strides_days(scene: Scene, running: Running) -> dict[int, Strides]:
    """One or two easy runs, where those have no time the long run; hill sprints are the second set later on."""
    easy = _spare_s(running.layout.easy, scene, running)
    if not easy:
        return _fewest(easy, scene, running)
    chosen: dict[int, Strides] = {}
    for strides in _sets(scene):
        at = _first(easy, strides, scene, running, chosen)
        if at is None and strides.sprints:
            strides = _flat(scene)  # noqa: PLW2901 - where no day takes sprints
            at = _first(easy, strides, scene, running, chosen)
        if at is not None:
            chosen[at] = strides
    return chosen or _fewest(easy, scene, running)


def least_strides(scene: Scene, *, is_short: bool = True) -> Strides:
    """The smallest set that counts (INV-22)."""
    count = scene.frame.policy.week.strides_count[0]
    return Strides(count, is_short=is_short, is_relaxed=not scene.is_quality_back)


def _fewest(easy: Mapping[int, float], scene: Scene, running: Running) -> dict[int, Strides]:
    """Where time is short: the smallest set, with less rest if it must be, on the long run if there is nowhere else."""
    long = _spare_s(() if running.layout.long is None else (running.layout.long,), scene, running)
    for is_short in (False, True):
        strides = least_strides(scene, is_short=is_short)
        for spare in (easy, long):
            at = _first(spare, strides, scene, running, {})
            if at is not None:
                return {at: strides}
    return {}


def _first(
    spare_s: Mapping[int, float], strides: Strides, scene: Scene, running: Running, chosen: Mapping[int, Strides]
) -> int | None:
    runner = scene.frame.runner
    extra_s = strides_seconds(strides, runner)
    least_m = 2 * strides.number * runner.policy.strides.stride_m
    fitting = [
        (_cost(at, running, chosen), at)
        for at, spare in spare_s.items()
        if extra_s <= spare
        and at not in chosen
        and running.metres[at] >= least_m
        and not (strides.sprints and _is_long_eve(at, running))
    ]
    return min(fitting)[1] if fitting else None


def _spare_s(days: tuple[int, ...], scene: Scene, running: Running) -> dict[int, float]:
    """Seconds that strides may add on each of these days: by the day's minutes and 0.2's bounds of a hard day."""
    runner, rules = scene.frame.runner, scene.frame.policy.hard_day
    longest_m = max(running.metres.values(), default=0.0)
    limit_s = runner.seconds(runner.long_limit_m)
    spare: dict[int, float] = {}
    for at in days:
        day, seconds = scene.days[at], runner.seconds(running.metres[at])
        if not day.may_stride or day.race:
            continue
        is_large = running.metres[at] >= longest_m and running.metres[at] >= rules.share * running.total_m
        gentle_min = rules.share_min if is_large else rules.long_min
        # What is no hard day stays none with its strides; what is one may grow.
        gentle_s = inf if seconds >= gentle_min * MINUTE_S else (gentle_min - 1) * MINUTE_S
        day_s = day.run_min * MINUTE_S - runner.seconds(running.doubles.get(at, 0.0))
        spare[at] = min(day_s, limit_s, gentle_s) - seconds
    return spare


def _sets(scene: Scene) -> list[Strides]:
    """The week's sets: fewer in recovery and light weeks, hill sprints once the legs know strides.

    Back from an injury, one set of relaxed ones keeps the ingredient until fast running is back.
    """
    week, runner = scene.week, scene.frame.runner
    if not scene.is_quality_back:
        return [Strides(scene.frame.policy.week.strides_count[0], is_relaxed=True)]
    flat = _flat(scene)
    wanted = 1 if week.phase == "recovery" or week.is_light else runner.policy.strides.sessions[runner.level]
    if not _may_sprint(scene):
        return [flat] * wanted
    sprints = _sprints(scene)
    if wanted == 1:
        return [sprints if week.index % 2 else flat]
    return [sprints, flat]


def _flat(scene: Scene) -> Strides:
    low, high = scene.frame.policy.strides.count[scene.frame.runner.level]
    return Strides(min(high, low + scene.diary.strides_weeks // 2))


def _sprints(scene: Scene) -> Strides:
    """Two to begin with, one more each time; strides on the flat make up a full set (INV-22)."""
    rules, runner = scene.frame.policy.strides, scene.frame.runner
    most = rules.sprints[runner.level]
    if runner.is_veteran or runner.athlete.injury == "past_year":
        most = min(most, rules.careful_sprints)
    sprints = min(most, rules.first_sprints + scene.diary.sprint_weeks)
    return Strides(max(sprints, scene.frame.policy.week.strides_count[0]), sprints=sprints)


def _may_sprint(scene: Scene) -> bool:
    rules, runner = scene.frame.policy.strides, scene.frame.runner
    after = rules.beginner_sprints_after_weeks if runner.level == "beginner" else rules.sprints_after_weeks
    is_time = scene.week.kind in {"maintenance", "build", "base"}
    return is_time and scene.diary.strides_weeks >= after and not runner.is_niggling


def _cost(at: int, running: Running, chosen: Mapping[int, Strides]) -> float:
    """Not on tired legs: away from the day after the long run, and apart from each other."""
    layout = running.layout
    cost = 3.0 if layout.long is not None and (at - layout.long) % 7 == 1 else 0.0
    cost += 2.0 if layout.fast is not None and (at - layout.fast) % 7 == 1 else 0.0
    return cost + 2.0 * (at - 1 in chosen or at + 1 in chosen)


def _is_long_eve(at: int, running: Running) -> bool:
    long = running.layout.long
    return long is not None and (long - at) % 7 == 1
