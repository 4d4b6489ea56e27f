"""The athlete as the week builders see them: facts settled once per plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil, inf
from typing import TYPE_CHECKING

from plans.engine.policy import KM, MINUTE_S, Policy
from plans.engine.request import WEEKDAYS, Athlete
from plans.engine.response import Ability, Baseline, Paces, Target
from plans.engine.template import Zone

if TYPE_CHECKING:
    from plans.engine.dose import FastPlan, Once, ZoneLimits

UNHURT = ("none", "past_year")
DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Memory:
    """Main sets and targets already worked out for this runner; it changes no result and lives as long as one answer."""

    once: "dict[str, Once]" = field(default_factory=dict)
    sized: "dict[tuple[str, int], FastPlan | None]" = field(default_factory=dict)
    limits: "dict[Zone, ZoneLimits]" = field(default_factory=dict)
    targets: dict[tuple[str, bool], Target] = field(default_factory=dict)
    strides_s: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """`limits_min` are the minutes of each weekday from Monday on, infinite where there is no limit.

    `is_small`: below fifteen kilometres a week (5.3 (8)): a walk between fast minutes, and little before and after them.
    """

    athlete: Athlete
    level: Ability
    age: int | None
    baseline: Baseline
    cut: float
    paces: Paces
    a_race_m: float
    policy: Policy
    second_fast: bool = False
    # Asked for some hundred times while a plan is arranged.
    easy_s_per_km: float = field(init=False)
    s_per_km: Mapping[Zone, float] = field(init=False, repr=False)
    limits_min: tuple[float, ...] = field(init=False, repr=False)
    long_limit_m: float = field(init=False)
    run_days: tuple[int, int] = field(init=False)
    is_small: bool = field(init=False)
    memory: Memory = field(init=False, repr=False, compare=False, default_factory=Memory)

    def __post_init__(self) -> None:
        easy_s = easy_estimate(self.paces, self.level, policy=self.policy)
        object.__setattr__(self, "easy_s_per_km", easy_s)
        object.__setattr__(self, "s_per_km", _estimates(self.paces, easy_s, policy=self.policy))
        object.__setattr__(self, "limits_min", tuple(_limit_min(self.athlete, at) for at in range(len(WEEKDAYS))))
        minutes = long_limit_min(level=self.level, a_race_m=self.a_race_m, policy=self.policy)
        object.__setattr__(self, "long_limit_m", self.metres(minutes * MINUTE_S))
        object.__setattr__(self, "run_days", run_days_range(self.usual_days, level=self.level, policy=self.policy))
        week_m = (1 - self.cut) * self.baseline.distance_m
        object.__setattr__(self, "is_small", week_m < self.policy.week.small_week_m)

    @property
    def usual_days(self) -> int:
        return self.athlete.usual_run_days or middle_run_days(self.level, policy=self.policy)

    @property
    def slow_s_per_km(self) -> float:
        """The recovery jog's pace: the slow edge of easy and a little more."""
        slowest = self.paces.easy_s_per_km[1] if self.paces.easy_s_per_km else self.easy_s_per_km
        return slowest + self.policy.paces.recovery_slower_s

    def pace(self, zone: Zone) -> float:
        """Estimated seconds per km, flat; for hills what the climb leaves of it."""
        return self.s_per_km[zone]

    def metres(self, seconds: float, zone: Zone = "easy") -> float:
        return seconds / self.s_per_km[zone] * KM

    def seconds(self, metres: float, zone: Zone = "easy") -> float:
        return metres / KM * self.s_per_km[zone]

    @property
    def runs_ultra(self) -> bool:
        """Whether the race to come is one."""
        return self.a_race_m >= self.policy.long_run.ultra_from_m

    @property
    def has_measured_hr(self) -> bool:
        return self.athlete.max_hr_bpm is not None or self.athlete.lthr_bpm is not None

    @property
    def is_niggling(self) -> bool:
        return self.athlete.injury not in UNHURT

    @property
    def is_returning(self) -> bool:
        return self.athlete.injury == "returning"

    @property
    def walks_first(self) -> bool:
        """Back from an injury, and runs less than three times half an hour a week: then with walking breaks (5.3 (9))."""
        if not self.is_returning:
            return False
        rules, current_m = self.policy, self.athlete.current_m
        if current_m is None:
            current_m = rules.volume.unknown_current_share * self.baseline.distance_m
        whole_s = rules.week.least_run_days * rules.sharing.unbroken_min[-1] * MINUTE_S
        return self.seconds(current_m) < whole_s

    @property
    def is_veteran(self) -> bool:
        return self.age is not None and self.age >= self.policy.week.veteran_age

    @property
    def hard_gap_days(self) -> int:
        rules = self.policy.week
        return rules.masters_gap_days if self.is_veteran else rules.hard_gap_days

    @property
    def fast_gap_days(self) -> int:
        rules = self.policy.week
        is_master = self.age is not None and self.age >= rules.masters_age
        return rules.masters_gap_days if is_master else rules.hard_gap_days


def middle_run_days(level: Ability, *, policy: Policy) -> int:
    """Run days of a runner who did not say (3.1): the middle of the level's range."""
    low, high = policy.week.run_days[level]
    return ceil((low + high) / 2)


def run_days_range(usual: int, *, level: Ability, policy: Policy) -> tuple[int, int]:
    """Fewest and most run days of a week after recovery (INV-29)."""
    low, high = policy.week.run_days[level]
    kept = ceil(policy.week.kept_days_share * usual - DUST)
    return min(usual, max(policy.week.least_run_days, kept, low)), min(usual, max(high, kept))


def long_limit_min(*, level: Ability | None, a_race_m: float, policy: Policy) -> float:
    """How long one run may last (3.3, INV-15)."""
    rules = policy.long_run
    if a_race_m >= rules.ultra_from_m:
        return rules.ultra_limit_min
    return rules.beginner_limit_min if level == "beginner" else rules.limit_min


def easy_estimate(paces: Paces, level: Ability, *, policy: Policy) -> float:
    """Seconds per km of an easy run, for estimates and durations."""
    easy = paces.easy_s_per_km
    return sum(easy) / 2 if easy else policy.paces.easy_s_per_km[level]


def own_policy(athlete: Athlete, paces: Paces, level: Ability, *, policy: Policy) -> Policy:
    """For a time-based athlete a week grows by minutes, not by kilometres (5.3 (17))."""
    if athlete.unit != "min":
        return policy
    allowance_m = policy.volume.allowance_s / easy_estimate(paces, level, policy=policy) * KM
    return replace(policy, volume=replace(policy.volume, allowance_m=allowance_m))


def _limit_min(athlete: Athlete, weekday: int) -> float:
    minutes = athlete.available_min.get(WEEKDAYS[weekday])
    return inf if minutes is None else minutes


def _estimates(paces: Paces, easy_s: float, *, policy: Policy) -> dict[Zone, float]:
    shares = policy.paces
    marathon = paces.marathon_s_per_km
    return {
        "easy": easy_s,
        "steady": easy_s * shares.steady,
        "marathon": sum(marathon) / 2 if marathon else easy_s * shares.marathon,
        "threshold": paces.threshold_s_per_km or easy_s * shares.threshold,
        "fartlek": easy_s * shares.fartlek,
        "interval": paces.interval_s_per_km or easy_s * shares.interval,
        "repetition": paces.repetition_s_per_km or easy_s * shares.repetition,
        "hill": easy_s * shares.hill,
    }
