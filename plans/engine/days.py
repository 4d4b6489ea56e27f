"""The days of one week: what each of them has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from plans.engine.policy import KM, MINUTE_S
from plans.engine.request import RaceBetween

if TYPE_CHECKING:
    from plans.engine.frame import PlanFrame

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """From which dates on what is allowed after a race; it binds the days after that race only."""

    race: date
    run: date
    strides: date
    fast: date
    heavy: date

    @property
    def latest(self) -> date:
        """From here on the race forbids nothing."""
        return max(self.run, self.strides, self.fast, self.heavy)


FREE = Clear(race=date.min, run=date.min, strides=date.min, fast=date.min, heavy=date.min)


@dataclass(slots=True)
class Day:
    """One date. `run_min` minutes for running and gym (infinite where there is no limit), 0 when it is no run day."""

    date: date
    run_min: float
    home_min: float
    room_m: float
    is_away: bool
    may_run: bool
    may_stride: bool
    may_be_fast: bool
    may_lift: bool
    may_lift_heavy: bool
    race: RaceBetween | None


def days_on(dates: Sequence[date], frame: "PlanFrame") -> list[Day]:
    runner, policy, limits_min = frame.runner, frame.policy, frame.runner.limits_min
    clears = [clear for clear in frame.clears if clear.race < dates[-1] and clear.latest > dates[0]]
    shortest_min, fast_min = policy.week.small_week_run_min, policy.sharing.shortest_fast_min
    metres_a_minute = MINUTE_S / runner.easy_s_per_km * KM
    goal_race_heavy, home_min, away = frame.clear.heavy, runner.athlete.home_min, frame.away
    days = []
    for on in dates:
        is_away = on in away
        minutes = 0.0 if is_away else limits_min[on.weekday()]
        clear = _clear_on(on, clears) if clears else FREE
        days.append(
            Day(
                date=on,
                run_min=minutes,
                home_min=0.0 if is_away else home_min,
                room_m=minutes * metres_a_minute,
                is_away=is_away,
                may_run=minutes >= shortest_min and on >= clear.run,
                may_stride=on >= clear.strides,
                may_be_fast=minutes >= fast_min and on >= clear.fast,
                # After a race in between only heavy lifting waits; after the goal race all of it does.
                may_lift=not is_away and on >= goal_race_heavy,
                may_lift_heavy=not is_away and on >= clear.heavy,
                race=_race_on(on, frame.races) if frame.races and not is_away else None,
            )
        )
    return days


def away_days(days: Sequence[Day], frame: "PlanFrame") -> int:
    """How many of them are blacked out; most plans have none to count."""
    return sum(day.is_away for day in days) if frame.away else 0


def is_touched(days: Sequence[Day], frame: "PlanFrame") -> bool:
    """Whether a race in between stands in this week, or its days of 2.3 reach into it."""
    first, last = days[0].date, days[-1].date
    return any(clear.race <= last and first < max(clear.fast, clear.race + DAY) for clear in frame.clears[1:])


def _clear_on(on: date, clears: Sequence[Clear]) -> Clear:
    """From which dates on what is allowed after all the races before this day."""
    before = [clear for clear in clears if clear.race < on]
    if len(before) < 2:  # noqa: PLR2004 - a second race
        return before[0] if before else FREE
    return Clear(
        race=max(clear.race for clear in before),
        run=max(clear.run for clear in before),
        strides=max(clear.strides for clear in before),
        fast=max(clear.fast for clear in before),
        heavy=max(clear.heavy for clear in before),
    )


def _race_on(on: date, races: Sequence[RaceBetween]) -> RaceBetween | None:
    return next((race for race in races if race.date == on), None)
