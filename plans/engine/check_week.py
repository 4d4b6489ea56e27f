"""One settled maintenance week, repeated for ever, against the rules of section 7 that a week alone can break.

Runner of 35, intermediate; every run at 6 min/km (contract.md, `check_week`). The last day is the day before
the first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from plans.engine.checks.rules import (
    cap_m,
    is_hard_long,
    is_within_floor,
    long_share,
    tolerance_m,
)
from plans.engine.load import week_load
from plans.engine.policy import DEFAULT_POLICY, KM, Policy
from plans.engine.request import RunMetres
from plans.engine.spike import is_allowed

Kind = Literal["rest", "easy", "long", "threshold", "interval", "repetition", "hill", "fartlek"]
FAST: tuple[Kind, ...] = ("threshold", "interval", "repetition", "hill", "fartlek")
RPE: dict[Kind, float] = {
    "rest": 0,
    "easy": 3,
    "long": 5,
    "threshold": 7,
    "interval": 8,
    "repetition": 7,
    "hill": 7,
    "fartlek": 6,
}
PACE_S_PER_KM = 360.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDay:
    kind: Kind
    distance_m: RunMetres = 0
    quality_m: RunMetres = 0
    strides: Annotated[int, Field(ge=0, le=1000)] = 0
    heavy: bool = False

    @property
    def duration_s(self) -> float:
        return self.distance_m / KM * PACE_S_PER_KM

    @property
    def is_fast(self) -> bool:
        return self.kind in FAST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    days: tuple[CheckedDay, ...]
    baseline_m: float
    longest_30d_m: float
    policy: Policy

    @property
    def distance_m(self) -> float:
        return sum(day.distance_m for day in self.days)

    @property
    def tolerance_m(self) -> float:
        return tolerance_m(self.distance_m, self.policy)

    @property
    def runs(self) -> list[CheckedDay]:
        return [day for day in self.days if day.distance_m > 0]

    @property
    def longest_m(self) -> float:
        return max((day.distance_m for day in self.days), default=0.0)

    @property
    def pairs(self) -> list[tuple[CheckedDay, CheckedDay]]:
        """Each day with the next one, Sunday with Monday too."""
        return list(zip(self.days, (*self.days[1:], self.days[0]), strict=True))

    def is_hard(self, day: CheckedDay) -> bool:
        if day.is_fast or day.quality_m > 0 or day.duration_s >= self.policy.hard_day.long_min * 60:
            return True
        longest = day.distance_m > 0 and day.distance_m == self.longest_m
        return longest and is_hard_long(
            duration_s=day.duration_s, distance_m=day.distance_m, week_m=self.distance_m, policy=self.policy
        )


def check_week(
    days: Sequence[CheckedDay], *, baseline_m: float, longest_30d_m: float, policy: Policy = DEFAULT_POLICY
) -> tuple[str, ...]:
    """The ids of the invariants that the week breaks, ascending."""
    week = _Week(days=tuple(days), baseline_m=baseline_m, longest_30d_m=longest_30d_m, policy=policy)
    return tuple(name for name, holds in WEEK_RULES.items() if not holds(week))


def _is_in_band(week: _Week) -> bool:
    rules, slack = week.policy.volume, week.tolerance_m
    low, high = rules.band_floor * week.baseline_m, rules.band_ceiling * week.baseline_m
    return low - slack <= week.distance_m <= high + slack


def _has_one_long_run(week: _Week) -> bool:
    long_runs = [day for day in week.days if day.kind == "long"]
    return len(long_runs) == 1 and long_runs[0].distance_m >= week.longest_m > 0


def _long_share_fits(week: _Week) -> bool:
    share = long_share(len(week.runs), light=False, policy=week.policy)
    return week.longest_m <= share * week.distance_m + week.tolerance_m


def _no_spike(week: _Week) -> bool:
    return is_allowed(week.longest_m, week.longest_30d_m, policy=week.policy)


def _has_fast_workout(week: _Week) -> bool:
    return any(day.is_fast for day in week.days)


def _is_not_too_fast(week: _Week) -> bool:
    return sum(day.is_fast for day in week.days) <= 1


def _caps_fit(week: _Week) -> bool:
    return all(_cap_fits(week, day) for day in week.days if day.is_fast)


def _cap_fits(week: _Week, day: CheckedDay) -> bool:
    seconds = day.quality_m / KM * PACE_S_PER_KM
    if is_within_floor(day.kind, quality_m=day.quality_m, quality_s=seconds, policy=week.policy):
        return True
    cap = cap_m(day.kind, week.distance_m, week.policy)
    return day.quality_m <= cap * (1 + week.policy.checks.rounding_share)


def _strides_fit(week: _Week) -> bool:
    sets = [day.strides for day in week.days if day.strides]
    fewest, most = week.policy.week.strides_sessions
    low, high = week.policy.week.strides_count
    return fewest <= len(sets) <= most and all(low <= count <= high for count in sets)


def _hard_days_are_apart(week: _Week) -> bool:
    return not any(
        (week.is_hard(day) and week.is_hard(after)) or (day.is_fast and after.kind == "long")
        for day, after in week.pairs
    )


def _has_rest_day(week: _Week) -> bool:
    return any(not day.distance_m and not day.heavy for day in week.days)


def _legs_are_fresh(week: _Week) -> bool:
    return not any(day.heavy and (after.is_fast or after.kind == "long") for day, after in week.pairs)


def _strength_fits(week: _Week) -> bool:
    fewest, most = week.policy.week.strength_sessions
    apart = not any(day.heavy and after.heavy for day, after in week.pairs)
    return apart and fewest <= sum(day.heavy for day in week.days) <= most


def _is_varied(week: _Week) -> bool:
    monotony = week_load([RPE[day.kind] * day.duration_s / 60 for day in week.days]).monotony
    return monotony is not None and monotony < week.policy.week.monotony


WEEK_RULES: dict[str, Callable[[_Week], bool]] = {
    "INV-01": _is_in_band,
    "INV-11": _has_one_long_run,
    "INV-12": _long_share_fits,
    "INV-14": _no_spike,
    "INV-17": _has_fast_workout,
    "INV-18": _is_not_too_fast,
    "INV-20": _caps_fit,
    "INV-22": _strides_fit,
    "INV-26": _hard_days_are_apart,
    "INV-28": _has_rest_day,
    "INV-31": _legs_are_fresh,
    "INV-32": _strength_fits,
    "INV-38": _is_varied,
}
