"""Ways out of a plan that cannot be: each is tried as a whole plan before it is offered (planning.md 5.2)."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from plans.engine.checks.readiness import touched_shares
from plans.engine.contract import ContractError, dump, load_request, merge_patch
from plans.engine.frame import spring_quality
from plans.engine.policy import Policy
from plans.engine.request import PlanRequest, Quality
from plans.engine.response import PlanResponse, Remedy
from plans.engine.settle import Settled, curve_for
from plans.engine.wording import say_day, say_week

LONGEST_SEARCH_WEEKS = 45
NAMES = {
    "marathon": "marathon pace",
    "threshold": "threshold running",
    "interval": "intervals",
    "repetition": "repetitions",
    "hill": "hills",
}
GOOD = frozenset({"OK", "SPLIT"})
LOWER_STEPS = (1.0, 0.97, 0.94, 0.90, 0.86, 0.82, 0.78, 0.74, 0.70, 0.65, 0.60, 0.55, 0.50, 0.45, 0.40, 0.34, 0.28)
LOWER_FIRST = (1.0, 0.94)
SPRING_GROWTH = 1.03
TRIES, LOWER_TRIES = 4, 8

Change = dict[str, Any]
TryPlan = Callable[[PlanRequest], PlanResponse]


def earliest_start(settled: Settled) -> date | None:
    """The first week start from which the plan would be OK (by its volumes); None if there is none."""
    weeks = _enough_weeks(settled)
    return settled.season.off_season_start + timedelta(weeks=weeks) if weeks else None


def _enough_weeks(settled: Settled, week1_m: float | None = None) -> int | None:
    """The fewest whole weeks that make a full plan; found by halving, for more weeks never hurt."""
    if settled.season.gap_weeks < settled.runner.policy.season.refuse_gap_weeks:
        return None

    def is_enough(weeks: int) -> bool:
        return curve_for(settled, weeks=weeks, week1_m=week1_m).status in GOOD

    is_good = week1_m is None and settled.curve.status in GOOD
    most = settled.season.weeks if is_good else LONGEST_SEARCH_WEEKS
    if not is_good and not is_enough(most):
        return None
    return bisect_left(range(most), True, key=is_enough)


def remedies(settled: Settled, answer: PlanResponse, *, try_plan: TryPlan) -> tuple[Remedy, ...]:
    """The remedies that work; joining the spring plan later comes first."""
    trials = _Trials(document=dump(settled.request), policy=settled.runner.policy, try_plan=try_plan)
    is_limited = "TIME_LIMITED" in answer.flags
    later = None if is_limited else trials.first_good(_join_later(settled))
    lower = trials.first_good(_lower_week1(settled, answer), tries=LOWER_TRIES)
    # More weeks do not make longer days, and some first weeks no winter can reach: then a lower first week as well.
    low_m = float(lower.change["spring_plan"]["week1_m"]) if lower else None
    found: list[Remedy | None] = [later]
    for offers in (_shorter_plan, _later_start):
        first_weeks: list[float | None] = [] if is_limited else [None]
        # Other lengths come out a little otherwise: what the lower first week just reaches may then be too much.
        first_weeks += [round(share * low_m, -2) for share in LOWER_FIRST] if low_m else []
        tried = (trials.first_good(offers(settled, week1_m)) for week1_m in first_weeks)
        found.append(next((offer for offer in tried if offer), None))
    return tuple(offer for offer in (*found, lower) if offer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trials:
    """Offers tried as whole plans."""

    document: Change
    policy: Policy
    try_plan: TryPlan

    def first_good(self, offers: Iterator[Remedy], *, tries: int = TRIES) -> Remedy | None:
        tried = (self._tried(offer) for offer in islice(offers, tries))
        return next((offer for offer in tried if offer), None)

    def _tried(self, offer: Remedy) -> Remedy | None:
        """The offer, if it gives a full plan; where only fast running is missing, with less of that to begin with."""
        try:
            request = load_request(merge_patch(self.document, offer.change))
        except ContractError:
            return None
        found = self.try_plan(request)
        if found.status in GOOD:
            return offer
        quality = _reached_quality(request, found, self.policy)
        if quality is None:
            return None
        softer = replace(offer, change=merge_patch(offer.change, {"spring_plan": {"week1_quality": quality}}))
        softer = replace(softer, text=f"{offer.text} {_what_less(request, quality, self.policy)}")
        again = self.try_plan(load_request(merge_patch(self.document, softer.change)))
        return softer if again.status in GOOD else None


def _reached_quality(request: PlanRequest, found: PlanResponse, policy: Policy) -> list[Change] | None:
    """What the spring plan may ask after these weeks, zone by zone; None where that is not what is missing."""
    shares = touched_shares(request, found, policy=policy)
    least = policy.checks.touched_share
    if not found.weeks or all(share >= least for share in shares.values()):
        return None
    asked = spring_quality(request, policy=policy)
    return [_softer(asked[zone], min(1.0, share / least)) for zone, share in shares.items() if share > 0]


def _what_less(request: PlanRequest, quality: list[Change], policy: Policy) -> str:
    """Which fast running the first weeks then do without, and whether they have less of the rest."""
    asked, kept = spring_quality(request, policy=policy), {row["zone"]: row for row in quality}
    gone = " and ".join(NAMES[zone] for zone in asked if zone not in kept)
    if not gone:
        return "Its first weeks then ask for less fast running, too."
    is_less = any(row != _softer(asked[zone], 1.0) for zone, row in kept.items())
    return f"Its first weeks then leave out {gone}" + (", and ask for less of the rest." if is_less else ".")


def _softer(quality: Quality, share: float) -> Change:
    amounts = {"duration_s": quality.duration_s, "distance_m": quality.distance_m, "count": quality.count}
    lower = {name: int(share * amount) for name, amount in amounts.items() if amount}
    return {"zone": quality.zone, **{name: amount for name, amount in lower.items() if amount > 0}}


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
    """Fewer spring weeks; `low_m`: from a lower first week, where the asked one is out of reach."""
    total, week1_m = settled.season.spring_weeks, low_m or settled.week1_m
    for weeks in range(total - _missing_weeks(settled, week1_m), 1, -1):
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
                f"Start {_a(weeks)} {weeks}-week plan on {_say_day(start)}{_from(low_m, settled)}, "
                f"for a race on {_say_day(day)}."
            )
            change = {
                "a_race": {"date": day.isoformat()},
                "spring_plan": {"weeks": weeks, **_first_week(settled, week1_m)},
            }
            yield Remedy(code="LATER_START", text=text, change=change)


def _a(number: int) -> str:
    return "an" if number in {8, 11, 18} else "a"


def _say_day(day: date) -> str:
    return f"{say_day(day)} {day.year}"


def _missing_weeks(settled: Settled, week1_m: float) -> int:
    """How many more weeks before spring would do; at least one, none found: out of reach."""
    enough = _enough_weeks(settled, week1_m)
    return LONGEST_SEARCH_WEEKS if enough is None else max(1, enough - settled.season.weeks)


def _from(low_m: float | None, settled: Settled) -> str:
    return f" that begins at {_say(low_m, settled)}" if low_m else ""


def _first_week(settled: Settled, week1_m: float) -> Change:
    return {"week1_m": week1_m, "week1_long_m": round(settled.week1_long_m * week1_m / settled.week1_m, -2)}


def _lower_week1(settled: Settled, answer: PlanResponse) -> Iterator[Remedy]:
    rules = settled.runner.policy
    reached_m = max((week.distance_m for week in answer.weeks[-rules.checks.ready_weeks :]), default=0)
    # Where the first week is reached already, other things are missing: hold it, and let the trial say which.
    most_m = min(settled.week1_m + 50, reached_m / rules.volume.ready_share or settled.week1_m)
    for goal_m in (share * most_m for share in LOWER_STEPS):
        week1_m = round(goal_m - 50, -2)
        if 0 < week1_m <= settled.week1_m and _curve_is_good(settled, 0, week1_m):
            text = f"Take a spring plan that begins at {_say(week1_m, settled)} instead of {_say(settled.week1_m, settled)}."
            if _say(week1_m, settled) == _say(settled.week1_m, settled):
                text = f"Keep a spring plan that begins at {_say(week1_m, settled)}."
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
