"""A week's volume when it comes to be filled: the curve's, less where growth or missing days forbid it (INV-03, 05)."""

from collections.abc import Sequence
from dataclasses import replace

from plans.engine.days import Day, away_days
from plans.engine.diary import Diary
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.volume import grown, step_from_recovery_m


def eased(week: WeekPlan, days: Sequence[Day], frame: PlanFrame, diary: Diary) -> WeekPlan:
    """The week as it can be asked for after the weeks that were really filled."""
    if _is_still_recovery(week, days, frame, diary):
        # One more easy week leads into the coach's band; a jump would break INV-05, a crawl INV-01.
        easy_m = min(week.target_m, frame.recovery_share * frame.runner.baseline.distance_m)
        if any(diary.weeks_m):
            easy_m = min(easy_m, _reachable_m(week, frame, diary))
        week = replace(week, kind="recovery", phase="recovery", target_m=easy_m)
    if week.kind == "down":
        week = _needed_down_week(week, days, frame, diary)
    target_m = week.target_m
    if week.phase != "recovery" and diary.weeks_m:
        target_m = min(target_m, _reachable_m(week, frame, diary))
    if week.kind in {"down", "cutback"} and diary.weeks_m:
        target_m = min(target_m, _lighter_m(week, frame, diary))
    if week.kind == "freshen" and diary.weeks_m:
        target_m = min(target_m, _fresh_m(week, frame, diary))
    if target_m != week.target_m:
        week = replace(week, target_m=target_m)
    return _around_holidays(week, days, frame, diary)


def _is_stuck(frame: PlanFrame, diary: Diary) -> bool:
    """Whether one more easy week has not brought more running: then the days are the limit, not the legs."""
    if diary.recovery_weeks <= frame.recovery_weeks:
        return False
    return diary.weeks_m[-1] <= diary.weeks_m[-2] + frame.policy.checks.rounding_m


def _needed_down_week(week: WeekPlan, days: Sequence[Day], frame: PlanFrame, diary: Diary) -> WeekPlan:
    """A planned down week, or the plain one that does better in its place (INV-03)."""
    if _needs_no_down_week(frame, diary):
        # Lighter already, by a week away or by days that hold no more.
        return plain_week(week, frame, diary)
    if frame.races and any(day.race for day in days):
        # The race decides what such a week can hold, and its eve and its days after rest the legs.
        return replace(week, kind="maintenance")
    return week


def plain_week(week: WeekPlan, frame: PlanFrame, diary: Diary) -> WeekPlan:
    """An ordinary week in the place of a planned down week."""
    target_m = (1 - frame.runner.cut) * frame.runner.baseline.distance_m
    reach_m = _reachable_m(week, frame, diary) if diary.weeks_m else target_m
    return replace(week, kind="maintenance", target_m=min(target_m, reach_m))


def _needs_no_down_week(frame: PlanFrame, diary: Diary) -> bool:
    rules = frame.policy
    least_m = rules.volume.down_floor * frame.runner.baseline.distance_m / rules.volume.down_share
    lately_m = max(diary.weeks_m[1 - rules.volume.down_every :], default=least_m)
    return diary.full_weeks < rules.checks.down_gap_weeks or lately_m < least_m


def _lighter_m(week: WeekPlan, frame: PlanFrame, diary: Diary) -> float:
    """Lighter than what was really run, where the days held less than the curve; never below INV-03's floor."""
    rules = frame.policy
    share = rules.volume.down_share if week.kind == "down" else rules.volume.cutback_share
    before_m = max(diary.weeks_m[1 - rules.checks.growth_window_weeks :])
    return max(share * before_m, rules.volume.down_floor * frame.runner.baseline.distance_m)


def _fresh_m(week: WeekPlan, frame: PlanFrame, diary: Diary) -> float:
    """Fresh against what was really run, where the days held less than the curve."""
    before_m = max(diary.weeks_m[1 - frame.policy.checks.ready_weeks :])
    low, high = frame.policy.checks.freshen
    if before_m < low / 2 * week.target_m:
        # After weeks away there is nothing to freshen up from.
        return week.target_m
    return max(min(week.target_m, before_m * (low + high) / 2), low * before_m)


def _around_holidays(week: WeekPlan, days: Sequence[Day], frame: PlanFrame, diary: Diary) -> WeekPlan:
    """So many days away make a lighter week of those that are left (5.3 (7))."""
    # A freshen week is light as it is; what the days cannot hold they leave out by themselves.
    if week.kind == "freshen" or not _is_holiday(days, frame):
        return week
    usable = sum(day.may_run for day in days)
    share = min(1.0, usable / frame.runner.usual_days)
    if not week.is_light:
        share *= frame.policy.volume.down_share
    target_m, least_m = share * week.target_m, 0.0
    if week.phase in {"maintenance", "base"}:
        least_m = holiday_floor_m(days, frame)
        target_m = max(target_m, min(least_m, _reachable_m(week, frame, diary)) if diary.weeks_m else least_m)
    kind = "down" if week.kind == "maintenance" else week.kind
    return replace(week, target_m=target_m, least_m=least_m, kind=kind)


def holiday_floor_m(days: Sequence[Day], frame: PlanFrame) -> float:
    """What a lighter week of the days that are left should hold at least (INV-03)."""
    runner, usable = frame.runner, sum(day.run_min > 0 for day in days)
    share = min(1.0, usable / runner.usual_days)
    return frame.policy.volume.down_floor * runner.baseline.distance_m * share


def _is_holiday(days: Sequence[Day], frame: PlanFrame) -> bool:
    return away_days(days, frame) >= frame.policy.week.holiday_days


def _reachable_m(week: WeekPlan, frame: PlanFrame, diary: Diary) -> float:
    """INV-05, against the weeks as they came out, with what rounding leaves of its tolerance; a step into the band may
    be larger.
    """
    rules, usual_m = frame.policy, frame.runner.baseline.distance_m
    best_m = max(diary.weeks_m[-rules.checks.growth_window_weeks :])
    limit_m = grown(best_m, earlier_m=diary.weeks_m, rules=rules.volume)
    limit_m += max(0.0, 0.9 * rules.checks.rounding_m - frame.grid.run_m / 2)
    if not best_m:
        limit_m = rules.volume.restart_share * week.target_m
    if week.index > diary.recovery_weeks + 1:
        return limit_m
    step_m = step_from_recovery_m(diary.weeks_m[-1], policy=rules)
    return max(limit_m, min(rules.volume.band_floor * usual_m, step_m))


def _is_still_recovery(week: WeekPlan, days: Sequence[Day], frame: PlanFrame, diary: Diary) -> bool:
    """No maintenance yet, and the band is out of reach: recovery held too little, or the athlete is or was away."""
    is_first = week.index == diary.recovery_weeks + 1
    if week.phase != "maintenance" or not is_first or not diary.weeks_m:
        return False
    if _is_holiday(days, frame):
        return True
    if not diary.was_away and _is_stuck(frame, diary):
        return False
    # Not what the curve has for this week, which may have planned a lighter one.
    low_m = min(frame.policy.volume.band_floor, 1 - frame.runner.cut) * frame.runner.baseline.distance_m
    return _reachable_m(week, frame, diary) < low_m - frame.policy.checks.rounding_m
