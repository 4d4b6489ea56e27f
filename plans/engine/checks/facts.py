"""One week of a plan as the invariants look at it, and what counts as fast."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from plans.engine.checks.rules import LIGHT_WEEKS, is_fast_amount, tolerance_m
from plans.engine.policy import Policy
from plans.engine.response import Check, Session, Severity, Step, Week

DAY = timedelta(days=1)
TOLD = 3  # so many breaches are told in one line; the rest are counted


@dataclass(frozen=True, kw_only=True)
class WeekFacts:
    """One week of a plan. `usable_days` are neither blacked out nor without minutes."""

    week: Week
    policy: Policy
    usable_days: int
    blackout_days: int
    has_race: bool
    is_race_touched: bool

    @cached_property
    def runs(self) -> tuple[Session, ...]:
        return tuple(session for session in self.week.sessions if session.distance_m > 0)

    @cached_property
    def training_runs(self) -> tuple[Session, ...]:
        return tuple(session for session in self.runs if session.ingredient != "race")

    @cached_property
    def run_dates(self) -> tuple[date, ...]:
        return tuple(sorted({session.date for session in self.runs}))

    @cached_property
    def running_s(self) -> float:
        return sum(session.duration_s for session in self.runs)

    @cached_property
    def fast(self) -> tuple[Session, ...]:
        return tuple(session for session in self.week.sessions if is_fast(session, self.policy))

    @cached_property
    def longest_m(self) -> float:
        return max((session.distance_m for session in self.runs), default=0)

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(self.week.start + DAY * day for day in range((self.week.end - self.week.start).days + 1))

    @property
    def is_holiday(self) -> bool:
        return self.blackout_days >= self.policy.week.holiday_days

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
    def tolerance_m(self) -> float:
        return tolerance_m(self.week.distance_m, self.policy)

    @property
    def name(self) -> str:
        return f"week {self.week.index}"


def is_fast(session: Session, policy: Policy) -> bool:
    """A fast workout, or a race, which stands for one (0.2)."""
    if session.ingredient in ("fast", "race"):
        return True
    return is_fast_amount(quality_m=session.quality_m, quality_s=session.quality_s, policy=policy)


def work_steps(steps: Sequence[Step]) -> Iterator[Step]:
    """Every `work` step as often as it is run."""
    for step in steps:
        if step.kind == "work":
            yield step
        for _ in range(step.count or 1):
            yield from work_steps(step.steps or ())


def verdict(name: str, breaches: Sequence[str], measured: str, *, severity: Severity = "error") -> Check:
    """The check's line: what was measured, or where it fails."""
    told = "; ".join(breaches[:TOLD])
    more = f" and {len(breaches) - TOLD} more" if len(breaches) > TOLD else ""
    return Check(id=name, ok=not breaches, severity=severity, detail=f"{told}{more}" if breaches else measured)
