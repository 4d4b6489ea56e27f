"""Which easy runs end in strides, and how many (planning.md 3.5, 3.6)."""

from collections.abc import Mapping, Sequence

from plans.engine.days import Day
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.placement import Layout
from plans.engine.policy_week import MINUTE_S
from plans.engine.progress import Progress
from plans.engine.scene import Scene
from plans.engine.sessions import Strides, strides_seconds


def strides_days(
    scene: Scene, layout: Layout, run_min: Mapping[int, float], *, on_long: bool = False, few: bool = False
) -> dict[int, Strides]:
    """One or two easy runs, `on_long` the long run's end; hill sprints are the second set once the legs know strides.

    `few`: as many as make a set, where time is short.
    """
    week, days, frame, progress = scene.week, scene.days, scene.frame, scene.progress
    runner = frame.runner
    wanted = 1 if week.phase == "recovery" or week.is_light else runner.sessions.strides.sessions[runner.level]
    sets = [Strides(count=runner.policy.week.strides_count[0])] if few else _sets(wanted, week, frame, progress)
    chosen: dict[int, Strides] = {}
    for strides in sets:
        for at in sorted(_open(days, layout, on_long=on_long), key=lambda at: (_cost(at, layout, chosen), at)):
            most_min = min(days[at].run_min, runner.seconds(runner.long_limit_m) / MINUTE_S)
            fits = run_min[at] + strides_seconds(strides, runner) / MINUTE_S <= most_min
            if at not in chosen and fits:
                chosen[at] = strides
                break
    return chosen


def _sets(wanted: int, week: WeekPlan, frame: PlanFrame, progress: Progress) -> list[Strides]:
    rules, level = frame.runner.sessions.strides, frame.runner.level
    low, high = rules.count[level]
    flat = Strides(count=min(high, low + progress.strides_weeks // 2))
    if wanted == 1 and _may_sprint(week, frame, progress) and week.index % 2:
        return [_sprints(frame, progress)]
    if wanted > 1 and _may_sprint(week, frame, progress):
        return [flat, _sprints(frame, progress)]
    return [flat] * wanted


def _sprints(frame: PlanFrame, progress: Progress) -> Strides:
    rules = frame.runner.sessions.strides
    low, high = rules.sprints[frame.runner.level]
    return Strides(count=min(high, low + max(0, progress.strides_weeks - 4) // 2), is_hill=True)


def _may_sprint(week: WeekPlan, frame: PlanFrame, progress: Progress) -> bool:
    rules, level = frame.runner.sessions.strides, frame.runner.level
    after = rules.beginner_sprints_after_weeks if level == "beginner" else rules.sprints_after_weeks
    return (
        week.kind in {"maintenance", "build", "base"}
        and progress.strides_weeks >= after
        and not (frame.runner.is_niggling)
    )


def _open(days: Sequence[Day], layout: Layout, *, on_long: bool) -> list[int]:
    """Easy runs; where a week has none, or none with time, the long run's end."""
    easy = [at for at in layout.easy if days[at].may_stride and not days[at].race]
    long = [at for at in (layout.long,) if at is not None and days[at].may_stride]
    return long if on_long or not easy else easy


def _cost(at: int, layout: Layout, chosen: Mapping[int, Strides]) -> float:
    """Not on tired legs: away from the day after the long run, and apart from each other."""
    cost = 3.0 if layout.long is not None and (at - layout.long) % 7 == 1 else 0.0
    cost += 2.0 if layout.fast is not None and (at - layout.fast) % 7 == 1 else 0.0
    cost += sum(2.0 for other in chosen if abs(other - at) == 1)
    return cost
