"""The athlete as the week builders see them: facts settled once per plan."""

from dataclasses import dataclass
from math import ceil, inf

from plans.engine.policy import DEFAULT_POLICY, KM, Policy
from plans.engine.policy_week import MINUTE_S, SESSION_POLICY, SessionPolicy
from plans.engine.request import WEEKDAYS, Athlete, Weekday
from plans.engine.response import Ability, Baseline, Paces
from plans.engine.template import Zone

UNHURT = ("none", "past_year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    athlete: Athlete
    level: Ability
    age: int | None
    baseline: Baseline
    cut: float
    paces: Paces
    a_race_m: float
    second_fast: bool = False
    policy: Policy = DEFAULT_POLICY
    sessions: SessionPolicy = SESSION_POLICY

    @property
    def easy_s_per_km(self) -> float:
        if self.paces.easy_s_per_km:
            return sum(self.paces.easy_s_per_km) / 2
        return self.sessions.paces.easy_s_per_km[self.level]

    @property
    def slow_s_per_km(self) -> float:
        """The recovery jog's pace: the slow edge of easy and a little more."""
        slowest = self.paces.easy_s_per_km[1] if self.paces.easy_s_per_km else self.easy_s_per_km
        return slowest + self.sessions.paces.recovery_slower_s

    def pace(self, zone: Zone) -> float:
        """Estimated seconds per km, flat; for hills what the climb leaves of it."""
        known: dict[str, float | None] = {
            "marathon": sum(self.paces.marathon_s_per_km) / 2 if self.paces.marathon_s_per_km else None,
            "threshold": self.paces.threshold_s_per_km,
            "interval": self.paces.interval_s_per_km,
            "repetition": self.paces.repetition_s_per_km,
        }
        return known.get(zone) or self.easy_s_per_km * self.sessions.paces.of_easy[zone]

    def metres(self, seconds: float, zone: Zone = "easy") -> float:
        return seconds / self.pace(zone) * KM

    def seconds(self, metres: float, zone: Zone = "easy") -> float:
        return metres / KM * self.pace(zone)

    @property
    def has_measured_hr(self) -> bool:
        return self.athlete.max_hr_bpm is not None or self.athlete.lthr_bpm is not None

    @property
    def is_niggling(self) -> bool:
        return self.athlete.injury not in UNHURT

    @property
    def long_limit_m(self) -> float:
        rules = self.policy.long_run
        minutes = rules.beginner_limit_min if self.level == "beginner" else rules.limit_min
        if self.a_race_m >= rules.ultra_from_m:
            minutes = rules.ultra_limit_min
        return self.metres(minutes * MINUTE_S)

    @property
    def hard_gap_days(self) -> int:
        return 3 if self.age is not None and self.age >= self.policy.week.veteran_age else 2

    @property
    def fast_gap_days(self) -> int:
        return 3 if self.age is not None and self.age >= self.policy.week.masters_age else 2

    @property
    def usual_days(self) -> int:
        low, high = self.policy.week.run_days[self.level]
        return self.athlete.usual_run_days or ceil((low + high) / 2)

    @property
    def run_days(self) -> tuple[int, int]:
        """Fewest and most run days of a week after recovery (INV-29), with the rest day kept."""
        low, high = self.policy.week.run_days[self.level]
        kept = ceil(self.policy.week.kept_days_share * self.usual_days - 1e-9)
        fewest = min(self.usual_days, max(self.policy.week.least_run_days, kept, low))
        most = min(self.usual_days, max(high, kept))
        return min(fewest, 6), min(most, 6)

    def limit_min(self, weekday: Weekday) -> float:
        minutes = self.athlete.available_min.get(weekday)
        return inf if minutes is None else minutes

    @property
    def available_days(self) -> tuple[Weekday, ...]:
        return tuple(day for day in WEEKDAYS if self.limit_min(day) > 0)
