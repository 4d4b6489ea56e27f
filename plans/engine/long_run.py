"""How long the long run should be this week, and how long it may be (planning.md 3.3, INV-11 to 16)."""

from dataclasses import dataclass

from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.policy_week import MINUTE_S
from plans.engine.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class LongWish:
    """`is_long`: it counts as the long run; an athlete who asked for fewer has a shorter one in between."""

    wish_m: float
    high_m: float
    is_long: bool = True


def long_wish(week: WeekPlan, frame: PlanFrame, progress: Progress) -> LongWish:
    runner, rules = frame.runner, frame.runner.policy.long_run
    usual_m = runner.baseline.longest_m
    ceiling_m = min(runner.long_limit_m, progress.longest_allowed_m(week.end))
    if week.phase == "recovery":
        return _in_recovery(week, frame, ceiling_m)
    share = min(rules.ceiling_share, max(rules.floor_share, week.target_m / runner.baseline.distance_m))
    if is_other_week(week, frame, progress):
        high_m = max(rules.other_week_share[1] * usual_m, runner.metres(_other_minutes(frame) * MINUTE_S))
        return LongWish(wish_m=rules.other_week_share[1] * usual_m, high_m=min(high_m, ceiling_m), is_long=False)
    if week.kind == "freshen":
        fresh_m = runner.metres(runner.sessions.split.freshen_long_min * MINUTE_S)
        return LongWish(wish_m=min(0.9 * share * usual_m, fresh_m), high_m=min(ceiling_m, fresh_m, usual_m))
    if week.kind in {"down", "cutback"}:
        high_m = min(ceiling_m, _most_m(frame) if week.phase == "maintenance" else usual_m)
        return LongWish(wish_m=min(high_m, 0.92 * share * usual_m), high_m=high_m)
    if week.phase == "maintenance":
        high_m = min(ceiling_m, _most_m(frame))
        wish_m = share * usual_m
        if week.weeks_left <= 2:  # noqa: PLR2004 - the last weeks that INV-16 looks at
            wish_m = max(wish_m, rules.ready_share * frame.week1_long_m)
        return LongWish(wish_m=min(wish_m, high_m), high_m=high_m)
    high_m = min(ceiling_m, max(usual_m, rules.ceiling_share * usual_m))
    return LongWish(wish_m=min(max(share * usual_m, frame.week1_long_m), high_m), high_m=high_m)


def _most_m(frame: PlanFrame) -> float:
    """The ceiling of INV-13, with a little room so that rounding does not cost a small runner half a kilometre."""
    return frame.runner.policy.long_run.ceiling_share * frame.runner.baseline.longest_m + 0.2 * frame.grid.run_m


def _in_recovery(week: WeekPlan, frame: PlanFrame, ceiling_m: float) -> LongWish:
    shares = frame.runner.policy.recovery.long_run_shares
    high_m = shares[min(week.index, len(shares)) - 1] * frame.runner.baseline.longest_m
    wish_m = high_m
    if not frame.is_long_race:
        # After a short race the week, evenly shared, may ask for more than the row of long runs.
        high_m = max(high_m, shares[-1] * frame.runner.baseline.longest_m)
    split = frame.runner.sessions.split
    if week.index == 1 and frame.race_distance_m >= split.first_week_long_race_m * 0.999:
        high_m = min(high_m, frame.runner.metres(split.recovery_run_min * MINUTE_S))
    return LongWish(wish_m=min(wish_m, high_m, ceiling_m), high_m=min(high_m, ceiling_m))


def is_other_week(week: WeekPlan, frame: PlanFrame, progress: Progress) -> bool:
    """The week between, for an athlete who asked for a long run every second week."""
    every = frame.request.athlete.long_run_every
    return every > 1 and week.kind == "maintenance" and progress.long_weeks_ago == 0 and progress.settled_weeks > 0


def _other_minutes(frame: PlanFrame) -> float:
    rules = frame.runner.policy.long_run
    return rules.beginner_other_week_min if frame.runner.level == "beginner" else rules.other_week_min
