"""What the weeks so far leave to the next one: last hard day, longest runs, workouts used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from plans.engine.dose import FastPlan, zone_amounts
from plans.engine.placement import Layout
from plans.engine.policy import Policy
from plans.engine.response import Session, Week
from plans.engine.runner import Runner

Amounts = Mapping[str, tuple[float, float, int]]
NEVER = -99  # as the week of a workout that has not been run
LONG_AGO = 9  # days; nothing binds that far
FAST = frozenset({"fast", "race"})


@dataclass(frozen=True, slots=True)
class FastDone:
    week: int
    amounts: Amounts


@dataclass(slots=True, kw_only=True)
class Diary:
    """It is written week by week while a plan is filled.

    `runs` are (date, metres), the block before the race included, without those that a later one outdid.
    """

    policy: Policy
    runs: list[tuple[date, float]]
    last_hard: date | None = None
    last_fast: date | None = None
    last_heavy: date | None = None
    last_barefoot: date | None = None
    last_run: date | None = None
    streak: int = 0  # days in a row with running, up to `last_run`
    fast_log: list[FastDone] = field(default_factory=list)
    last_weeks: dict[str, int] = field(default_factory=dict)
    last_sets: frozenset[tuple[str, int]] = frozenset()  # last week's workouts, by code and reps
    weeks_m: list[float] = field(default_factory=list)
    longest_training_m: float = 0.0
    strength_weeks: int = 0
    strides_weeks: int = 0
    sprint_weeks: int = 0
    settled_weeks: int = 0
    long_weeks_ago: int = 0
    recovery_weeks: int = 0
    had_fast: bool = False  # in the last week that had days enough for it
    was_away: bool = False  # on some day of the last week
    full_weeks: int = 9  # since the last lighter week
    usual_days: tuple[int | None, int | None] | None = None

    def days_since(self, last: date | None, day: date) -> int:
        return LONG_AGO if last is None else min(LONG_AGO, (day - last).days)

    def streak_before(self, day: date) -> int:
        """Days in a row with running that end on the eve of `day`."""
        return self.streak if self.last_run is not None and (day - self.last_run).days == 1 else 0

    def longest_m(self, first: date, last: date) -> float:
        """The longest run before `first` that is at most 30 days old on `last`; 0 when there is none (INV-14)."""
        since, longest_m = last - timedelta(days=self.policy.long_run.spike_days), 0.0
        for on, metres in self.runs:
            if metres > longest_m and since <= on < first:
                longest_m = metres
        return longest_m

    def last_week_of(self, name: str) -> int:
        """The last week with a workout of this code or family."""
        return self.last_weeks.get(name, NEVER)

    def amounts_since(self, week: int) -> dict[str, tuple[float, float, int]]:
        """Metres, seconds and reps by zone in the fast workouts from this week on."""
        found: dict[str, tuple[float, float, int]] = {}
        for done in self.fast_log:
            if done.week >= week:
                for zone, (metres, seconds, count) in done.amounts.items():
                    before = found.get(zone, (0.0, 0.0, 0))
                    found[zone] = (before[0] + metres, before[1] + seconds, before[2] + count)
        return found

    def add(
        self,
        week: Week,
        *,
        fasts: list[FastPlan],
        is_settled: bool,
        had_long: bool,
        was_away: bool,
        had_sprints: bool,
        asks_fast: bool,
        layout: Layout,
        runner: Runner,
    ) -> None:
        """Write down a week that has been filled."""
        for session in week.sessions:
            if session.distance_m:
                self._add_run(session)
            elif session.heavy:
                self.last_heavy = session.date
            elif session.ingredient == "minimalist":
                self.last_barefoot = session.date
        ingredients = {session.ingredient for session in week.sessions}
        for plan in fasts:
            self.fast_log.append(FastDone(week.index, zone_amounts(plan, runner)))
            self.last_weeks[plan.code] = self.last_weeks[plan.family] = week.index
        self.last_sets = frozenset([(plan.code, plan.count) for plan in fasts])
        self.weeks_m.append(float(week.distance_m))
        self.strength_weeks += "strength" in ingredients
        self.strides_weeks += any(session.strides for session in week.sessions)
        self.sprint_weeks += had_sprints
        self.settled_weeks += is_settled
        self.recovery_weeks += week.phase == "recovery"
        self.long_weeks_ago = 0 if had_long else self.long_weeks_ago + 1
        self.was_away = was_away
        if asks_fast:
            self.had_fast = not ingredients.isdisjoint(FAST)
        self.full_weeks = 0 if week.kind == "down" else self.full_weeks + 1
        if had_long and layout.fast is not None:
            self.usual_days = (layout.long, layout.fast)

    def _add_run(self, session: Session) -> None:
        if session.hard:
            self.last_hard = session.date
        if session.ingredient in FAST:
            self.last_fast = session.date
        is_long_race = session.ingredient == "race" and session.distance_m >= self.policy.long_run.training_race_m
        self.longest_training_m = max(self.longest_training_m, 0.0 if is_long_race else session.distance_m)
        # Such a race counts as the longest training run before it (INV-14).
        counted_m = self.longest_training_m if is_long_race else float(session.distance_m)
        # A run never is the longest of any 30 days again once a later one was as long.
        while self.runs and self.runs[-1][1] <= counted_m:
            self.runs.pop()
        self.runs.append((session.date, counted_m))
        if session.date != self.last_run:
            self.streak = self.streak_before(session.date) + 1
            self.last_run = session.date
