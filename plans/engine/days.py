"""The days of one week: what each of them has room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.engine.policy import KM
from plans.engine.policy_week import MINUTE_S
from plans.engine.request import WEEKDAYS, Blackout, RaceBetween, Weekday
from plans.engine.runner import Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """From which dates on what is allowed after a race; it binds the days after that race only."""

    race: date
    run: date
    strides: date
    fast: date
    heavy: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One date. `run_min` minutes for running and gym (infinite where there is no limit), 0 when it is no run day."""

    date: date
    run_min: float
    home_min: float
    is_blackout: bool
    may_run: bool
    may_stride: bool
    may_be_fast: bool
    may_lift_heavy: bool
    race: RaceBetween | None = None

    @property
    def weekday(self) -> Weekday:
        return WEEKDAYS[self.date.weekday()]

    def room_m(self, runner: Runner) -> float:
        return self.run_min * MINUTE_S / runner.easy_s_per_km * KM


def days_between(
    start: date,
    end: date,
    *,
    runner: Runner,
    clear: Sequence[Clear],
    blackouts: Sequence[Blackout],
    races: Sequence[RaceBetween],
) -> tuple[Day, ...]:
    """The week's days; `clear` holds one entry for the goal race and one for each race since."""
    return tuple(
        _day(start + timedelta(days=offset), runner=runner, clear=clear, blackouts=blackouts, races=races)
        for offset in range((end - start).days + 1)
    )


def _day(
    on: date, *, runner: Runner, clear: Sequence[Clear], blackouts: Sequence[Blackout], races: Sequence[RaceBetween]
) -> Day:
    away = any(blackout.start <= on <= blackout.end for blackout in blackouts)
    minutes = 0.0 if away else runner.limit_min(WEEKDAYS[on.weekday()])
    shortest = runner.policy.week.run_min[0]
    clear = [rule for rule in clear if on > rule.race]
    return Day(
        date=on,
        run_min=minutes,
        home_min=0.0 if away else runner.athlete.home_min,
        is_blackout=away,
        may_run=minutes >= shortest and all(on >= rule.run for rule in clear),
        may_stride=all(on >= rule.strides for rule in clear),
        may_be_fast=minutes >= runner.sessions.split.shortest_fast_min and all(on >= rule.fast for rule in clear),
        may_lift_heavy=all(on >= rule.heavy for rule in clear),
        race=None if away else next((race for race in races if race.date == on), None),
    )
