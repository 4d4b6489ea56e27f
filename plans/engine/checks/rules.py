"""The thresholds of planning.md 3 and section 7 as predicates, shared by whole plans and single weeks."""

from plans.engine.policy import KM, Policy
from plans.engine.response import WeekKind

LIGHT_WEEKS: tuple[WeekKind, ...] = ("down", "cutback", "freshen")
DUST_M = 1e-6  # a share of whole metres is no whole number
THRESHOLD, INTERVAL, REPETITION, MARATHON = "threshold", "interval", "repetition", "marathon"
# Which cap of 3.4 binds which kind of fast running; fartlek stands under the interval cap (INV-20).
CAP_OF = {
    "threshold": THRESHOLD,
    "interval": INTERVAL,
    "fartlek": INTERVAL,
    "repetition": REPETITION,
    "hill": REPETITION,
    "marathon": MARATHON,
}


def tolerance_m(week_m: float, policy: Policy) -> float:
    """What rounding whole sessions may move a week's total."""
    return max(policy.checks.rounding_share * week_m, policy.checks.rounding_m)


def cap_m(family: str, week_m: float, policy: Policy) -> float:
    """Most metres of one fast session by its share of the week."""
    rules = policy.quality
    return {
        THRESHOLD: rules.threshold_share * week_m,
        INTERVAL: min(rules.interval_share * week_m, rules.interval_limit_m),
        REPETITION: min(rules.repetition_share * week_m, rules.repetition_limit_m),
        MARATHON: min(rules.marathon_share * week_m, rules.marathon_limit_m),
    }[CAP_OF[family]]


def cap_s(family: str, week_s: float, policy: Policy) -> float:
    """Most seconds of one fast session by its share of the week's running time."""
    rules = policy.quality
    return {
        THRESHOLD: rules.threshold_share * week_s,
        INTERVAL: rules.interval_share * week_s,
        REPETITION: rules.repetition_share * week_s,
        MARATHON: min(rules.marathon_share * week_s, rules.marathon_limit_min * 60),
    }[CAP_OF[family]]


def is_within_floor(family: str, *, quality_m: float, quality_s: float, policy: Policy) -> bool:
    """Tiny weeks keep the ingredient: so much is allowed whatever the share says (3.4)."""
    rules = policy.quality
    if CAP_OF[family] == REPETITION:
        return quality_m <= rules.repetition_floor_m
    floor_min = rules.threshold_floor_min if CAP_OF[family] == THRESHOLD else rules.interval_floor_min
    return quality_s <= floor_min * 60


def long_share(run_days: int, *, light: bool, policy: Policy) -> float:
    """The longest run's cap as a share of the week (3.3)."""
    share = policy.long_run.share_by_days[min(run_days, 7)]
    return share + (policy.long_run.light_week_addition if light and run_days >= policy.week.least_run_days else 0.0)


def is_hard_long(*, duration_s: float, distance_m: float, week_m: float, policy: Policy) -> bool:
    """Whether the week's longest run makes its day a hard one (0.2)."""
    rules = policy.hard_day
    minutes = duration_s / 60
    return minutes >= rules.long_min or (minutes >= rules.share_min and distance_m >= rules.share * week_m - DUST_M)


def is_fast_amount(*, quality_m: float, quality_s: float, policy: Policy) -> bool:
    """Enough work at marathon pace or faster to be a fast workout (0.2)."""
    return quality_s >= policy.hard_day.work_min * 60 or quality_m >= policy.hard_day.work_m


def km(metres: float) -> str:
    return f"{metres / KM:.1f} km"
