"""A second run on the long easy days of a very large week (planning.md 3.11, INV-36)."""

from dataclasses import replace
from math import inf

from plans.engine.policy import MINUTE_S
from plans.engine.scene import Running, Scene


def with_doubles(running: Running, scene: Scene) -> Running:
    """Long easy days in two runs, and what single runs could not hold in more of them; the same week where that is not allowed."""
    rules = scene.frame.policy.week
    if scene.week.target_m < rules.doubles_week_m or len(running.layout.runs) < rules.doubles_run_days:
        return running
    if scene.week.phase == "recovery" or scene.race is not None:
        return running
    metres, doubles, more_m = dict(running.metres), {}, _more_m(running, scene)
    left_m = running.lost_m
    for at in running.layout.easy:
        second_m = _second_m(metres[at], more_m[at], scene)
        if second_m:
            metres[at], doubles[at] = metres[at] + more_m[at] - second_m, second_m
            left_m -= more_m[at]
    doubled = replace(running, metres=metres, doubles=doubles, lost_m=left_m)
    return doubled if doubled.total_m >= rules.doubles_week_m else running


def _more_m(running: Running, scene: Scene) -> dict[int, float]:
    """What single runs could not hold, on the longest easy days first; as long as it will do, no first run beyond its limit."""
    rules, left_m = scene.frame.policy, max(0.0, running.lost_m)
    good_m = scene.frame.runner.metres(rules.sharing.single_most_min * MINUTE_S) + rules.week.second_run_m
    found = dict.fromkeys(running.layout.easy, 0.0)
    for day_m in (good_m, inf):
        for at in sorted(found, key=lambda day: (-running.metres[day], day)):
            most_m = min(_most_m(running.metres[at], at, scene), day_m - running.metres[at]) - found[at]
            extra_m = scene.grid.down(min(left_m, most_m)) * scene.grid.run_m
            found[at] += extra_m
            left_m -= extra_m
    return found


def _second_m(single_m: float, more_m: float, scene: Scene) -> float:
    """The second run of a day that would be another long run, or has `more_m` than one run may; 0 where it is none."""
    rules, runner = scene.frame.policy, scene.frame.runner
    day_m, single_most_m = single_m + more_m, runner.metres(rules.sharing.single_most_min * MINUTE_S)
    if not more_m and day_m <= single_most_m:
        return 0.0
    wish_m = max(rules.sharing.second_least_m, more_m, day_m - single_most_m)
    most_m = min(rules.week.second_run_m, rules.week.second_run_share * day_m)
    second_m = min(scene.grid.near(wish_m), scene.grid.down(most_m)) * scene.grid.run_m
    is_run = runner.seconds(second_m) >= rules.week.easy_run_min * MINUTE_S
    return second_m if is_run and second_m >= more_m else 0.0


def _most_m(first_m: float, at: int, scene: Scene) -> float:
    """How much a day may have beyond one run: no more than its share, nor than the day has minutes for."""
    rules, runner = scene.frame.policy.week, scene.frame.runner
    by_share_m = rules.second_run_share / (1 - rules.second_run_share) * first_m
    by_time_m = runner.metres(scene.days[at].run_min * MINUTE_S) - first_m
    return min(rules.second_run_m, by_share_m, by_time_m)
