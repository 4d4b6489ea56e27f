"""INV-17, 18 and 20 to 23: fast running, strides, and when both may come back."""

from tests.plans.engine.referee.case import Case, Rule
from tests.plans.engine.referee.sheet import Session, Week
from tests.plans.engine.referee.tables import CAPS, LIGHTER, Clearance, km, tol


def never_only_easy(case: Case) -> list[str] | None:
    out, soft = [], -9
    for week in case.weeks:
        if (
            week.recovery
            or not case.cleared(week, "fast")
            or case.touched(week)
            or len(case.usable(week)) < 3
            or week.start < case.quality_from
        ):
            continue
        if week.fast:
            continue
        if week.kind not in LIGHTER and not case.holiday(week):
            out.append(f"{week.name}: no fast workout")
            continue
        if not any(session.strides for session in week.runs):
            out.append(f"{week.name}: neither a fast workout nor strides")
        if soft == week.index - 1:
            out.append(f"weeks {soft} and {week.index} both without a fast workout")
        soft = week.index
    return out


def not_too_much_fast(case: Case) -> list[str] | None:
    out = []
    for week in case.weeks:
        second = case.policy.get("second_fast") and len(week.run_days) >= 5 and case.level != "beginner"
        most = 2 if second else 1
        if len(week.fast) > most:
            out.append(
                f"{week.name}: {len(week.fast)} fast workouts ({' '.join(session.code for session in week.fast)}), at most {most}"
            )
    return out


def easy_share(week: Week) -> float | None:
    """Share of the week's running time that is easy, races and tests left out."""
    runs = [session for session in week.runs if not session.exempt]
    total = sum(session.seconds for session in runs)
    return 1 - sum(session.quality_s for session in runs) / total if total else None


def over_cap(week: Week, zone: str, metres: float, seconds: float) -> str | None:
    share, cap_m, cap_s, floor_m, floor_s = CAPS[zone]
    if (floor_s and seconds <= floor_s + 1) or (floor_m and metres <= floor_m + 1):
        return None
    most_m = min(share * (week.total_m + tol(week.total_m)), cap_m)
    most_s = min(share * week.running_s * (1 + tol(week.total_m) / week.total_m), cap_s)
    if metres > most_m + 1 or seconds > most_s + 1:
        got = f"{metres / week.total_m:.1%} by distance, {seconds / week.running_s:.1%} by time"
        return f"{zone} {km(metres)} {seconds:.0f} s: {got}, cap {share:.0%} (floor {floor_s} s / {floor_m} m)"
    return None


def session_caps(case: Case) -> list[str] | None:
    out = []
    for week in case.weeks:
        for session in week.runs:
            for zone, (metres, seconds, _) in session.zones().items():
                over = None if session.exempt else over_cap(week, zone, metres, seconds)
                out += [f"{week.name} {session.code}: {over}"] if over else []
    return out


def total_quality(case: Case) -> list[str] | None:
    out = []
    for week in case.weeks:
        share = easy_share(week)
        if share is not None and 1 - share > 0.20 + 1e-9:
            out.append(f"{week.name}: {1 - share:.1%} of running time is fast")
    return out


def strides(case: Case) -> list[str] | None:
    out = []
    for week in case.weeks:
        # Decided: a runner who returns from injury waits with strides until recovery is over.
        is_waiting = case.returning and week.recovery
        carrying = [session for session in week.sessions if session.strides]
        out += [f"{session.day} {session.code}: {bad}" for session in carrying for bad in stride_faults(session)]
        if (
            is_waiting
            or not week.whole
            or not case.cleared(week, "strides")
            or case.touched(week)
            or len(case.usable(week)) < 3
        ):
            continue
        if not 1 <= len(carrying) <= 3:
            out.append(f"{week.name}: {len(carrying)} strides sessions")
    return out


def stride_faults(session: Session) -> list[str]:
    out = [] if 4 <= session.strides <= 10 else [f"{session.strides} strides"]
    for step in session.steps:
        seconds = step.get("duration_s")
        if step.get("kind") == "stride" and seconds and not 8 <= seconds <= 30:
            out.append(f"a stride of {seconds} s")
    return out[:2]


def clearance(case: Case) -> list[str] | None:
    out = clearance_faults(case, case.clearance, "fall race") if case.clearance else []
    for _, clear, raw in case.races:
        out += clearance_faults(case, clear, raw.get("name") or "race")
    return out


def clearance_faults(case: Case, clear: Clearance, name: str) -> list[str]:
    out = []
    for session in case.sessions:
        day = (session.day - clear.race).days
        if day <= 0:
            continue
        if session.run and day <= clear.rest_min:
            out.append(f"{session.code} on day {day} after {name}, {clear.rest_min} days of no running")
        if session.strides and day < clear.strides:
            out.append(f"strides on day {day} after {name}, from day {clear.strides}")
        if session.fast and day < clear.fast:
            out.append(f"{session.code} fast on day {day} after {name}, from day {clear.fast}")
        if session.heavy and day < clear.heavy:
            out.append(f"{session.code} heavy on day {day} after {name}, from day {clear.heavy}")
    return out


RULES: dict[str, Rule] = {
    "INV-17": never_only_easy,
    "INV-18": not_too_much_fast,
    "INV-20": session_caps,
    "INV-21": total_quality,
    "INV-22": strides,
    "INV-23": clearance,
}
