"""How long the spring plan could be, and what each length would leave: volumes only, so that it takes no time."""

from dataclasses import dataclass, replace
from typing import Any, Final

from plans.coach_rules import policy_of
from plans.engine.contract import ContractError, load_request
from plans.engine.gate import refusal
from plans.engine.policy import DEFAULT_POLICY, FIFTY_KM_M, HALF_M, Policy
from plans.engine.request import PlanRequest
from plans.engine.season import usual_spring_weeks
from plans.engine.settle import Settled, settle
from plans.words import wording

SHORTEST: Final = 6
LENGTHS: Final = (
    (HALF_M - 1, (6, 8, 10, 12, 14)),
    (FIFTY_KM_M - 1, (10, 12, 14, 16, 18, 20)),
    (float("inf"), (12, 16, 18, 20, 24)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpringChoice:
    """`value` is what the form sends: empty for the usual length, which then stays the usual one."""

    value: str
    weeks: int
    start: str
    gist: str
    is_usual: bool
    is_good: bool


def spring_choices(request: dict[str, Any]) -> tuple[SpringChoice, ...]:
    """Sensible lengths for the A race, shortest first; without gists where nothing can be planned at all."""
    try:
        asked = load_request(request)
    except ContractError:
        return ()
    policy = policy_of(request)
    lengths = next(found for up_to, found in LENGTHS if asked.a_race.distance_m <= up_to)
    first = None if refusal(asked, policy=policy) else _settled(asked, policy)
    usual = usual_spring_weeks(asked.a_race.distance_m, level=first.level if first else "intermediate", policy=policy)
    chosen = {asked.spring_plan.weeks} - {None}
    return tuple(
        _choice(asked, weeks, usual, policy=policy, can_settle=first is not None)
        for weeks in sorted({*lengths, usual, *chosen})
    )


def fitting_length(request: dict[str, object]) -> int | None:
    """The longest spring plan that is shorter than the asked one and leaves enough weeks, by the volumes alone."""
    try:
        asked = load_request(request)
    except ContractError:
        return None
    policy = policy_of(request)
    first = None if refusal(asked, policy=policy) else _settled(asked, policy)
    if first is None or first.is_second_race:
        return None
    for weeks in range(first.season.spring_weeks - 1, SHORTEST - 1, -1):
        tried = _settled(replace(asked, spring_plan=replace(asked.spring_plan, weeks=weeks)), policy)
        if tried is not None and tried.curve.status in {"OK", "SPLIT"}:
            return weeks
    return None


def _choice(asked: PlanRequest, weeks: int, usual: int, *, policy: Policy, can_settle: bool) -> SpringChoice:
    longer = replace(asked, spring_plan=replace(asked.spring_plan, weeks=weeks))
    tried = _settled(longer, policy) if can_settle else None
    return SpringChoice(
        value="" if weeks == usual else str(weeks),
        weeks=weeks,
        start=wording.short_day(tried.season.plan_start) if tried and not tried.is_second_race else "",
        gist=_gist(tried, asked.athlete.unit) if tried else "",
        is_usual=weeks == usual,
        is_good=tried is not None and tried.curve.status in {"OK", "SPLIT"},
    )


def _settled(asked: PlanRequest, policy: Policy) -> Settled | None:
    """None also where a coach's own number leaves nothing to reckon with; the plan itself then says so."""
    try:
        return settle(asked, policy=policy)
    except (ArithmeticError, LookupError, ValueError):
        if policy == DEFAULT_POLICY:
            raise
        return None


def _gist(tried: Settled, unit: str) -> str:
    kinds = [week.phase for week in tried.curve.weeks]
    if tried.is_second_race:
        return "too close: one block from race to race"
    if not kinds:
        return "no weeks between"
    said = f"{len(kinds)} week{'' if len(kinds) == 1 else 's'} off-season"
    if tried.curve.status == "RECOVERY_ONLY":
        return f"{said}, all recovery"
    if tried.curve.status == "UNDERPREPARED":
        return f"{said}, {_short_by(tried, unit)} short of week\N{NO-BREAK SPACE}1"
    if tried.curve.status == "SPLIT":
        return f"{said}, {kinds.count('base')} base"
    return f"{said}, {kinds.count('maintenance')} maintenance"


def _short_by(tried: Settled, unit: str) -> str:
    rules = tried.runner.policy
    reached_m = max(week.distance_m for week in tried.curve.weeks[-rules.checks.ready_weeks :])
    short_m = max(tried.week1_m - reached_m, (1 - rules.volume.ready_share) * tried.week1_m)
    return wording.distance(short_m, unit)
