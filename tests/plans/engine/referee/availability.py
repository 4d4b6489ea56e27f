"""INV-30, 32 and 34: days and minutes, strength, minimalist running."""

import itertools
import math
from collections import defaultdict
from datetime import date

from tests.plans.engine.referee.case import Case, Rule
from tests.plans.engine.referee.sheet import Session
from tests.plans.engine.referee.tables import GYM, km


def in_gym(case: Case, session: Session) -> bool:
    equipment = (case.athlete.get("strength") or {}).get("equipment")
    return session.code in GYM and equipment == "gym"


def availability(case: Case) -> list[str] | None:
    out = []
    by_day: dict[date, list[Session]] = defaultdict(list)
    for session in case.sessions:
        by_day[session.day].append(session)
    for day, sessions in by_day.items():
        out += day_faults(case, day, sessions)
    return out


def day_faults(case: Case, day: date, sessions: list[Session]) -> list[str]:
    limit, out = case.limit_s(day), []
    away = [
        session
        for session in sessions
        if ((session.run or session.kind == "minimalist") and not session.race) or in_gym(case, session)
    ]
    home = [
        session
        for session in sessions
        if session.kind in ("strength", "plyometric", "mobility") and not in_gym(case, session)
    ]
    used = sum(session.seconds for session in away)
    if day in case.blackouts and (home or any(session.run for session in sessions)):
        return [f"{day}: {' '.join(session.code for session in sessions)} on a blackout date"]
    if away and not limit:
        out.append(f"{day}: {' '.join(session.code for session in away)} on a day without minutes")
    elif used > limit + max(30, 0.01 * limit if limit < math.inf else 0):
        out.append(f"{day}: {used / 60:.1f} min of runs and gym, limit {limit / 60:.0f}")
    room = case.home_s + max(0.0, limit - used)
    at_home = sum(session.seconds for session in home)
    if at_home > room + 30:
        codes = " ".join(session.code for session in home)
        out.append(f"{day}: {at_home / 60:.1f} min at home ({codes}), {room / 60:.1f} there")
    out += [
        f"{day}: {session.code} of {session.seconds / 60:.0f} min"
        for session in home
        if session.kind == "strength" and session.seconds < 900 - 30
    ]
    return out


def strength(case: Case) -> list[str] | None:
    out = []
    for week in case.weeks:
        if not week.whole or not case.cleared(week, "heavy") or len(case.usable(week)) < 3:
            continue
        count = sum(session.kind == "strength" for session in week.sessions)
        least = 2 if case.age is not None and case.age >= 60 else 1
        if not least <= count <= 3:
            out.append(f"{week.name}: {count} strength sessions")
    heavy = sorted(session.day for session in case.sessions if session.heavy)
    return out + [f"heavy on {a} and {b}" for a, b in itertools.pairwise(heavy) if (b - a).days < 2]


def minimalist(case: Case) -> list[str] | None:
    out: list[str] = []
    bare = [session for session in case.sessions if session.kind == "minimalist" or session.code in ("N01", "N02")]
    barred = case.athlete.get("injury") in ("niggle", "returning")
    if bare and (barred or not case.athlete.get("minimalist")):
        return [f"{session.day} {session.code} without opting in or with an injury" for session in bare]
    weeks = [week for week in case.weeks if any(session in bare for session in week.sessions)]
    for k, week in enumerate(weeks):
        here = [session for session in week.sessions if session in bare]
        share = 0.05 if k < 4 else 0.10
        if sum(session.metres for session in here) > share * week.total_m + 1:
            out.append(f"{week.name}: {km(sum(session.metres for session in here))} minimalist, at most {share:.0%}")
        if len(here) > 2:
            out.append(f"{week.name}: {len(here)} minimalist sessions")
    out += [f"minimalist on {a.day} and {b.day}" for a, b in itertools.pairwise(bare) if (b.day - a.day).days < 2]
    return out + [
        f"{session.day} {session.code} is a workout" for session in bare if session.fast or session.kind == "long"
    ]


RULES: dict[str, Rule] = {
    "INV-30": availability,
    "INV-32": strength,
    "INV-34": minimalist,
}
