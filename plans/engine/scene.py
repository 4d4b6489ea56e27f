"""One week to arrange, and what is asked of it."""

from dataclasses import dataclass

from plans.engine.days import Day
from plans.engine.dose import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.long_run import LongWish
from plans.engine.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    week: WeekPlan
    days: tuple[Day, ...]
    frame: PlanFrame
    progress: Progress

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
