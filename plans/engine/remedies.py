"""Ways out of a plan that cannot be: each is tried as a whole plan before it is offered (planning.md 5.2)."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from plans.engine.contract import dump
from plans.engine.response import PlanResponse, Remedy
from plans.engine.settle import Settled, curve_for
from plans.engine.trials import GOOD, Change, Offer, Trial, Trials, TryPlan
from plans.engine.wording import say_day, say_week

LONGEST_SEARCH_WEEKS = 45
PEAK_BEFORE_RACE_WEEKS = 3
LOWERED = GOOD | {"UNDERPREPARED"}


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
    if settled.is_second_race:
        return ()
    trials = Trials(
        now=Trial(offer=_as_asked(settled), request=settled.request, found=answer, policy=settled.runner.policy),
        document=dump(settled.request),
        try_plan=try_plan,
        is_worth_a_plan=partial(_curve_is_good, settled),
    )
    lower = trials.lower() if settled.curve.status in LOWERED else None
    asked_m = _first_week_to_ask(settled, trials.low_m)
    ladders = (_join_later(settled), _shorter_plan(settled, asked_m), _later_start(settled, asked_m))
    found = [trials.first_good(ladder) for ladder in ladders]
    return tuple(offer for offer in (*found, lower) if offer)


def _as_asked(settled: Settled) -> Offer:
    return Offer(
        code="LOWER_WEEK1",
        week1_m=settled.week1_m,
        more_weeks=0,
        text_for=partial(_lower_text, settled),
        change_for=partial(_spring_change, settled, None),
    )


def _first_week_to_ask(settled: Settled, low_m: float | None) -> float:
    """The one asked; where no winter reaches it, the lower one of these weeks, or else what a settled week holds."""
    if _enough_weeks(settled, settled.week1_m) is not None:
        return settled.week1_m
    settled_m = round((1 - settled.cut.value) * settled.runner.baseline.distance_m, -2)
    return low_m or min(settled.week1_m, settled_m)


def _join_later(settled: Settled) -> Iterator[Offer]:
    """Start in the spring plan's week k + 1, at the volume which that plan has by then, or a little below it."""
    rules, total = settled.runner.policy.season, settled.season.spring_weeks
    growth = _spring_growth(settled)
    for late in range(1, total - 1):
        asked_m = round(settled.week1_m * growth**late, -2)
        yield Offer(
            code="JOIN_LATER",
            week1_m=asked_m,
            more_weeks=late,
            least_m=max(settled.week1_m, rules.join_least * asked_m),
            text_for=partial(_join_text, settled, late, asked_m),
            change_for=partial(_spring_change, settled, total - late),
        )


def _spring_growth(settled: Settled) -> float:
    """What a spring plan grows by in a week: as most do, or evenly to its own peak where that is lower."""
    usual, peak_m = settled.runner.policy.season.spring_growth, settled.request.spring_plan.peak_m
    if not peak_m:
        return usual
    weeks = max(1, settled.season.spring_weeks - PEAK_BEFORE_RACE_WEEKS - 1)
    own = float((peak_m / settled.week1_m) ** (1 / weeks))
    return min(usual, max(1.0, own))


def _join_text(settled: Settled, late: int, asked_m: float, week1_m: float) -> str:
    total, least = settled.season.spring_weeks, f", where it may ask for {_say(asked_m, settled)} by then"
    return (
        f"Join your {total}-week spring plan in week {late + 1}, at about {_say(week1_m, settled)}"
        f"{least if week1_m < asked_m else ''}: the weeks before it are what you still need to get there."
    )


def _shorter_plan(settled: Settled, week1_m: float) -> Iterator[Offer]:
    """Fewer spring weeks."""
    total = settled.season.spring_weeks
    for weeks in range(total - 1, 1, -1):
        yield Offer(
            code="SHORTER_PLAN",
            week1_m=week1_m,
            more_weeks=total - weeks,
            text_for=partial(_shorter_text, settled, weeks),
            change_for=partial(_spring_change, settled, weeks),
        )


def _shorter_text(settled: Settled, weeks: int, week1_m: float) -> str:
    return f"Choose a spring plan of {weeks} weeks instead of {settled.season.spring_weeks}{_from(week1_m, settled)}."


def _later_start(settled: Settled, week1_m: float) -> Iterator[Offer]:
    """The same plan, weeks later, towards a later race."""
    for later in range(1, LONGEST_SEARCH_WEEKS):
        yield Offer(
            code="LATER_START",
            week1_m=week1_m,
            more_weeks=later,
            text_for=partial(_later_text, settled, later),
            change_for=partial(_later_change, settled, later),
        )


def _later_text(settled: Settled, later: int, week1_m: float) -> str:
    weeks, race = settled.season.spring_weeks, settled.request.a_race.date
    start, day = settled.season.plan_start + timedelta(weeks=later), race + timedelta(weeks=later)
    begins = _from(week1_m, settled)
    return f"Start {_a(weeks)} {weeks}-week plan on {_say_day(start)}{begins}, for a race on {_say_day(day)}."


def _later_change(settled: Settled, later: int, week1_m: float) -> Change:
    day = settled.request.a_race.date + timedelta(weeks=later)
    return {"a_race": {"date": day.isoformat()}, **_spring_change(settled, settled.season.spring_weeks, week1_m)}


def _lower_text(settled: Settled, week1_m: float) -> str:
    now, then = _say(settled.week1_m, settled), _say(week1_m, settled)
    if now == then:
        return f"Keep a spring plan that begins at {then}."
    return f"Take a spring plan that begins at {then} instead of {now}."


def _spring_change(settled: Settled, weeks: int | None, week1_m: float) -> Change:
    first = {"week1_m": week1_m, "week1_long_m": round(settled.week1_long_m * week1_m / settled.week1_m, -2)}
    return {"spring_plan": {"weeks": weeks, **first} if weeks else first}


def _curve_is_good(settled: Settled, offer: Offer) -> bool:
    """A quick look at the volumes before a whole plan is tried."""
    weeks = settled.season.weeks + offer.more_weeks
    return curve_for(settled, weeks=weeks, week1_m=offer.week1_m).status in GOOD


def _a(number: int) -> str:
    return "an" if number in {8, 11, 18} else "a"


def _say_day(day: date) -> str:
    return f"{say_day(day)} {day.year}"


def _from(week1_m: float, settled: Settled) -> str:
    then = _say(week1_m, settled)
    return "" if then == _say(settled.week1_m, settled) else f" that begins at {then}"


def _say(metres: float, settled: Settled) -> str:
    runner = settled.runner
    return f"{say_week(metres, runner.athlete.unit, easy_s_per_km=runner.easy_s_per_km)} a week"
