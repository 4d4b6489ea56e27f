"""A second run on easy days, where six single runs cannot hold a very large week (planning.md 3.11, INV-36)."""

from dataclasses import replace

from plans.engine.policy import MINUTE_S
from plans.engine.scene import Running, Scene


def with_doubles(running: Running, scene: Scene) -> Running:
    """The volume without room as short second runs, the longest easy days first; the same week where that is not allowed."""
    rules, frame = scene.frame.policy.week, scene.frame
    if running.lost_m < scene.grid.run_m or len(running.layout.runs) < rules.doubles_run_days:
        return running
    if scene.week.target_m < rules.doubles_week_m or scene.week.phase == "recovery" or scene.race is not None:
        return running
    doubles: dict[int, float] = {}
    left_m = running.lost_m
    for at in sorted(running.layout.easy, key=lambda day: (-running.metres[day], day)):
        metres = scene.grid.down(min(left_m, _most_m(running.metres[at], at, scene))) * scene.grid.run_m
        if frame.runner.seconds(metres) >= rules.easy_run_min * MINUTE_S:
            doubles[at] = metres
            left_m -= metres
    doubled = replace(running, doubles=doubles, lost_m=left_m)
    return doubled if doubled.total_m >= rules.doubles_week_m else running


def _most_m(first_m: float, at: int, scene: Scene) -> float:
    """No more than its share of the day, nor than the day has minutes for."""
    rules, runner = scene.frame.policy.week, scene.frame.runner
    by_share_m = rules.second_run_share / (1 - rules.second_run_share) * first_m
    by_time_m = runner.metres(scene.days[at].run_min * MINUTE_S) - first_m
    return min(rules.second_run_m, by_share_m, by_time_m)
