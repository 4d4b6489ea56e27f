"""The athlete as the week builders see them: facts settled once per plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil, inf

from plans.engine.fast_plan import Memory
from plans.engine.policy import DEFAULT_POLICY, KM, Policy
from plans.engine.policy_week import MINUTE_S, SESSION_POLICY, SessionPolicy
from plans.engine.request import Athlete, Weekday
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
    # Asked for some hundred thousand times while a plan is arranged.
    easy_s_per_km: float = field(init=False)
    s_per_km: Mapping[Zone, float] = field(init=False, repr=False)
    memory: Memory = field(init=False, repr=False, compare=False, default_factory=Memory)

    def __post_init__(self) -> None:
        easy_s = easy_estimate(self.paces, self.level, sessions=self.sessions)
        object.__setattr__(self, "easy_s_per_km", easy_s)
        object.__setattr__(self, "s_per_km", _estimates(self.paces, easy_s, of_easy=self.sessions.paces.of_easy))

    @property
    def slow_s_per_km(self) -> float:
        """The recovery jog's pace: the slow edge of easy and a little more."""
        slowest = self.paces.easy_s_per_km[1] if self.paces.easy_s_per_km else self.easy_s_per_km
        return slowest + self.sessions.paces.recovery_slower_s

    def pace(self, zone: Zone) -> float:
        """Estimated seconds per km, flat; for hills what the climb leaves of it."""
        return self.s_per_km[zone]

    def metres(self, seconds: float, zone: Zone = "easy") -> float:
        return seconds / self.s_per_km[zone] * KM

    def seconds(self, metres: float, zone: Zone = "easy") -> float:
        return metres / KM * self.s_per_km[zone]

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


def easy_estimate(paces: Paces, level: Ability, *, sessions: SessionPolicy = SESSION_POLICY) -> float:
    """Seconds per km of an easy run, for estimates and durations."""
    easy = paces.easy_s_per_km
    return sum(easy) / 2 if easy else sessions.paces.easy_s_per_km[level]


def _estimates(paces: Paces, easy_s: float, *, of_easy: Mapping[Zone, float]) -> dict[Zone, float]:
    known: dict[Zone, float | None] = {
        "marathon": sum(paces.marathon_s_per_km) / 2 if paces.marathon_s_per_km else None,
        "threshold": paces.threshold_s_per_km,
        "interval": paces.interval_s_per_km,
        "repetition": paces.repetition_s_per_km,
    }
    return {zone: known.get(zone) or easy_s * share for zone, share in of_easy.items()}
