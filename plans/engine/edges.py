"""What the days before a week forbid it: hard days too near, too many runs in a row, too long a break."""

from datetime import timedelta

from plans.engine.placement import Layout, Question
from plans.engine.request import WEEKDAYS
from plans.engine.scene import Scene

LONGEST_STREAK = 6
LATE_COST = 250.0


def edge_cost(layout: Layout, asked: Question, scene: Scene) -> float | None:
    """What the days before this week forbid (None) or make worse."""
    week, days, frame, progress = scene.week, scene.days, scene.frame, scene.progress
    if not asked.relaxed and _is_too_soon(layout, asked, scene):
        return None
    streak = progress.streak_before(week.start)
    cost, idle = 0.0, _idle_before(scene)
    for at, day in enumerate(days):
        streak = streak + 1 if at in layout.runs else 0
        if streak > LONGEST_STREAK:
            return None
        idle = 0 if at in layout.runs else idle + day.may_run
        cost += 15.0 * (idle > frame.runner.policy.week.idle_days)
    return cost + _late_start_cost(layout, scene)


def _idle_before(scene: Scene) -> int:
    """Days since the last run on which the athlete could have run."""
    week, frame, progress = scene.week, scene.frame, scene.progress
    if not progress.run_dates:
        return 0
    last = max(progress.run_dates)
    between = [last + timedelta(days=step) for step in range(1, (week.start - last).days)]
    return sum(frame.runner.limit_min(WEEKDAYS[day.weekday()]) > 0 for day in between)


def _is_too_soon(layout: Layout, asked: Question, scene: Scene) -> bool:
    days, progress = scene.days, scene.progress
    hard = sorted(at for at in layout.hard if at != layout.long or asked.stiff_long)
    if layout.long is not None and progress.last_fast and (days[layout.long].date - progress.last_fast).days == 1:
        return True
    if hard and progress.last_hard and (days[hard[0]].date - progress.last_hard).days < asked.gap:
        return True
    return bool(
        layout.fast is not None
        and progress.last_fast
        and (days[layout.fast].date - progress.last_fast).days < asked.fast_gap
    )


def _late_start_cost(layout: Layout, scene: Scene) -> float:
    """After the race the break has an end (2.3's upper bound), too."""
    week, days, frame = scene.week, scene.days, scene.frame
    until = frame.rest_max_until
    if until is None or week.phase != "recovery" or (week.index > 1 and week.start > until):
        return 0.0
    first = max(until + timedelta(days=1), week.start)
    return LATE_COST * (days[min(layout.runs)].date > first)
