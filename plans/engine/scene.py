"""One week to fill, with its days and what the weeks before left; and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from math import inf

from plans.engine.days import Day
from plans.engine.diary import Diary
from plans.engine.dose import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.grid import Grid
from plans.engine.long_run import LongWish, long_wish
from plans.engine.placement import Layout
from plans.engine.record import record
from plans.engine.spike import longest_allowed_m


@record
class Masks:
    """Days of a week as bit masks: with any minutes; to run on; not near before a race; not near before the spring plan."""

    available: int
    open: int
    calm: int
    early: int
    fast: int


@record
class Scene:
    """`race`: the offset of the day with a race in between, if the week has one. `reserved_min`: minutes of each day that are kept free for strides or strength at home.

    `rooms_m`: how far one run may go in each day's minutes; `allowed_m`: what the runs of the last 30 days allow on every
    day of the week (INV-14).
    """

    week: WeekPlan
    days: Sequence[Day]
    frame: PlanFrame
    diary: Diary
    grid: Grid
    masks: Masks
    reserved_min: float = 0.0
    wish: LongWish = field(init=False)
    allowed_m: float = field(init=False)
    rooms_m: tuple[float, ...] = field(init=False)
    race: int | None = field(init=False)
    # Workouts already chosen for this week, by their room and whether they are gentle; it changes no result.
    chosen: dict[tuple[float, float, bool], FastPlan | None] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        longest_m = self.diary.longest_m(self.week.start, self.week.end)
        kept_m = self.frame.runner.metres(60 * self.reserved_min)
        rooms = tuple([day.room_m - kept_m for day in self.days])
        object.__setattr__(self, "wish", long_wish(self.week, self.frame, self.diary))
        object.__setattr__(self, "allowed_m", longest_allowed_m(longest_m, policy=self.diary.policy))
        object.__setattr__(self, "rooms_m", rooms)
        race = next((at for at, day in enumerate(self.days) if day.race), None) if self.frame.races else None
        object.__setattr__(self, "race", race)

    def longest_before_m(self, at: int) -> float:
        """The longest run of the 30 days before this day, as far as it came before the week."""
        return self.diary.longest_m(self.week.start, self.days[at].date)

    def allowed_on_m(self, at: int) -> float:
        return longest_allowed_m(self.longest_before_m(at), policy=self.diary.policy)

    @property
    def is_restart(self) -> bool:
        """Whether the first run since the goal race is still to come."""
        last = self.diary.last_run
        return self.week.phase == "recovery" and (last is None or last <= self.frame.clear.race)

    @property
    def is_first_after_long_race(self) -> bool:
        return self.is_restart and self.frame.is_long_race

    @property
    def is_quality_back(self) -> bool:
        """For who comes back from an injury: two weeks at half the old volume lie behind (5.3 (9))."""
        runner, rules = self.frame.runner, self.frame.policy.volume
        if not runner.is_returning:
            return True
        half_m = rules.quality_again_share * runner.baseline.distance_m
        return sum(week_m >= half_m for week_m in self.diary.weeks_m) >= rules.quality_again_weeks

    @property
    def is_limited(self) -> bool:
        """Whether the minutes of some day are counted."""
        return any(day.may_run and day.run_min != inf for day in self.days)

    def minutes(self, at: int) -> float:
        """Minutes of this day for one run, the limit of any run included (INV-15)."""
        runner = self.frame.runner
        left = self.days[at].run_min - self.reserved_min
        return min(left, runner.seconds(runner.long_limit_m) / 60)


def masks_of(days: Sequence[Day], frame: PlanFrame) -> Masks:
    available = runs = races = eves = fast = 0
    for at, day in enumerate(days):
        bit = 1 << at
        if day.run_min > 0:
            available |= bit
        if day.may_run:
            runs |= bit
        if day.may_be_fast:
            fast |= bit
        if day.race:
            races |= bit
        if frame.races and _is_race_eve(day.date, frame):
            eves |= bit
    calm = runs & ~eves
    early_days = (frame.plan_start - days[0].date).days - frame.policy.checks.fresh_days + 1
    early = (1 << min(max(0, early_days), len(days))) - 1
    return Masks(available=available, open=runs | races, calm=calm, early=early, fast=fast & calm & early)


def _is_race_eve(on: date, frame: PlanFrame) -> bool:
    """Too near before a race in between to be a hard day."""
    return any(0 < (race.date - on).days < frame.runner.fast_gap_days for race in frame.races)


@record
class Running:
    """`fast` and `second` are the week's workouts on `layout`'s days; `doubles` second runs by day.

    `lost_m`: the volume without room.
    """

    layout: Layout
    metres: Mapping[int, float]
    lost_m: float
    fast: FastPlan | None = None
    second: FastPlan | None = None
    doubles: Mapping[int, float] = field(default_factory=dict)
    is_relaxed: bool = False
    has_long: bool = False
    total_m: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total_m", sum(self.metres.values()) + sum(self.doubles.values()))


NO_RUNNING = Running(layout=Layout(0), metres={}, lost_m=0.0)
