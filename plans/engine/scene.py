"""One week to arrange, and what is asked of it."""

from dataclasses import dataclass, field

from plans.engine.days import Day
from plans.engine.fast_plan import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.long_run import LongWish
from plans.engine.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    week: WeekPlan
    days: tuple[Day, ...]
    frame: PlanFrame
    progress: Progress
    allowed_m: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        allowed_m = tuple(self.progress.longest_allowed_m(day.date) for day in self.days)
        object.__setattr__(self, "allowed_m", allowed_m)

    @property
    def rooms_m(self) -> dict[int, float]:
        """How far one run may go on each day: by its minutes, and by the runs of the last 30 days (INV-14)."""
        runner = self.frame.runner
        return {at: min(day.room_m(runner), self.allowed_m[at]) for at, day in enumerate(self.days)}

    @property
    def race(self) -> int | None:
        """The offset of the day with a race in between, if the week has one."""
        return next((at for at, day in enumerate(self.days) if day.race), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What the week is asked for; each next attempt asks for less."""

    needs_long: bool
    needs_fast: bool
    is_relaxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Workouts:
    """The long run that is wished for and the fast workouts chosen for this week."""

    wish: LongWish
    fast: FastPlan | None = None
    second: FastPlan | None = None
