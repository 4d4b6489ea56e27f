"""Which races between the two goal races are run, and why the others are left out (planning.md 5.3 (4))."""

from dataclasses import dataclass
from datetime import timedelta

from plans.engine.days import Clear
from plans.engine.policy import HALF_M
from plans.engine.request import RaceBetween
from plans.engine.settle import Settled
from plans.engine.wording import Voice

LAST_DAYS, APART_DAYS = 14, 21
HALF_FROM_M = 0.99 * HALF_M


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    race: RaceBetween
    reason: str


def chosen_races(settled: Settled, clear: Clear) -> tuple[tuple[RaceBetween, ...], tuple[LeftOut, ...]]:
    """The races to run, oldest first, and those that the plan does without."""
    chosen: list[RaceBetween] = []
    left_out: list[LeftOut] = []
    for race in sorted(settled.request.races_between, key=lambda race: race.date):
        against = _against(race, chosen, settled, clear)
        if against:
            left_out.append(LeftOut(race=race, reason=against))
        else:
            chosen.append(race)
    return tuple(chosen), tuple(left_out)


def _against(race: RaceBetween, chosen: list[RaceBetween], settled: Settled, clear: Clear) -> str:
    blackouts = settled.request.blackouts
    grounds = (
        (race.date < clear.fast, "it comes before you may run fast again"),
        (
            race.date >= settled.season.plan_start - timedelta(days=LAST_DAYS),
            "the last two weeks before the spring plan are for freshening up",
        ),
        (any(away.start <= race.date <= away.end for away in blackouts), "you are away that day"),
        (
            any((race.date - before.date).days < APART_DAYS for before in chosen),
            "one race in three weeks is enough in the off-season",
        ),
        (
            race.distance_m >= HALF_FROM_M and any(before.distance_m >= HALF_FROM_M for before in chosen),
            "one half-marathon or longer is enough for one off-season",
        ),
    )
    return next((reason for holds, reason in grounds if holds), "")


def told(left: LeftOut, voice: Voice) -> str:
    """The sentence that says so, for the week the race would stand in."""
    name = f"The {left.race.name}" if left.race.name else f"Your {voice.race(left.race.distance_m)} race"
    return f"{name} on {left.race.date.day} {left.race.date:%B} is not in this plan: {left.reason}."
