"""What each run of a week may measure, from the caps, the days and the weeks before (planning.md 3.3, INV-11 to 15)."""

from plans.engine.fast_plan import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.placement import Layout
from plans.engine.policy import KM
from plans.engine.policy_week import MINUTE_S
from plans.engine.scene import Scene, Workouts
from plans.engine.sessions import fast_room_m, race_metres
from plans.engine.split import Bounds


def week_bounds(layout: Layout, scene: Scene, workouts: Workouts) -> Bounds:
    """What each run of this week may measure."""
    week, days, frame, progress = scene.week, scene.days, scene.frame, scene.progress
    fast, wish = workouts.fast, workouts.wish
    runner, rules = frame.runner, frame.runner.policy.long_run
    high_m = min(wish.high_m, runner.metres(runner.sessions.split.easy_most_min * MINUTE_S))
    race = next((day.race for day in days if day.race), None)
    if race is not None:
        high_m = min(high_m, max(rules.after_race_share * progress.longest_settled_m, 5 * KM))
    room_m = scene.rooms_m
    if fast and layout.fast is not None:
        room_m[layout.fast] = min(
            room_m[layout.fast], fast_room_m(fast, _workout_minutes(scene, layout.fast), runner=runner)
        )
    return Bounds(
        target_m=week.target_m,
        share=long_share(scene, layout),
        long_wish_m=wish.wish_m,
        long_high_m=wish.high_m,
        over_mean=rules.over_mean if week.phase != "recovery" else 1.0,
        long_bound_m=_long_bound_m(layout, scene),
        spike_m=scene.allowed_m[layout.long] if layout.long is not None else 0.0,
        hard_long_m=runner.metres((runner.policy.hard_day.share_min - runner.sessions.split.slower_min) * MINUTE_S),
        fast_m=_fast_span_m(fast, layout, frame) if fast and layout.fast is not None else (0.0, 0.0),
        second_m=_second_m(layout, workouts, frame),
        fixed_m=race_metres(race, runner=runner) if race else 0.0,
        easy_low_m=_easy_low_m(week, frame),
        easy_high_m=high_m if layout.long is None else runner.metres(runner.sessions.split.easy_most_min * MINUTE_S),
        room_m=room_m,
        weights=_weights(layout, frame),
    )


def long_share(scene: Scene, layout: Layout) -> float:
    """The longest run's cap as a share of the week (INV-12)."""
    week, rules = scene.week, scene.frame.runner.policy.long_run
    extra = week.is_light or (week.phase == "recovery" and week.index == 1)
    return rules.share_by_days[len(layout.runs)] + rules.light_week_addition * extra


def _workout_minutes(scene: Scene, at: int) -> float:
    """A workout, too, ends where a long run has to (INV-15)."""
    runner = scene.frame.runner
    return min(scene.days[at].run_min, runner.seconds(runner.long_limit_m) / MINUTE_S)


def _long_bound_m(layout: Layout, scene: Scene) -> float:
    """Where INV-13, 15 or 30 ends the long run, whatever the week would like."""
    if layout.long is None:
        return 0.0
    runner = scene.frame.runner
    share = runner.policy.long_run.ceiling_share if scene.week.phase == "maintenance" else 1.0
    return min(share * runner.baseline.longest_m, runner.long_limit_m, scene.days[layout.long].room_m(runner))


def _fast_span_m(fast: FastPlan, layout: Layout, frame: PlanFrame) -> tuple[float, float]:
    """With few runs a week the workout carries more easy running around its main set."""
    split = frame.runner.sessions.split
    extra_m = frame.runner.metres(split.few_runs_extra_min * MINUTE_S) if len(layout.runs) <= split.few_runs else 0.0
    return fast.least_m, fast.most_m + extra_m


def _second_m(layout: Layout, workouts: Workouts, frame: PlanFrame) -> float:
    """The second workout stays short: its main set and a plain frame."""
    if workouts.second is None or layout.second is None:
        return 0.0
    return frame.grid.workout(workouts.second.least_m)


def _easy_low_m(week: WeekPlan, frame: PlanFrame) -> float:
    rules = frame.runner.policy.week
    minutes = rules.easy_run_min
    if week.phase == "recovery":
        minutes = rules.run_min[0]
    if week.target_m < rules.small_week_m:
        minutes = rules.small_week_run_min
    return frame.runner.metres(minutes * MINUTE_S)


def _weights(layout: Layout, frame: PlanFrame) -> dict[int, float]:
    """Shorter on the day after a hard one; one midweek run a little longer for the experienced."""
    rules = frame.runner.sessions.split
    weights = {at: rules.after_hard if (at - 1) in layout.hard else 1.0 for at in layout.easy}
    if frame.runner.level != "beginner" and layout.long is not None and len(layout.easy) > 1:
        plain = [at for at in layout.easy if weights[at] == 1.0]
        if plain:
            far = max(plain, key=lambda at: (min((at - (layout.long or 0)) % 7, ((layout.long or 0) - at) % 7), -at))
            weights[far] = rules.medium_long
    return weights
