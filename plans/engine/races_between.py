"""Which races between the two goal races are run, and why the others are left out (planning.md 5.3 (4))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from plans.engine.days import Clear
from plans.engine.policy import MINUTE_S
from plans.engine.request import RaceBetween
from plans.engine.sessions import race_metres
from plans.engine.settle import Settled
from plans.engine.wording import Voice, say_day

NO_ROOM = "the weeks around it have no room for it yet"
TOO_LONG = "with its warm-up it is longer than that week can hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    race: RaceBetween
    reason: str


def chosen_races(
    settled: Settled, clear: Clear, misplaced: Sequence[RaceBetween] = ()
) -> tuple[tuple[RaceBetween, ...], tuple[LeftOut, ...]]:
    """The races to run, oldest first, and those that the plan does without; `misplaced` found no room in their weeks."""
    chosen: list[RaceBetween] = []
    left_out: list[LeftOut] = []
    for race in sorted(settled.request.races_between, key=lambda race: race.date):
        against = _against(race, chosen, settled, clear) or (NO_ROOM if race in misplaced else "")
        if against:
            left_out.append(LeftOut(race=race, reason=against))
        else:
            chosen.append(race)
    return tuple(chosen), tuple(left_out)


def _against(race: RaceBetween, chosen: list[RaceBetween], settled: Settled, clear: Clear) -> str:
    blackouts, rules = settled.request.blackouts, settled.runner.policy.season
    half_m = settled.runner.policy.recovery.long_race_m
    grounds = (
        (race.date < clear.fast, "it comes before you may run fast again"),
        (
            race.date >= settled.season.plan_start - timedelta(days=rules.race_last_days),
            "the last two weeks before the spring plan are for freshening up",
        ),
        (_is_too_long(race, settled), TOO_LONG),
        (any(away.start <= race.date <= away.end for away in blackouts), "you are away that day"),
        (
            any((race.date - before.date).days < rules.race_apart_days for before in chosen),
            "one race in three weeks is enough in the off-season",
        ),
        (
            race.distance_m >= half_m and any(before.distance_m >= half_m for before in chosen),
            "one half-marathon or longer is enough for one off-season",
        ),
    )
    return next((reason for holds, reason in grounds if holds), "")


def _is_too_long(race: RaceBetween, settled: Settled) -> bool:
    """Race and the fewest other runs, against what the curve has for that week (INV-05 excuses no race)."""
    runner, rules = settled.runner, settled.runner.policy.week
    weeks = zip(settled.curve.weeks, settled.season.week_spans, strict=False)
    week_m = next((week.distance_m for week, (start, end) in weeks if start <= race.date <= end), 0.0)
    others_m = (runner.run_days[0] - 2) * runner.metres(rules.easy_run_min * MINUTE_S)
    return race_metres(race, runner=runner) + others_m > week_m


def told(left: LeftOut, voice: Voice) -> str:
    """The sentence that says so, for the week the race would stand in."""
    name = f"The {left.race.name}" if left.race.name else f"Your {voice.race(left.race.distance_m)} race"
    return f"{name} on {say_day(left.race.date)} is not in this plan: {left.reason}."
