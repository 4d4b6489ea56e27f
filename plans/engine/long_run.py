"""How long the long run should be this week, and how long it may be (planning.md 3.3, INV-11 to 16)."""

from plans.engine.diary import Diary
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.policy import MINUTE_S
from plans.engine.record import record

STRIDES_MIN = 6.0  # what a set of strides may add to a run


@record
class LongWish:
    """Metres. `bound_m`: from INV-13's and 15's bound on it need not stand out from the other runs (INV-11).

    `is_long`: it counts as the long run; an athlete who asked for fewer has a shorter one in between.
    """

    wish_m: float
    high_m: float
    bound_m: float
    is_long: bool = True


def long_wish(week: WeekPlan, frame: PlanFrame, diary: Diary) -> LongWish:
    runner, rules = frame.runner, frame.policy.long_run
    usual_m, limit_m = runner.baseline.longest_m, runner.long_limit_m
    if week.phase == "recovery":
        return _in_recovery(week, frame)
    if is_other_week(week, frame, diary):
        return _other_week(frame)
    share = min(rules.ceiling_share, max(rules.floor_share, week.target_m / runner.baseline.distance_m))
    most_m = rules.ceiling_share * usual_m if week.phase == "maintenance" else usual_m
    bound_m = min(limit_m, most_m)
    # In a lighter week few days may need a longer one; INV-13's ceiling is for settled weeks.
    high_m = min(limit_m, usual_m if week.kind == "down" else most_m)
    wish_m = share * usual_m
    if frame.is_second_race and not week.is_last and runner.a_race_m >= frame.policy.recovery.long_race_m:
        # The race to come asks for it; two weeks before it the long run may still be the longest of the block.
        wish_m = usual_m
    elif week.kind == "freshen":
        high_m = min(high_m, rules.ceiling_share * usual_m)
        wish_m = min(
            frame.policy.sharing.freshen_long * wish_m, runner.metres(frame.policy.sharing.freshen_long_min * MINUTE_S)
        )
    elif week.is_light:
        wish_m *= frame.policy.sharing.light_long
    elif week.phase == "base":
        wish_m = max(wish_m, frame.week1_long_m)
    elif week.phase == "rebuild":
        wish_m = max(wish_m, frame.week1_long_m)
        if runner.walks_first and week.index == frame.recovery_weeks + 1:
            rules_after = frame.policy.sharing
            wish_m = runner.metres(rules_after.unbroken_step * rules_after.unbroken_min[-1] * MINUTE_S)
    elif week.weeks_left < frame.policy.checks.ready_weeks:
        wish_m = max(wish_m, rules.ready_share * frame.week1_long_m)
    return LongWish(wish_m=min(wish_m, high_m), high_m=high_m, bound_m=bound_m)


def is_other_week(week: WeekPlan, frame: PlanFrame, diary: Diary) -> bool:
    """The week between, for an athlete who asked for a long run every second week."""
    every = frame.request.athlete.long_run_every
    return every > 1 and week.kind == "maintenance" and diary.long_weeks_ago == 0 and diary.settled_weeks > 0


def _other_week(frame: PlanFrame) -> LongWish:
    runner, rules = frame.runner, frame.policy.long_run
    minutes = rules.beginner_other_week_min if runner.level == "beginner" else rules.other_week_min
    minutes -= STRIDES_MIN
    high_m = max(rules.other_week_share[1] * runner.baseline.longest_m, runner.metres(minutes * MINUTE_S))
    high_m = min(high_m, runner.long_limit_m)
    wish_m = min(high_m, rules.other_week_share[1] * runner.baseline.longest_m)
    # Nothing says that it has to stand out from the other runs.
    return LongWish(wish_m=wish_m, high_m=high_m, bound_m=0.0, is_long=False)


def _in_recovery(week: WeekPlan, frame: PlanFrame) -> LongWish:
    runner, rules = frame.runner, frame.policy.recovery
    usual_m, shares = runner.baseline.longest_m, rules.long_run_shares
    wish_m = high_m = shares[min(week.index, len(shares)) - 1] * usual_m
    if not frame.is_long_race:
        # After a short race the week, evenly shared, may ask for more than the row of long runs.
        high_m = shares[-1] * usual_m
    if week.index == 1 and frame.is_long_race:
        wish_m = min(wish_m, rules.first_long_share * week.target_m)
    if week.index == 1 and frame.raced_m >= rules.walking_race_m * (1 - rules.named_distance_tolerance):
        high_m = min(high_m, runner.metres(rules.walking_run_min * MINUTE_S))
    high_m = min(high_m, runner.long_limit_m)
    return LongWish(wish_m=min(wish_m, high_m), high_m=high_m, bound_m=0.0)
