"""One week of a plan as the invariants look at it, gathered in one pass over its sessions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.engine.checks.rules import LIGHT_WEEKS, is_fast_amount, tolerance_m
from plans.engine.policy import Policy
from plans.engine.response import Session, Week


@dataclass(slots=True, kw_only=True, eq=False)  # one week is no other, whatever they hold
class WeekFacts:
    """`usable_days` are neither blacked out nor without minutes; `loads` are the days' sums of session-RPE loads.

    `fast` holds what counts as a fast workout, races included; `is_race_touched`: the week of a race in between, or one
    with days that 2.3 keeps for it.
    """

    week: Week
    policy: Policy
    dates: Sequence[date]
    usable_days: int
    away_days: int
    is_race_touched: bool
    runs: list[Session] = field(default_factory=list)
    fast: list[Session] = field(default_factory=list)
    longs: list[Session] = field(default_factory=list)
    strides: list[Session] = field(default_factory=list)
    others: list[Session] = field(default_factory=list)
    run_dates: list[date] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    longest_m: float = 0.0
    running_s: float = 0.0
    quality_s: float = 0.0
    has_race: bool = False
    tolerance_m: float = 0.0

    def __post_init__(self) -> None:
        self.tolerance_m = tolerance_m(self.week.distance_m, self.policy)
        loads = dict.fromkeys(self.dates, 0.0)
        for session in self.week.sessions:
            if session.date in loads:
                loads[session.date] += session.load
            if session.distance_m > 0:
                self._add_run(session)
            else:
                self.others.append(session)
        self.loads = list(loads.values())
        self.longest_m = max([0.0, *[run.distance_m for run in self.runs]])
        self.run_dates = sorted({run.date for run in self.runs})

    def _add_run(self, session: Session) -> None:
        self.runs.append(session)
        self.running_s += session.duration_s
        if is_fast(session, self.policy):
            self.fast.append(session)
        if session.ingredient == "long":
            self.longs.append(session)
        elif session.ingredient == "race":
            self.has_race = True
        if session.strides:
            self.strides.append(session)
        if session.ingredient != "race" and session.code != TEST:
            self.quality_s += session.quality_s

    @property
    def is_full(self) -> bool:
        return len(self.dates) > 6  # noqa: PLR2004 - a whole week

    @property
    def is_holiday(self) -> bool:
        return self.away_days >= self.policy.week.holiday_days

    @property
    def is_light(self) -> bool:
        return self.week.kind in LIGHT_WEEKS or self.is_holiday

    @property
    def is_maintenance(self) -> bool:
        """A maintenance week that the coach's band is meant for."""
        return self.week.kind == "maintenance" and not self.is_holiday and not self.is_race_touched

    @property
    def is_after_recovery(self) -> bool:
        return self.week.kind != "recovery"

    @property
    def binds(self) -> bool:
        """Whether the week has days enough for INV-17, 22, 32 and 33."""
        return self.usable_days >= self.policy.week.usable_days

    @property
    def name(self) -> str:
        return f"week {self.week.index}"


TEST = "F24"


def is_fast(session: Session, policy: Policy) -> bool:
    """A fast workout, or a race, which stands for one (0.2)."""
    if session.ingredient in {"fast", "race"}:
        return True
    return is_fast_amount(quality_m=session.quality_m, quality_s=session.quality_s, policy=policy)
