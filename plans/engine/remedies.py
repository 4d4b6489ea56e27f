"""Ways out of a plan that cannot be: each is tried before it is offered (planning.md 5.2)."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from math import inf
from typing import Any

from plans.engine.contract import dump, load_request, merge_patch
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.request import WEEKDAYS, PlanRequest
from plans.engine.response import PlanResponse, Remedy
from plans.engine.settle import Settled, curve_for
from plans.engine.wording import say_week

LONGEST_SEARCH_WEEKS = 45
GOOD = frozenset({"OK", "SPLIT"})
LOWER_STEPS = (0.97, 0.94, 0.90, 0.86, 0.82, 0.78, 0.74, 0.70, 0.65, 0.60, 0.55, 0.50, 0.45, 0.40)
SPRING_GROWTH = 1.03
ROOM_MIN = 45
TRIES = 3

Change = dict[str, Any]
TryPlan = Callable[[PlanRequest], PlanResponse]


def earliest_start(settled: Settled) -> date | None:
    """The first week start from which the plan would be OK (by its volumes); None if there is none."""
    weeks = _enough_weeks(settled)
    return settled.season.off_season_start + timedelta(weeks=weeks) if weeks else None


def _enough_weeks(settled: Settled, week1_m: float | None = None) -> int | None:
    """The fewest whole weeks that make a full plan; found by halving, for more weeks never hurt."""
    if settled.season.gap_weeks < DEFAULT_POLICY.season.refuse_gap_weeks:
        return None

    def is_enough(weeks: int) -> bool:
        return curve_for(settled, weeks=weeks, week1_m=week1_m).status in GOOD

    if not is_enough(LONGEST_SEARCH_WEEKS):
        return None
    return bisect_left(range(LONGEST_SEARCH_WEEKS), True, key=is_enough)


def remedies(settled: Settled, answer: PlanResponse, *, try_plan: TryPlan) -> tuple[Remedy, ...]:
    """The remedies that work, each tried as a whole plan; the one that changes least first."""
    trials = _Trials(document=dump(settled.request), try_plan=try_plan)
    lower = trials.first_good(_lower_week1(settled, answer))
    low_m = lower.change["spring_plan"]["week1_m"] if lower else None
    found: list[Remedy | None] = []
    if "TIME_LIMITED" not in answer.flags:
        offers = (_join_later(settled), _shorter_plan(settled, None), _later_start(settled, None))
        found = [trials.first_good(some) for some in offers]
    if not any(found) and ("TIME_LIMITED" in answer.flags or trials.too_much_m <= settled.week1_m):
        # More weeks do not make longer days: only a lower first week can help.
        low_m = low_m or trials.within_reach_m
        found = [trials.first_good(some) for some in (_shorter_plan(settled, low_m), _later_start(settled, low_m))]
    return tuple(offer for offer in (*found, lower) if offer)


@dataclass(slots=True, kw_only=True)
class _Trials:
    """Offers tried as whole plans. What the days could not hold once is not asked of them again."""

    document: Change
    try_plan: TryPlan
    too_much_m: float = inf
    held_m: float = 0.0

    @property
    def within_reach_m(self) -> float:
        return round(self.held_m / DEFAULT_POLICY.volume.ready_share - 50, -2)

    def first_good(self, offers: Iterator[Remedy]) -> Remedy | None:
        hopeful = (offer for offer in islice(offers, TRIES) if _week1_m(offer) < self.too_much_m)
        return next((offer for offer in hopeful if self._works(offer)), None)

    def _works(self, offer: Remedy) -> bool:
        found = self.try_plan(load_request(merge_patch(self.document, offer.change)))
        if found.status not in GOOD and "TIME_LIMITED" in found.flags:
            self.too_much_m = min(self.too_much_m, _week1_m(offer))
            self.held_m = max(week.distance_m for week in found.weeks[-DEFAULT_POLICY.checks.ready_weeks :])
        return found.status in GOOD


def _week1_m(offer: Remedy) -> float:
    return float(offer.change["spring_plan"]["week1_m"])


def _join_later(settled: Settled) -> Iterator[Remedy]:
    """Start in the spring plan's week k + 1, at the volume which that plan has by then."""
    total = settled.season.spring_weeks
    for late in range(1, total - 1):
        week1_m = round(settled.week1_m * SPRING_GROWTH**late, -2)
        text = (
            f"Join your {total}-week spring plan in week {late + 1}, at about {_say(week1_m, settled)}: "
            f"the weeks before it are what you still need to get there."
        )
        change = {"spring_plan": {"weeks": total - late, **_first_week(settled, week1_m)}}
        if _curve_is_good(settled, late, week1_m):
            yield Remedy(code="JOIN_LATER", text=text, change=change)


def _shorter_plan(settled: Settled, low_m: float | None) -> Iterator[Remedy]:
    """Fewer spring weeks; `low_m`: from a lower first week, where the days cannot hold the asked one."""
    total, week1_m = settled.season.spring_weeks, low_m or settled.week1_m
    needed = _missing_weeks(settled, week1_m)
    for weeks in range(total - needed, 1, -1):
        text = f"Choose a spring plan of {weeks} weeks instead of {total}{_from(low_m, settled)}."
        if not settled.is_second_race:
            change = {"spring_plan": {"weeks": weeks, **_first_week(settled, week1_m)}}
            yield Remedy(code="SHORTER_PLAN", text=text, change=change)


def _later_start(settled: Settled, low_m: float | None) -> Iterator[Remedy]:
    """The same plan, weeks later, towards a later race."""
    weeks, week1_m = settled.season.spring_weeks, low_m or settled.week1_m
    race = settled.request.a_race.date
    for later in range(_missing_weeks(settled, week1_m), LONGEST_SEARCH_WEEKS):
        start, day = settled.season.plan_start + timedelta(weeks=later), race + timedelta(weeks=later)
        if _curve_is_good(settled, later, week1_m):
            text = (
                f"Start a {weeks}-week plan on {start:%d %B %Y}{_from(low_m, settled)}, for a race on {day:%d %B %Y}."
            )
            change = {
                "a_race": {"date": day.isoformat()},
                "spring_plan": {"weeks": weeks, **_first_week(settled, week1_m)},
            }
            yield Remedy(code="LATER_START", text=text, change=change)


def _missing_weeks(settled: Settled, week1_m: float) -> int:
    """How many more weeks before spring would do; at least one, none found: out of reach."""
    enough = _enough_weeks(settled, week1_m)
    return LONGEST_SEARCH_WEEKS if enough is None else max(1, enough - settled.season.weeks)


def _from(low_m: float | None, settled: Settled) -> str:
    return f" that begins at {_say(low_m, settled)}" if low_m else ""


def _first_week(settled: Settled, week1_m: float) -> Change:
    return {"week1_m": week1_m, "week1_long_m": round(settled.week1_long_m * week1_m / settled.week1_m, -2)}


def _lower_week1(settled: Settled, answer: PlanResponse) -> Iterator[Remedy]:
    reached_m = max((week.distance_m for week in answer.weeks[-DEFAULT_POLICY.checks.ready_weeks :]), default=0)
    first = [reached_m / DEFAULT_POLICY.volume.ready_share] if reached_m else []
    for goal_m in [*first, *(share * settled.week1_m for share in LOWER_STEPS)]:
        week1_m = round(goal_m - 50, -2)
        if 0 < week1_m < settled.week1_m and _curve_is_good(settled, 0, week1_m):
            text = f"Take a spring plan that begins at {_say(week1_m, settled)} instead of {_say(settled.week1_m, settled)}."
            change = {"spring_plan": _first_week(settled, week1_m)}
            yield Remedy(code="LOWER_WEEK1", text=text, change=change)


def _curve_is_good(settled: Settled, more_weeks: int, week1_m: float) -> bool:
    """A quick look at the volumes before a whole plan is tried."""
    if settled.is_second_race:
        return False
    return curve_for(settled, weeks=settled.season.weeks + more_weeks, week1_m=week1_m).status in GOOD


def _say(metres: float, settled: Settled) -> str:
    runner = settled.runner
    return f"{say_week(metres, runner.athlete.unit, easy_s_per_km=runner.easy_s_per_km)} a week"


def availability_remedies(settled: Settled, *, try_plan: TryPlan) -> tuple[Remedy, ...]:
    """The smallest change of days that holds two runs and a fast workout (INV-17, INV-30), and what it is not."""
    runner = settled.runner
    by_room = sorted(WEEKDAYS, key=lambda day: (-runner.limit_min(day), WEEKDAYS.index(day)))
    short = [day for day in by_room[:2] if runner.limit_min(day) < ROOM_MIN]
    names = " and ".join(day.capitalize() for day in short)
    text = f"No week can hold a run and a fast workout in these minutes (INV-17, INV-30): make {ROOM_MIN} on {names}."
    change = {"athlete": {"available_min": dict.fromkeys(short, ROOM_MIN)}}
    found = try_plan(load_request(merge_patch(dump(settled.request), change)))
    if found.status not in GOOD:
        text += (
            " That makes weeks, but it does not reach the spring plan’s first week: it will want a way out of its own."
        )
    return (Remedy(code="MORE_TIME", text=text, change=change),)
