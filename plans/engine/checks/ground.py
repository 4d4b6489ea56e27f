"""What the invariants of section 7 are judged on: one plan with its request, asked the same questions many times."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter

from plans.engine.checks.facts import WeekFacts, is_fast
from plans.engine.checks.rules import is_hard_long
from plans.engine.checks.verdict import family_in
from plans.engine.policy import Policy
from plans.engine.recovery import (
    Clearance,
    clearance,
    clearance_without_race,
    fractions_without_race,
    recovery_fractions,
)
from plans.engine.request import WEEKDAYS, PlanRequest, RaceBetween
from plans.engine.response import Ability, Flag, PlanResponse, Session, Severity, Week
from plans.engine.runner import long_limit_min, middle_run_days, run_days_range
from plans.engine.season import age_on
from plans.engine.volume import grown

DAY = timedelta(days=1)
MIXED = {"F21": "mixed"}


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
    def runs(self) -> list[Session]:
        """In order of time; weeks follow each other, and so do their sessions."""
        return sorted([run for facts in self.weeks for run in facts.runs], key=attrgetter("date", "order"))

    @cached_property
    def run_dates(self) -> set[date]:
        return {day for facts in self.weeks for day in facts.run_dates}

    @cached_property
    def fast_dates(self) -> list[date]:
        return sorted({run.date for facts in self.weeks for run in facts.fast})

    @cached_property
    def hard_runs(self) -> list[Session]:
        return [run for facts in self.weeks for run in facts.runs if self._is_hard(run, facts)]

    @cached_property
    def hard_dates(self) -> list[date]:
        return sorted({run.date for run in self.hard_runs})

    @cached_property
    def heavy(self) -> list[Session]:
        return [session for week in self.response.weeks for session in week.sessions if session.heavy]

    @cached_property
    def races_run(self) -> tuple[RaceBetween, ...]:
        """Races in between that the plan holds; one that it leaves out excuses nothing."""
        if not self.request.races_between:
            return ()
        sessions = (session for week in self.response.weeks for session in week.sessions)
        dates = {session.date for session in sessions if session.ingredient == "race"}
        return tuple(race for race in self.request.races_between if race.date in dates)

    @property
    def flags(self) -> tuple[Flag, ...]:
        return self.response.flags

    @property
    def is_full_plan(self) -> bool:
        return self.response.status in {"OK", "SPLIT"}

    @property
    def leads_to_spring(self) -> bool:
        """Whether a spring plan follows: not in the block between two races, nor in a plan without weeks."""
        return bool(self.weeks) and self.response.spring_plan is not None and self.response.status != "MULTI_RACE"

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
    def is_low_frequency(self) -> bool:
        return "LOW_FREQUENCY" in self.flags

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

    @cached_property
    def settled(self) -> list[WeekFacts]:
        """Maintenance weeks that are not down, holiday, near a race, or still on the ramp from recovery."""
        settled, earlier = [], list[float]()
        is_first = True
        for facts in self.weeks:
            if facts.is_maintenance and self._could_reach(earlier, is_first=is_first):
                settled.append(facts)
            is_first = is_first and facts.week.phase != "maintenance"
            earlier.append(facts.week.distance_m)
        return settled

    def _could_reach(self, earlier: list[float], *, is_first: bool) -> bool:
        rules = self.policy.volume
        reach_m = grown(max(earlier, default=0.0), earlier_m=earlier, rules=rules)
        if is_first:
            reach_m = max(reach_m, rules.band_floor * self.baseline_m)
        return reach_m >= self.target_m

    @property
    def race_day(self) -> date:
        return self.request.fall_race.date

    @cached_property
    def age(self) -> int | None:
        return age_on(self.request.athlete.birth_date, self.race_day)

    @property
    def is_masters(self) -> bool:
        return self.age is not None and self.age >= self.policy.week.masters_age

    @property
    def is_veteran(self) -> bool:
        return self.age is not None and self.age >= self.policy.week.veteran_age

    @cached_property
    def usual_days(self) -> int:
        return self.request.athlete.usual_run_days or middle_run_days(self.level, policy=self.policy)

    @cached_property
    def run_days(self) -> tuple[int, int]:
        return run_days_range(self.usual_days, level=self.level, policy=self.policy)

    @cached_property
    def long_limit_min(self) -> float:
        return long_limit_min(level=self.level, a_race_m=self.request.a_race.distance_m, policy=self.policy)

    @property
    def recovered_m(self) -> float:
        """What the runner recovers from: for a race not finished what was covered (2.2)."""
        race = self.request.fall_race
        return race.covered_m if race.status == "dnf" and race.covered_m is not None else race.distance_m

    @cached_property
    def clearance(self) -> Clearance:
        race = self.request.fall_race
        if race.status == "dns":
            return clearance_without_race(self.request.policy.break_days, policy=self.policy)
        return clearance(
            self.recovered_m,
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
            return fractions_without_race(
                self.request.policy.break_days, first_days=self._first_days, policy=self.policy
            )
        return recovery_fractions(
            self.recovered_m,
            baseline_m=self.baseline_m,
            age=self.age,
            level=self.level,
            climb_m=race.climb_m,
            effort=race.effort,
            break_days=self.request.policy.break_days,
            first_days=self._first_days,
            policy=self.policy,
        )

    @property
    def _first_days(self) -> int:
        return len(self.weeks[0].dates) if self.weeks else 7

    def is_clear(self, facts: WeekFacts, first_day: int) -> bool:
        """Whether the whole week lies at or after this day counted from the race."""
        return (facts.week.start - self.race_day).days >= first_day

    @cached_property
    def limits_min(self) -> tuple[float | None, ...]:
        """Minutes for running and gym by weekday, None without limit."""
        return tuple(self.request.athlete.available_min.get(day) for day in WEEKDAYS)

    @cached_property
    def away(self) -> frozenset[date]:
        """Blacked-out dates from the race to the plan's last day."""
        if not self.request.blackouts or not self.response.weeks:
            return frozenset()
        first, last = self.race_day, self.response.weeks[-1].end
        spans = ((max(first, span.start), min(last, span.end)) for span in self.request.blackouts)
        return frozenset(start + DAY * at for start, end in spans for at in range((end - start).days + 1))

    def limit_min(self, day: date) -> float | None:
        """Minutes for running and gym on this date: 0 when blacked out, None without limit."""
        return 0.0 if day in self.away else self.limits_min[day.weekday()]

    @cached_property
    def race_clearances(self) -> tuple[tuple[RaceBetween, Clearance], ...]:
        """The days of 2.3 after each race in between that is run."""
        return tuple((race, self._race_clearance(race)) for race in self.races_run)

    def _race_clearance(self, race: RaceBetween) -> Clearance:
        """A short C race is run with half the effort (5.3 (4))."""
        short = race.priority == "C" and race.distance_m <= self.policy.recovery.short_c_race_m
        return clearance(
            race.distance_m,
            age=self.age,
            level=self.level,
            effort="training" if short else "raced",
            policy=self.policy,
        )

    @cached_property
    def kept_for_races(self) -> frozenset[date]:
        """Days that 2.3 keeps free of running after a race in between."""
        rests = ((race.date, days.rest_min_days) for race, days in self.race_clearances)
        return frozenset(day + DAY * at for day, rest in rests for at in range(1, rest + 1))

    @cached_property
    def quality_again(self) -> date:
        """Back from an injury: the first day after so many weeks at half the old volume, the last day of all if none is."""
        rules = self.policy.volume
        half_m = rules.quality_again_share * self.baseline_m
        ends = [facts.week.end + DAY for facts in self.weeks if facts.week.distance_m >= half_m]
        return ends[rules.quality_again_weeks - 1] if len(ends) >= rules.quality_again_weeks else date.max

    def week_of(self, day: date) -> WeekFacts | None:
        return self._week_by_day.get(day)

    @cached_property
    def _week_by_day(self) -> Mapping[date, WeekFacts]:
        return {day: facts for facts in reversed(self.weeks) for day in facts.dates}

    def families(self, facts: WeekFacts) -> list[str]:
        """The kinds of fast running in a week; a mixed workout is a kind of its own, and so is a race."""
        return [MIXED.get(run.code) or family_in(run) or run.ingredient for run in facts.fast]

    @cached_property
    def earlier_longest_m(self) -> Mapping[date, float | None]:
        """For each day with a run: the longest run of the 30 days before it, history and fall race included.

        A race of 30 km or more counts as the longest training run of the block before it, shorter ones as run.
        """
        found: dict[date, float | None] = {}
        days = timedelta(days=self.policy.long_run.spike_days)
        waiting = deque(sorted([*self._history(), *self._counted_m()]))
        # The longest of a moving window: whatever is shorter than a later run never counts again.
        window: deque[tuple[date, float]] = deque()
        for day in sorted(self.run_dates):
            while waiting[0][0] < day:
                run = waiting.popleft()
                while window and window[-1][1] <= run[1]:
                    window.pop()
                window.append(run)
            while window and window[0][0] < day - days:
                window.popleft()
            found[day] = window[0][1] if window else None
        return found

    def _counted_m(self) -> Iterator[tuple[date, float]]:
        longest_m = 0.0
        for run in self.runs:
            if run.ingredient == "race" and run.distance_m >= self.policy.long_run.training_race_m:
                yield run.date, longest_m
            else:
                longest_m = max(longest_m, run.distance_m)
                yield run.date, run.distance_m

    def _history(self) -> list[tuple[date, float]]:
        history, race = self.request.history, self.request.fall_race
        ends = ((week.start + 6 * DAY, week.longest_m) for week in history.weeks)
        weeks = [(end, metres) for end, metres in ends if metres is not None and end < race.date]
        block_m = max([self.baseline_long_m, *(metres for _, metres in weeks)])
        raced_m = self.recovered_m if race.status != "dns" else 0.0
        # Without dated weeks the usual long run is what is known of the block before the race.
        is_block = raced_m >= self.policy.long_run.training_race_m or race.status == "dns" or not weeks
        return [*weeks, (race.date, max(block_m if is_block else raced_m, history.longest_30d_m or 0.0))]

    def _is_hard(self, run: Session, facts: WeekFacts) -> bool:
        """Judged anew, not believed; a run that the plan itself calls hard is hard as well (0.2)."""
        if run.hard or (run.ingredient == "long" and run.quality_s > 0) or is_fast(run, self.policy):
            return True
        if run.duration_s >= self.policy.hard_day.long_min * 60:
            return True
        return run.distance_m >= facts.longest_m and is_hard_long(
            duration_s=run.duration_s, distance_m=run.distance_m, week_m=facts.week.distance_m, policy=self.policy
        )

    def _facts(self, week: Week) -> WeekFacts:
        first, away, limits = week.start.toordinal(), self.away, self.limits_min
        dates = [date.fromordinal(day) for day in range(first, week.end.toordinal() + 1)]
        here = [day for day in dates if day not in away] if away else dates
        return WeekFacts(
            week=week,
            policy=self.policy,
            dates=dates,
            usable_days=sum([limits[day.weekday()] != 0 for day in here]),
            away_days=len(dates) - len(here),
            is_race_touched=any(_is_touched(race, days, dates) for race, days in self.race_clearances),
        )


def _is_touched(race: RaceBetween, clearance: Clearance, dates: Sequence[date]) -> bool:
    last = race.date + DAY * max(0, clearance.first_fast_day - 1)
    return dates[0] <= last and race.date <= dates[-1]
