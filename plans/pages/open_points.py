"""What a published plan leaves open, told to the athlete: where it falls short, what would change it, what to know."""

from dataclasses import dataclass

from plans.engine.response import PlanResponse
from plans.models import OffSeason
from plans.words import wording
from plans.words.advice import Advice, flag_advice, status_advice
from plans.words.coach import way_out


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoints:
    """`with_whom` is the coach's first name; empty for who builds their own plan. `ways` are told, never pressed here."""

    with_whom: str
    advice: Advice | None
    shortfall: str
    ways: tuple[str, ...]
    flags: tuple[Advice, ...]


def open_points(off_season: OffSeason, plan: PlanResponse) -> OpenPoints | None:
    """None for a plan that needs no word."""
    advice, flags, coach = status_advice(plan), flag_advice(plan), off_season.athlete.coach
    if not plan.weeks or not (advice or flags or plan.remedies):
        return None
    return OpenPoints(
        with_whom=coach.user.get_short_name() if coach else "",
        advice=advice,
        shortfall=shortfall(plan, off_season.athlete.unit),
        ways=tuple(wording.in_unit(way_out(remedy.text), off_season.athlete.unit) for remedy in plan.remedies),
        flags=flags,
    )


def shortfall(plan: PlanResponse, unit: str) -> str:
    """ "6.5 mi short of its first week, 3 mi of its first long run" """
    if plan.shortfall is None:
        return ""
    week, long_run = (wording.distance(metres, unit) for metres in (plan.shortfall.week1_m, plan.shortfall.long_m))
    parts = [f"{week} short of its first week" if plan.shortfall.week1_m else ""]
    parts.append(f"{long_run} short of its first long run" if plan.shortfall.long_m else "")
    return ", ".join(part for part in parts if part)
