"""What the invariants of section 7 are judged on: one plan with its request, asked the same questions many times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from plans.engine.checks.facts import DAY, WeekFacts, is_fast
from plans.engine.checks.rules import is_hard_long, long_limit_min, run_days_range
from plans.engine.library import family_of
from plans.engine.policy import Policy
from plans.engine.recovery import Clearance, clearance, recovery_fractions
from plans.engine.request import WEEKDAYS, PlanRequest, RaceBetween
from plans.engine.response import Ability, Flag, PlanResponse, Session, Severity, Week


@dataclass(frozen=True, kw_only=True)
class Ground:
    request: PlanRequest
    response: PlanResponse
    policy: Policy

    @cached_property
    def weeks(self) -> tuple[WeekFacts, ...]:
        return tuple(self._facts(week) for week in self.response.weeks)

    @cached_property
    def after_recovery(self) -> tuple[WeekFacts, ...]:
        return tuple(week for week in self.weeks if week.is_after_recovery)

    @cached_property
    def recovery(self) -> tuple[WeekFacts, ...]:
        return tuple(week for week in self.weeks if not week.is_after_recovery)

    @cached_property
    def last_weeks(self) -> tuple[WeekFacts, ...]:
        return self.weeks[-self.policy.checks.ready_weeks :]

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        ordered = chain.from_iterable(week.sessions for week in self.response.weeks)
        return tuple(sorted(ordered, key=lambda session: (session.date, session.order)))

    @cached_property
    def runs(self) -> tuple[Session, ...]:
        return tuple(session for session in self.sessions if session.distance_m > 0)

    @cached_property
    def races_run(self) -> tuple[RaceBetween, ...]:
        """Races in between that the plan holds; one that it leaves out excuses nothing."""
        dates = {session.date for session in self.sessions if session.ingredient == "race"}
        return tuple(race for race in self.request.races_between if race.date in dates)

    @property
    def flags(self) -> tuple[Flag, ...]:
        return self.response.flags

    @property
    def is_full_plan(self) -> bool:
        return self.response.status in ("OK", "SPLIT")

    @property
    def readiness_severity(self) -> Severity:
        """INV-08, 09 and 39 stop a plan only where it promises to be a full one."""
        return "error" if self.is_full_plan else "warning"

    @property
    def spacing_severity(self) -> Severity:
        return "warning" if "SPACING_RELAXED" in self.flags else "error"

    @property
    def is_time_limited(self) -> bool:
        return "TIME_LIMITED" in self.flags

    @property
    def is_returning(self) -> bool:
        return self.request.athlete.injury == "returning"

    @property
    def level(self) -> Ability:
        return self.response.ability or "intermediate"

    @property
    def baseline_m(self) -> float:
        return self.response.baseline.distance_m if self.response.baseline else 0.0

    @property
    def baseline_long_m(self) -> float:
        return self.response.baseline.longest_m if self.response.baseline else 0.0

    @property
    def target_m(self) -> float:
        """t of 4.3: the week that the cut leaves."""
        return (1 - (self.response.cut.value if self.response.cut else 0.0)) * self.baseline_m

    @property
    def race_day(self) -> date:
        return self.request.fall_race.date

    @property
    def age(self) -> int | None:
        born = self.request.athlete.birth_date
        if born is None:
            return None
        return self.race_day.year - born.year - ((self.race_day.month, self.race_day.day) < (born.month, born.day))

    @property
    def is_masters(self) -> bool:
        return self.age is not None and self.age >= self.policy.week.masters_age

    @property
    def is_veteran(self) -> bool:
        return self.age is not None and self.age >= self.policy.week.veteran_age

    @cached_property
    def run_days(self) -> tuple[int, int]:
        return run_days_range(self.request.athlete.usual_run_days, level=self.level, policy=self.policy)

    @cached_property
    def long_limit_min(self) -> float:
        return long_limit_min(level=self.level, a_race_m=self.request.a_race.distance_m, policy=self.policy)

    @property
    def recovered_distance_m(self) -> float:
        """What the runner recovers from: for a race not finished what was covered (2.2)."""
        race = self.request.fall_race
        return (race.covered_m or 0.0) if race.status == "dnf" else race.distance_m

    @cached_property
    def clearance(self) -> Clearance:
        race = self.request.fall_race
        if race.status == "dns":
            idle = self.policy.week.idle_days
            return Clearance(
                rest_min_days=0, rest_max_days=idle, first_strides_day=0, first_fast_day=0, first_heavy_day=0
            )
        return clearance(
            self.recovered_distance_m,
            age=self.age,
            level=self.level,
            climb_m=race.climb_m,
            effort=race.effort,
            break_days=self.request.policy.break_days,
            policy=self.policy,
        )

    @cached_property
    def fractions(self) -> tuple[float, ...]:
        race = self.request.fall_race
        if race.status == "dns":
            return (self.policy.recovery.no_race_share,)
        return recovery_fractions(
            self.recovered_distance_m,
            baseline_m=self.baseline_m,
            age=self.age,
            level=self.level,
            climb_m=race.climb_m,
            effort=race.effort,
            break_days=self.request.policy.break_days,
            policy=self.policy,
        )

    def limit_min(self, day: date) -> float | None:
        """Minutes for running and gym on this date: 0 when blacked out, None without limit."""
        if self.is_blacked_out(day):
            return 0.0
        return self.request.athlete.available_min.get(WEEKDAYS[day.weekday()])

    def is_blacked_out(self, day: date) -> bool:
        return any(span.start <= day <= span.end for span in self.request.blackouts)

    def race_clearance(self, race: RaceBetween) -> Clearance:
        """2.3 after a race in between: a short C race is run with half the effort (5.3 (4))."""
        short = race.priority == "C" and race.distance_m <= self.policy.recovery.clearance[1].distance_m
        return clearance(
            race.distance_m,
            age=self.age,
            level=self.level,
            effort="training" if short else "raced",
            policy=self.policy,
        )

    def is_hard(self, session: Session) -> bool:
        """Judged anew, not believed; a run that the plan itself calls hard is hard as well."""
        if session.hard or is_fast(session, self.policy) or (session.ingredient == "long" and session.quality_s > 0):
            return True
        facts = self.week_of(session.date)
        if facts is None or not session.distance_m or session.distance_m < facts.longest_m:
            return False
        return is_hard_long(
            duration_s=session.duration_s,
            distance_m=session.distance_m,
            week_m=facts.week.distance_m,
            policy=self.policy,
        )

    def week_of(self, day: date) -> WeekFacts | None:
        return next((facts for facts in self.weeks if facts.week.start <= day <= facts.week.end), None)

    def families(self, facts: WeekFacts) -> list[str]:
        return [family for session in facts.fast if (family := family_of(session.code))]

    def _facts(self, week: Week) -> WeekFacts:
        dates = [week.start + DAY * day for day in range((week.end - week.start).days + 1)]
        limits = [self.limit_min(day) for day in dates]
        return WeekFacts(
            week=week,
            policy=self.policy,
            usable_days=sum(limit != 0 for limit in limits),
            blackout_days=sum(self.is_blacked_out(day) for day in dates),
            has_race=any(session.ingredient == "race" for session in week.sessions),
            is_race_touched=any(self._is_touched(race, dates) for race in self.races_run),
        )

    def _is_touched(self, race: RaceBetween, dates: Sequence[date]) -> bool:
        last = race.date + DAY * max(0, self.race_clearance(race).first_fast_day - 1)
        return dates[0] <= last and race.date <= dates[-1]
