"""After the goal race: which days stay free of what (2.3) and how much the weeks may hold (2.4)."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor

from plans.engine.policy import DEFAULT_POLICY, KM, ClearanceRow, Policy, RecoveryPolicy, RecoveryRow
from plans.engine.record import record
from plans.engine.request import Effort
from plans.engine.response import Ability

# Products of table values and factors carry dust from binary fractions; it must not round up a whole day.
DUST = 1e-9
DAYS = 7


@record
class Clearance:
    """Days counted from the race, which is day 0. `rest_min_days` 3: the first run may come on day 4."""

    rest_min_days: int
    rest_max_days: int
    first_strides_day: int
    first_fast_day: int
    first_heavy_day: int

    @property
    def last_day(self) -> int:
        """After this day nothing waits any more."""
        return max(self.rest_min_days, self.first_strides_day, self.first_fast_day, self.first_heavy_day)


def clearance(
    distance_m: float,
    *,
    age: int | None = None,
    level: Ability | None = None,
    climb_m: float | None = None,
    effort: Effort = "raced",
    break_days: int | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> Clearance:
    """The days of 2.3 for this race and runner; an unknown age or level adds nothing."""
    rules = policy.recovery
    factor = recovery_factor(distance_m, age=age, level=level, climb_m=climb_m, effort=effort, policy=policy)
    rest_min, rest_max, strides, fast, heavy = (
        _up(days * factor) for days in _days_between(rules.clearance, _named(distance_m, rules))
    )
    later = max(0, (break_days or 0) - rest_min)
    return Clearance(
        rest_min_days=min(rest_min + later, rules.rest_limit_days),
        rest_max_days=min(rest_max + later, rules.rest_limit_days),
        first_strides_day=strides + later,
        first_fast_day=fast + later,
        first_heavy_day=heavy + later,
    )


def clearance_without_race(break_days: int | None, *, policy: Policy = DEFAULT_POLICY) -> Clearance:
    """A race that was not started asks for no rest (5.3 (3)); a break that somebody takes all the same moves all days."""
    days = break_days or 0
    return Clearance(
        rest_min_days=days,
        rest_max_days=max(days, policy.week.idle_days),
        first_strides_day=days,
        first_fast_day=days,
        first_heavy_day=days,
    )


def fractions_without_race(
    break_days: int | None, *, first_days: int = DAYS, policy: Policy = DEFAULT_POLICY
) -> tuple[float, ...]:
    return _later((policy.recovery.no_race_share,), days=break_days or 0, first_days=first_days)


def recovery_factor(
    distance_m: float,
    *,
    age: int | None = None,
    level: Ability | None = None,
    climb_m: float | None = None,
    effort: Effort = "raced",
    policy: Policy = DEFAULT_POLICY,
) -> float:
    """f of 2.2: how much longer, or for a training effort shorter, this runner recovers."""
    rules = policy.recovery
    raised = 1 + _age_addition(age, policy)
    if level == "beginner" and distance_m >= rules.long_race_m:
        raised += rules.beginner_addition
    if climb_m is not None and climb_m > rules.mountain_climb_m_per_km * distance_m / KM:
        raised += rules.mountain_addition
    return min(rules.factor_limit, raised) * (rules.training_effort if effort == "training" else 1.0)


def recovery_fractions(
    distance_m: float,
    *,
    baseline_m: float,
    age: int | None = None,
    level: Ability | None = None,
    climb_m: float | None = None,
    effort: Effort = "raced",
    break_days: int | None = None,
    first_days: int = DAYS,
    policy: Policy = DEFAULT_POLICY,
) -> tuple[float, ...]:
    """Ceilings of the recovery weeks as shares of B, first week first (2.4); its length is R.

    `first_days`: how long the first week is, for a break that ends in the middle of one.
    """
    rules = policy.recovery
    raised = recovery_factor(distance_m, age=age, level=level, climb_m=climb_m, policy=policy)
    row = _fractions_between(rules.weeks, _named(distance_m, rules))
    if distance_m >= rules.long_race_m and (
        level == "beginner" or _age_addition(age, policy) > 0 or raised >= rules.extra_week_factor
    ):
        row = _stretch(row, weeks=len(row) + 1)
    if effort == "training":
        row = _stretch(row, weeks=_up(len(row) * rules.training_effort))
    if baseline_m >= rules.high_volume_m:
        row = tuple(share * rules.high_volume_share for share in row)
    rested = clearance(distance_m, age=age, level=level, climb_m=climb_m, effort=effort, policy=policy).rest_min_days
    return _later(row, days=max(0, (break_days or 0) - rested), first_days=first_days)


def _age_addition(age: int | None, policy: Policy) -> float:
    if age is None or age < policy.week.masters_age:
        return 0.0
    if age < policy.week.veteran_age:
        return policy.recovery.masters_addition
    return policy.recovery.veteran_addition


def _up(days: float) -> int:
    return ceil(days - DUST)


def _named(distance_m: float, rules: RecoveryPolicy) -> float:
    """21.1 km means the half-marathon: a few metres must not round every number up."""
    for row in rules.weeks:
        if abs(distance_m - row.distance_m) <= rules.named_distance_tolerance * row.distance_m:
            return row.distance_m
    return distance_m


def _days_between(rows: Sequence[ClearanceRow], distance_m: float) -> tuple[float, ...]:
    if distance_m <= rows[0].distance_m:
        return rows[0].days
    for low, high in pairwise(rows):
        if distance_m <= high.distance_m:
            u = (distance_m - low.distance_m) / (high.distance_m - low.distance_m)
            return tuple(a + (b - a) * u for a, b in zip(low.days, high.days, strict=True))
    return rows[-1].days


def _fractions_between(rows: Sequence[RecoveryRow], distance_m: float) -> tuple[float, ...]:
    if distance_m <= rows[0].distance_m:
        return rows[0].fractions
    for low, high in pairwise(rows):
        if distance_m <= high.distance_m:
            u = (distance_m - low.distance_m) / (high.distance_m - low.distance_m)
            weeks = _up(len(low.fractions) + (len(high.fractions) - len(low.fractions)) * u)
            pairs = zip(_stretch(low.fractions, weeks=weeks), _stretch(high.fractions, weeks=weeks), strict=True)
            return tuple(a + (b - a) * u for a, b in pairs)
    return rows[-1].fractions


def _stretch(row: tuple[float, ...], *, weeks: int) -> tuple[float, ...]:
    """The row read at `weeks` even points; one week takes the middle of the row."""
    last = len(row) - 1
    points = [last / 2] if weeks == 1 else [last * week / (weeks - 1) for week in range(weeks)]
    return tuple(_at(row, point) for point in points)


def _at(row: tuple[float, ...], point: float) -> float:
    low = min(floor(point), len(row) - 1)
    high = min(low + 1, len(row) - 1)
    return row[low] + (row[high] - row[low]) * (point - low)


def _later(row: tuple[float, ...], *, days: int, first_days: int) -> tuple[float, ...]:
    """The row after a longer break: so many empty days first, in weeks that are touched by either."""
    if not days:
        return row
    lengths = [first_days, *[DAYS] * (len(row) - 1)]
    daily = [0.0] * days + [share for share, length in zip(row, lengths, strict=True) for _ in range(length)]
    found = [_mean(daily[:first_days])]
    for start in range(first_days, len(daily), DAYS):
        week = daily[start : start + DAYS]
        # The last week that is touched goes on as it ended.
        found.append(_mean([*week, *[row[-1]] * (DAYS - len(week))]))
    return tuple(found)


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares)
