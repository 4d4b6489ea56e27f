"""INV-11 to INV-15: the long run and every other run's length."""

import math
from statistics import mean

from tests.plans.engine.referee.availability import in_gym
from tests.plans.engine.referee.case import Case, Rule
from tests.plans.engine.referee.sheet import Session, Week
from tests.plans.engine.referee.tables import LIGHTER, SHARE_CAP, km, tol


def one_long_run(case: Case) -> list[str] | None:
    if case.low_frequency:
        return None
    weeks = [week for week in case.weeks if not week.recovery and len(week.run_days) >= 3 and not case.touched(week)]
    if not weeks:
        return None
    out, skipped = [], -9
    for week in weeks:
        if case.athlete.get("long_run_every") == 2 and week.phase == "maintenance" and not week.longs:
            out += [f"{week.name}: second week without a long run"] if skipped == week.index - 1 else []
            skipped = week.index
            out += off_week(case, week)
        else:
            out += long_run_of(case, week)
    return out


def off_week(case: Case, week: Week) -> list[str]:
    """The week without a long run: longest 0.40-0.50 L0, or 60 min (beginner 45) where that is longer."""
    session = week.longest
    if not session:
        return []
    minutes = (45 if case.level == "beginner" else 60) * 60
    high = max(0.50 * case.usual_long_m, minutes / session.pace)
    low = min(
        0.40 * case.usual_long_m,
        SHARE_CAP[min(7, len(week.run_days))] * week.total_m,
        case.limit_s(session.day) / session.pace,
        case.spike_limit(session) or 1e9,
    )
    if session.metres > high + tol(high) or (session.metres < low - tol(low) and not case.limited):
        return [
            f"{week.name}: longest run {km(session.metres)} in a week without a long run, {km(low)} - {km(high)} wanted"
        ]
    return []


def long_run_of(case: Case, week: Week) -> list[str]:
    longs = sorted(week.longs, key=lambda session: -session.metres)
    if not longs:
        return [f"{week.name}: no long run"]
    if len(longs) > 2 or (len(longs) == 2 and not case.back_to_back(*sorted(session.day for session in longs))):
        return [f"{week.name}: {len(longs)} long runs"]
    top, others = longs[0], [session.metres for session in week.runs if session not in longs]
    out = []
    if others and max(others) > top.metres + 1e-6:
        out.append(f"{week.name}: long run {km(top.metres)}, another run {km(max(others))}")
    if others and top.metres < 1.2 * mean(others) - tol(top.metres) and not at_bound(case, week, top):
        out.append(
            f"{week.name}: long run {km(top.metres)} is {top.metres / mean(others):.2f} times the mean of the others"
        )
    return out


def at_bound(case: Case, week: Week, session: Session) -> bool:
    """Is the long run at one of the bounds of INV-13, 14, 15, 30?"""
    gym = sum(
        other.seconds
        for other in week.sessions
        if other.day == session.day and other is not session and (other.run or in_gym(case, other))
    )
    bounds = [
        (0.80 if week.phase == "maintenance" else 1.0) * case.usual_long_m, case.spike_limit(session) or math.inf, case.time_cap_s / session.pace,
        (case.limit_s(session.day) - gym) / session.pace,
    ]  # fmt: skip
    return any(session.metres >= bound - max(tol(bound), case.grid(session)) for bound in bounds if bound < math.inf)


def share_cap(week: Week, *, first_recovery: bool = False) -> float:
    cap = SHARE_CAP[max(1, min(7, len(week.run_days)))]
    return cap + 0.05 if cap <= 0.50 and (week.kind in LIGHTER or first_recovery) else cap


def long_share(case: Case) -> list[str] | None:
    if case.low_frequency:
        return None
    out = []
    for week in case.weeks:
        if not week.longest or case.touched(week):
            continue
        cap = share_cap(week, first_recovery=week.recovery and week.index == 1)
        if week.longest.metres > cap * week.total_m + tol(cap * week.total_m):
            share = week.longest.metres / week.total_m
            out.append(
                f"{week.name}: longest {km(week.longest.metres)} is {share:.1%} with {len(week.run_days)} run days ({cap:.0%})"
            )
    return out


def long_scaled(case: Case) -> list[str] | None:
    weeks = [week for week in case.weeks if (week in case.settled or week.phase == "rebuild") and week.longs]
    if not weeks or not case.usual_long_m or not case.settled:
        return None
    out = []
    for week in weeks:
        session = max(week.longs, key=lambda other: other.metres)
        high = (0.80 if week in case.settled else 1.0) * case.usual_long_m
        if session.metres > high + tol(high):
            out.append(f"{week.name}: long run {km(session.metres)} above {km(high)}")
        if week not in case.settled or case.touched(week):
            continue
        bounds = [
            0.5 * case.usual_long_m,
            share_cap(week) * week.total_m,
            case.time_cap_s / session.pace,
            case.limit_s(session.day) / session.pace,
        ]
        low = min(*bounds, case.spike_limit(session) or math.inf)
        if session.metres < low - max(tol(low), case.grid(session)) and not case.limited:
            out.append(f"{week.name}: long run {km(session.metres)} below {km(low)}")
        if session.metres < 0.5 * case.usual_long_m - tol(0.5 * case.usual_long_m) and "LR_SHORT" not in case.flags:
            out.append(
                f"{week.name}: long run {km(session.metres)} below half of {km(case.usual_long_m)} and no LR_SHORT"
            )
    return out


def single_run_spike(case: Case) -> list[str] | None:
    out = []
    for session in case.runs:
        limit = None if session.exempt else case.spike_limit(session)
        if limit is not None and session.metres > limit + tol(limit):
            out.append(f"{session.day} {session.code}: {km(session.metres)} above {km(limit)}")
    return out


def long_run_time(case: Case) -> list[str] | None:
    return [
        f"{session.day} {session.code}: {session.seconds / 60:.0f} min, at most {case.time_cap_s / 60:.0f}"
        for session in case.runs
        if not session.race and session.seconds > case.time_cap_s * 1.01
    ]


RULES: dict[str, Rule] = {
    "INV-11": one_long_run,
    "INV-12": long_share,
    "INV-13": long_scaled,
    "INV-14": single_run_spike,
    "INV-15": long_run_time,
}
