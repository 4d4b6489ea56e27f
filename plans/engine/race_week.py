"""The days from the end of a block to its second race: easy running, a few strides, rest (planning.md 5.2).

They belong to no week of the plan, which ends the day before (INV-40): a page shows them (decision 0035).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from typing import Literal

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.request import WEEKDAYS, PlanRequest
from plans.engine.response import Ability
from plans.engine.runner import middle_run_days

EVE = 1
# Days before the race that run, the most useful first; two days before it nobody does.
RUN_ORDER = (EVE, 3, 5, 4, 6, 7, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceWeekDay:
    """`minutes` of easy running; `strides` at the end of it."""

    date: date
    kind: Literal["rest", "easy", "race"]
    minutes: int = 0
    strides: int = 0


def race_week(
    request: PlanRequest, *, start: date, level: Ability, policy: Policy = DEFAULT_POLICY
) -> tuple[RaceWeekDay, ...]:
    """Every day from `start` to race day. Runs keep their number and lose their length (Bosquet 2007)."""
    race_day = request.a_race.date
    days = [start + timedelta(days=at) for at in range((race_day - start).days + 1)]
    runs = dict(_runs(request, start, level, policy))
    return tuple(
        RaceWeekDay(date=day, kind="race") if day == race_day else runs.get(day, RaceWeekDay(date=day, kind="rest"))
        for day in days
    )


def _runs(request: PlanRequest, start: date, level: Ability, policy: Policy) -> Iterator[tuple[date, RaceWeekDay]]:
    """As many as the athlete runs in a week, the race counted, on days that have time for one."""
    rules, usual = policy.season, request.athlete.usual_run_days or middle_run_days(level, policy=policy)
    left = usual - 1
    for before in RUN_ORDER:
        day = request.a_race.date - timedelta(days=before)
        wanted = rules.race_eve_min if before == EVE else rules.race_week_min[level]
        minutes = min(wanted, _room_min(request, day))
        if left and day >= start and minutes >= policy.week.run_min[0]:
            left -= 1
            strides = rules.race_eve_strides if before == EVE else 0
            yield day, RaceWeekDay(date=day, kind="easy", minutes=int(minutes), strides=strides)


def _room_min(request: PlanRequest, day: date) -> float:
    if any(away.start <= day <= away.end for away in request.blackouts):
        return 0
    minutes = request.athlete.available_min.get(WEEKDAYS[day.weekday()])
    return inf if minutes is None else minutes
