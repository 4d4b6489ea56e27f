"""What the weeks so far leave to the next one: last hard day, longest runs, workouts used."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from plans.engine.dose import zone_amounts
from plans.engine.fast_plan import FastPlan
from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.response import Session, Week

Amounts = Mapping[str, tuple[float, float, int]]


@dataclass(frozen=True, slots=True)
class FastDone:
    week: int
    code: str
    family: str
    amounts: Amounts
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`runs` are (date, metres) of the last weeks and of the block before the race."""

    last_hard: date | None = None
    last_fast: date | None = None
    last_heavy: date | None = None
    run_dates: tuple[date, ...] = ()
    runs: tuple[tuple[date, float], ...] = ()
    fast_log: tuple[FastDone, ...] = ()
    weeks_m: tuple[float, ...] = ()
    longest_settled_m: float = 0.0
    strength_weeks: int = 0
    strides_weeks: int = 0
    settled_weeks: int = 0
    long_weeks_ago: int = 0
    recovery_weeks: int = 0
    flags: frozenset[str] = field(default_factory=frozenset)

    def streak_before(self, day: date) -> int:
        """Days in a row with running that end on the eve of `day`."""
        dates, streak = set(self.run_dates), 0
        while day - timedelta(days=streak + 1) in dates:
            streak += 1
        return streak

    def longest_allowed_m(self, day: date, *, policy: Policy = DEFAULT_POLICY) -> float:
        """INV-14: what one run on `day` may measure after the last 30 days; 0 when nothing is known."""
        rules = policy.long_run
        since = day - timedelta(days=rules.spike_days)
        longest = max((metres for on, metres in self.runs if since <= on < day), default=0.0)
        return max(rules.spike * longest, longest + rules.spike_allowance_m)

    def codes_since(self, week: int) -> set[str]:
        return {done.code for done in self.fast_log if done.week >= week}

    def last_week_of(self, family: str) -> int:
        return max((done.week for done in self.fast_log if done.family == family), default=-99)

    def amounts_since(self, week: int) -> dict[str, tuple[float, float, int]]:
        found: dict[str, tuple[float, float, int]] = {}
        for done in self.fast_log:
            if done.week >= week:
                for zone, (metres, seconds, count) in done.amounts.items():
                    before = found.get(zone, (0.0, 0.0, 0))
                    found[zone] = (before[0] + metres, before[1] + seconds, before[2] + count)
        return found

    def after(self, week: Week, *, fasts: Sequence[FastPlan], is_settled: bool, had_long: bool) -> "Progress":
        sessions = week.sessions
        runs = tuple((session.date, float(session.distance_m)) for session in sessions if session.distance_m)
        recent = week.end - timedelta(days=60)
        longs = [session.distance_m for session in sessions if session.ingredient == "long"]
        settled_m = max([self.longest_settled_m, *longs]) if is_settled else self.longest_settled_m
        done = tuple(_done(week.index, plan) for plan in fasts)
        return replace(
            self,
            last_hard=_last(self.last_hard, (s.date for s in sessions if s.hard)),
            last_fast=_last(self.last_fast, (s.date for s in sessions if s.ingredient in {"fast", "race"})),
            last_heavy=_last(self.last_heavy, (s.date for s in sessions if s.heavy)),
            run_dates=(*(on for on in self.run_dates if on > recent), *(on for on, _ in runs)),
            runs=(*((on, metres) for on, metres in self.runs if on > recent), *runs),
            fast_log=(*self.fast_log, *done),
            weeks_m=(*self.weeks_m, float(week.distance_m)),
            longest_settled_m=settled_m,
            strength_weeks=self.strength_weeks + _has(sessions, "strength"),
            strides_weeks=self.strides_weeks + any(session.strides for session in sessions),
            settled_weeks=self.settled_weeks + is_settled,
            recovery_weeks=self.recovery_weeks + (week.phase == "recovery"),
            long_weeks_ago=0 if had_long else self.long_weeks_ago + 1,
        )


def _done(week: int, plan: FastPlan) -> FastDone:
    return FastDone(week, plan.code, plan.family, zone_amounts(plan.pieces), plan.count)


def _last(before: date | None, dates: Iterable[date]) -> date | None:
    return max([*dates, *([before] if before else [])], default=None)


def _has(sessions: Sequence[Session], ingredient: str) -> bool:
    return any(session.ingredient == ingredient for session in sessions)
