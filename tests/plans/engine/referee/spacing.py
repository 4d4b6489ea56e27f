"""INV-26 to INV-29, 31 and 36: which days are run on, and what stands beside what."""

import itertools
from collections import defaultdict
from datetime import date

from tests.plans.engine.referee.case import Case, Rule
from tests.plans.engine.referee.sheet import Session, Week
from tests.plans.engine.referee.tables import DAY, HALF, LIGHTER, km, tol


def hard_apart(case: Case) -> list[str] | None:
    out = []
    days = sorted({session.day for session in case.hard_sessions})
    for a, b in itertools.pairwise(days):
        if (b - a).days == 1 and not case.back_to_back(a, b):
            codes = "/".join(session.code for session in case.hard_sessions if session.day in (a, b))
            out.append(f"hard on {a} and {b} ({codes})")
    fast = {session.day for session in case.sessions if session.fast}
    return out + [
        f"long run on {session.day}, the day after a fast workout"
        for session in case.runs
        if session.kind == "long" and session.day - DAY in fast and session not in case.hard_sessions
    ]


def masters(case: Case) -> list[str] | None:
    if case.age is None or case.age < 50:
        return None
    out = []
    for name, sessions in (
        ("fast", [session for session in case.sessions if session.fast]),
        ("hard", case.hard_sessions),
    ):
        if name == "hard" and case.age < 60:
            continue
        days = sorted({session.day for session in sessions})
        out += [f"{name} on {a} and {b}" for a, b in itertools.pairwise(days) if (b - a).days < 3]
    return out


def rest_day(case: Case) -> list[str] | None:
    out = []
    running = {session.day for session in case.runs}
    heavy = {session.day for session in case.sessions if session.heavy}
    for week in case.weeks:
        free = [day for day in week.days if day not in running]
        if week.whole and not free:
            out.append(f"{week.name}: no day without running")
        elif week.whole and all(day in heavy for day in free):
            out.append(f"{week.name}: every day without running has heavy lifting")
    row = 0
    for day in [day for week in case.weeks for day in week.days]:
        row = row + 1 if day in running else 0
        if row == 8:
            out.append(f"8 running days in a row to {day}")
    return out


def run_days(case: Case) -> list[str] | None:
    if case.low_frequency:
        return None
    out = []
    for k, week in enumerate(case.weeks):
        low, high = recovery_days(case, week, k) if week.recovery else settled_days(case, week)
        if not low <= len(week.run_days) <= high:
            out.append(f"{week.name}: {len(week.run_days)} run days, {low}-{high} wanted")
    return out


def free_days(case: Case, week: Week) -> int:
    """Days on which availability and the rest after a race let the athlete run."""
    rests = [
        (clear.race, clear.race + DAY * clear.rest_min)
        for clear in [case.clearance, *(clear for _, clear, _ in case.races)]
        if clear
    ]
    free = [day for day in case.usable(week, 1200) if not any(a < day <= b for a, b in rests)]
    return min(len(free), len(week.days) - 1)


def settled_days(case: Case, week: Week) -> tuple[int, int]:
    low, high = case.run_day_range
    # Decided: cutback weeks are light weeks, too, and so are those that a race's days of 2.3 touch.
    if week.kind in LIGHTER or case.touched(week) or case.holiday(week):
        low -= 1
    # Decided: one day fewer where running on every usable day would make eight in a row (INV-28).
    return min(low, free_days(case, week) - would_run_eight(case, week)), high


def would_run_eight(case: Case, week: Week) -> bool:
    usable, running = set(case.usable(week)), {session.day for session in case.runs}
    row = 0
    for day in (*(week.start - DAY * back for back in range(7, 0, -1)), *week.days):
        row = row + 1 if day in usable or (day < week.start and day in running) else 0
        if row > 7:
            return True
    return False


def recovery_days(case: Case, week: Week, k: int) -> tuple[int, int]:
    """In recovery: 3-4 in weeks 1-2 after a half or longer, then up to the maintenance number."""
    high = case.run_day_range[1]
    if case.dns or case.fall_km < 0.999 * HALF or k > 1:
        return 0, high
    if k == 0 and case.fall_km >= 80:
        return 0, 4
    return min(3, free_days(case, week), max(case.usual)), 4


def fresh_legs(case: Case) -> list[str] | None:
    keys = [session for session in case.sessions if session.fast or session.kind == "long"]
    heavy = [session for session in case.sessions if session.heavy]
    return [
        f"{lift.code} on {lift.day} before {key.code} on {key.day}"
        for lift in heavy
        for key in keys
        if key.day == lift.day + DAY or (key.day == lift.day and lift.order < key.order)
    ]


def doubles(case: Case) -> list[str] | None:
    out = []
    for week in case.weeks:
        by_day: dict[date, list[Session]] = defaultdict(list)
        for session in week.runs:
            if session.kind != "minimalist":
                by_day[session.day].append(session)
        for day, runs in by_day.items():
            if len(runs) < 2:
                continue
            total, second = sum(session.metres for session in runs), sum(session.metres for session in runs[1:])
            allowed = week.total_m >= 110_000 - tol(110_000) and len(week.run_days) >= 6 and len(runs) == 2
            if not allowed or second > 10_000 + 1 or second > 0.40 * total + tol(0.40 * total):
                out.append(
                    f"{day}: double {'+'.join(km(session.metres) for session in runs)} in {km(week.total_m)} on {len(week.run_days)} days"
                )
    return out


RULES: dict[str, Rule] = {
    "INV-26": hard_apart,
    "INV-27": masters,
    "INV-28": rest_day,
    "INV-29": run_days,
    "INV-31": fresh_legs,
    "INV-36": doubles,
}
