"""INV-01 to INV-06, 08 and 09: how far the weeks go."""

import itertools
from collections.abc import Iterator
from datetime import date
from statistics import mean

from tests.plans.engine.referee.case import Case, Rule
from tests.plans.engine.referee.tables import DAY, km, tol


def maintenance_band(case: Case) -> list[str] | None:
    weeks = [week for week in case.maintenance if not case.touched(week)]
    if not weeks:
        return None
    low, high = 0.60 * case.usual_m, 0.80 * case.usual_m
    ramp_low = low
    if case.cut_outside:
        low, high = case.settled_m - 0.05 * case.usual_m, case.settled_m + 0.05 * case.usual_m
        # Decided: on the way up from recovery a week may stand in the coach's band before it reaches a cut outside of it.
        ramp_low = min(low, ramp_low)
    return [
        f"{week.name}: {km(week.total_m)} outside {km(low)} - {km(high)}"
        for week in weeks
        if week.total_m > high + tol(high)
        or (not case.limited and week.total_m < (low if week in case.settled else ramp_low) - tol(low))
    ]


def settled_mean(case: Case) -> list[str] | None:
    weeks = [week for week in case.settled if not case.touched(week)]
    if not weeks:
        return None
    got, slack = mean(week.total_m for week in weeks), 0.05 * case.usual_m + tol(case.settled_m)
    if got > case.settled_m + slack or (got < case.settled_m - slack and not case.limited):
        return [f"mean of {len(weeks)} settled weeks {km(got)}, (1-c)B {km(case.settled_m)}"]
    return []


def lighter_weeks(case: Case) -> list[str] | None:
    lighter = [
        week
        for week in case.weeks
        if week.kind == "down" or (week.phase in ("maintenance", "base") and case.holiday(week))
    ]
    if not any(week.phase in ("maintenance", "base") for week in case.weeks):
        return None
    out = []
    for week in lighter:
        least = 0.50 * case.usual_m * min(1.0, len(case.usable(week)) / max(1, *case.usual))
        if week.total_m < least - tol(least):
            out.append(f"{week.name}: {km(week.total_m)} below {km(least)}")
    planned = [week for week in lighter if not case.holiday(week)]
    for a, b in itertools.pairwise(planned):
        full = [week for week in case.weeks if a.index < week.index < b.index and week not in lighter]
        if len(full) < 2:
            out.append(f"weeks {a.index} and {b.index} are both down, {len(full)} full weeks between")
    return out


def no_long_gaps(case: Case) -> list[str] | None:
    flagged = bool(case.athlete.get("medical_flags"))
    return [
        f"{len(gap)} days without running from {gap[0]} to {gap[-1]}"
        for gap in gaps(case)
        if len(gap) > gap_limit(case, gap) or (len(gap) > 14 and not flagged)
    ]


def gaps(case: Case) -> Iterator[list[date]]:
    """Stretches without running; days that are away or not available neither count nor end one."""
    running = {session.day for session in case.runs}
    open_days = [day for week in case.weeks for day in week.days if day in running or case.limit_s(day) > 0]
    for is_running, days in itertools.groupby(open_days, key=running.__contains__):
        if not is_running:
            yield list(days)


def gap_limit(case: Case, gap: list[date]) -> int:
    """INV-04's limit for a stretch without running; a stretch over a border may use the larger one."""
    most = 0
    for week in case.weeks:
        if not any(week.start <= day <= week.end for day in gap):
            continue
        if week.recovery and case.clearance:
            most = max(most, case.clearance.rest_max)
        else:
            most = max(most, 4 if len(week.run_days) <= 3 else 3)
    for session, clear, _ in case.races:
        if any(session.day < day <= session.day + DAY * clear.rest_max for day in gap):
            most = max(most, clear.rest_max)
    return max(most, case.policy.get("break_days") or 0) if gap[0] <= case.race_day + DAY * 14 else most


def growth(case: Case) -> list[str] | None:
    after = [(week, case.growth_limit(at)) for at, week in enumerate(case.weeks) if not week.recovery]
    return [
        f"{week.name}: {km(week.total_m)} above {km(limit)}"
        for week, limit in after
        if limit is not None and week.total_m > limit + tol(week.total_m)
    ]


def recovery_volume(case: Case) -> list[str] | None:
    weeks = [week for week in case.weeks if week.recovery]
    if not weeks:
        return None
    out = []
    for week in weeks:
        most = 1.10 * case.recovery_ceiling(week)
        if week.total_m > most + tol(most):
            out.append(f"{week.name}: {km(week.total_m)} above {km(most)}")
    return out


def reached(case: Case) -> float:
    return max((week.total_m for week in case.weeks[-3:]), default=0.0)


def reaches_plan(case: Case) -> list[str] | None:
    least = 0.95 * case.week1_m
    if case.limited or reached(case) >= least - tol(least):
        return []
    return [f"best of the last 3 weeks {km(reached(case))}, 0.95 W1 is {km(least)}"]


def freshen(case: Case) -> list[str] | None:
    top, last = reached(case), case.weeks[-1].total_m
    if last > 0.95 * top + tol(top) or (last < 0.80 * top - tol(top) and not case.limited):
        return [f"last week {km(last)} is {last / top if top else 0:.1%} of {km(top)}"]
    return []


RULES: dict[str, Rule] = {
    "INV-01": maintenance_band,
    "INV-02": settled_mean,
    "INV-03": lighter_weeks,
    "INV-04": no_long_gaps,
    "INV-05": growth,
    "INV-06": recovery_volume,
    "INV-08": reaches_plan,
    "INV-09": freshen,
}
