"""Requests that get no plan: safety first, then what cannot be planned, in the order of planning.md 5.2."""

from datetime import date, timedelta

from plans.engine.cut import needs_reason
from plans.engine.policy import DEFAULT_POLICY, KM, Policy
from plans.engine.request import Athlete, MedicalFlag, PlanRequest
from plans.engine.response import Error
from plans.engine.season import age_on

NEVER_CLEARED = frozenset({"pregnancy", "postpartum"})
YEARS = range(1900, 2200)
LONGEST_SEASON = timedelta(days=2 * 366)


def needs_clinician(request: PlanRequest, *, policy: Policy = DEFAULT_POLICY) -> bool:
    """REFER: a safety flag that no clinician has cleared within a year."""
    today = request.today or request.fall_race.date
    return any(not _is_cleared(flag, today, policy) for flag in request.athlete.medical_flags)


def _is_cleared(flag: MedicalFlag, today: date, policy: Policy) -> bool:
    if flag.name in NEVER_CLEARED or flag.cleared_on is None:
        return False
    if flag.since is not None and flag.cleared_on < flag.since:
        return False
    return today - timedelta(days=policy.limits.cleared_days) <= flag.cleared_on <= today


def refusal(request: PlanRequest, *, policy: Policy = DEFAULT_POLICY) -> Error | None:
    """The first reason not to plan, with the field to change; None when there is none."""
    return (
        _absurd(request, policy)
        or _calendar(request)
        or _order(request)
        or _days(request.athlete, policy)
        or _cut_range(request, policy)
    )


def _absurd(request: PlanRequest, policy: Policy) -> Error | None:
    limits = policy.limits
    age = age_on(request.athlete.birth_date, request.fall_race.date)
    if age is not None and not limits.youngest <= age <= limits.oldest:
        return Error(
            code="E_INPUT",
            message=f"athlete.birth_date: {age} years old; plans are for ages {limits.youngest} to {limits.oldest}",
        )
    for path, race in (("history.best_race", request.history.best_race), ("fall_race", request.fall_race)):
        if race is not None and race.duration_s and race.duration_s / race.distance_m * KM < limits.fastest_s_per_km:
            return Error(code="E_INPUT", message=f"{path}.duration_s: faster than 2:00 per km")
    backwards = [n for n, blackout in enumerate(request.blackouts) if blackout.end < blackout.start]
    if backwards:
        return Error(code="E_INPUT", message=f"blackouts.{backwards[0]}.end: before its start")
    return None


def _calendar(request: PlanRequest) -> Error | None:
    """A slip in a year asks for weeks by the thousand, or for days that no calendar has."""
    for path, race in (("fall_race", request.fall_race), ("a_race", request.a_race)):
        if race.date.year not in YEARS:
            return Error(code="E_INPUT", message=f"{path}.date: the year {race.date.year}; look at it again")
    if request.a_race.date - request.fall_race.date > LONGEST_SEASON:
        return Error(code="E_INPUT", message="a_race.date: more than two years after the fall race")
    return None


def _order(request: PlanRequest) -> Error | None:
    if request.a_race.date <= request.fall_race.date:
        return Error(code="E_ORDER", message="a_race.date: not after the fall race")
    return None


def _days(athlete: Athlete, policy: Policy) -> Error | None:
    closed = [day for day, minutes in athlete.available_min.items() if minutes == 0]
    if 7 - len(closed) < policy.limits.fewest_days:
        return Error(code="E_DAYS", message="athlete.available_min: at least two weekdays are needed")
    return None


def _cut_range(request: PlanRequest, policy: Policy) -> Error | None:
    cut, reason = request.policy.cut, (request.policy.cut_reason or "").strip()
    age = age_on(request.athlete.birth_date, request.fall_race.date)
    if age is not None and age < policy.week.adult_age and cut is None:
        return Error(code="E_CUT_RANGE", message="policy.cut: a coach gives the cut for a runner under 18")
    if cut is not None and needs_reason(cut, policy=policy) and not reason:
        low, high = policy.cut.low, policy.cut.high
        return Error(code="E_CUT_RANGE", message=f"policy.cut: outside {low:.2f}-{high:.2f} it needs a cut_reason")
    return None
