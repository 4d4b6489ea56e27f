"""INV-39 and INV-40, and the document itself: what the plan leads to, and whether it is whole."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from tests.plans.engine.referee.case import Case, Rule
from tests.plans.engine.referee.sheet import Session, Week
from tests.plans.engine.referee.tables import ASKED_ZONE, DAY, INGREDIENTS, KINDS, PHASE_ORDER, ZONE, Document, km


def ready_and_fresh(case: Case) -> list[str] | None:
    assert case.start
    late = [session for session in case.hard_sessions if (case.start - session.day).days < 2]
    return [f"hard {session.code} on {session.day}, plan day 1 is {case.start}" for session in late] + quality_missing(
        case
    )


def quality_missing(case: Case) -> list[str]:
    """Amount of each quality type of spring weeks 1-2 in the last 3 weeks against 70 % of what is asked."""
    asked: dict[tuple[str, str], float] = defaultdict(float)
    for item in spring_quality(case):
        for unit in ("duration_s", "distance_m", "count"):
            if item.get(unit):
                asked[item["zone"], unit] += item[unit]
    out = []
    sessions = [session for week in case.weeks[-3:] for session in week.sessions]
    for (zone, unit), amount in sorted(asked.items()):
        done = sum(
            touched_amount(session, ASKED_ZONE[zone])[("distance_m", "duration_s", "count").index(unit)]
            for session in sessions
        )
        if done < 0.70 * amount - max(1.0, 0.01 * amount) * (unit != "count") - 1e-9:
            out.append(f"{zone}: {done:.0f} of {amount:.0f} {unit} in the last 3 weeks")
    return out


def spring_quality(case: Case) -> list[Document]:
    """What weeks 1-2 ask; one threshold session of 20 min when the spring plan is unknown (4.2)."""
    given = case.asked.get("week1_quality")
    if given is None and case.asked.get("week1_m") is None:
        return [{"zone": "threshold", "duration_s": 1200}]
    return given or []


def touched_amount(session: Session, zone: str) -> tuple[float, float, float]:
    if session.code == "F18" and zone == "M":
        zone = "T"
    return session.zones().get(zone, (0.0, 0.0, 0.0))


def whole_calendar(case: Case) -> list[str] | None:
    out = []
    if case.weeks[0].start != case.off_start:
        out.append(f"first week starts {case.weeks[0].start}, off-season {case.off_start}")
    for a, b in zip(case.weeks, case.weeks[1:], strict=False):
        if b.start != a.end + DAY or not b.whole:
            out.append(f"{b.name} runs {b.start} to {b.end} after {a.end}")
    if not case.start or case.weeks[-1].end != case.start - DAY:
        out.append(f"last day {case.weeks[-1].end}, plan starts {case.start}")
    for week in case.weeks:
        out += [
            f"{week.name} holds {session.day}" for session in week.sessions if not week.start <= session.day <= week.end
        ]
    if sum(week.phase == "maintenance" for week in case.weeks) > 15:
        out.append("more than 15 maintenance weeks")
    return out + phase_faults(case)


def phase_faults(case: Case) -> list[str]:
    phases = [
        (phase["kind"], date.fromisoformat(phase["start"]), date.fromisoformat(phase["end"]))
        for phase in case.response["phases"]
    ]
    out = []
    order = [PHASE_ORDER.index(kind) for kind, _, _ in phases]
    if order != sorted(set(order)):
        out.append(f"phases {[kind for kind, _, _ in phases]}")
    for (_, _, end), (kind, start, _) in itertools.pairwise(phases):
        if start != end + DAY:
            out.append(f"phase {kind} starts {start} after {end}")
    if not phases or phases[0][1] != case.weeks[0].start or phases[-1][2] != case.weeks[-1].end:
        out.append("phases do not cover the weeks")
    return out + [
        f"{week.name} is not in a phase {week.phase}"
        for week in case.weeks
        if not any(kind == week.phase and a <= week.start and week.end <= b for kind, a, b in phases)
    ]


def structure(case: Case) -> list[str]:
    out = []
    for number, week in enumerate(case.weeks, start=1):
        if abs(week.raw["distance_m"] - week.total_m) > 0.5:
            out.append(f"{week.name}: distance_m {week.raw['distance_m']}, sessions {week.total_m}")
        if case.usual_m and abs(week.raw["baseline_share"] - week.total_m / case.usual_m) > 0.0011:
            out.append(f"{week.name}: baseline_share {week.raw['baseline_share']}")
        if week.index != number or week.kind not in KINDS.get(week.phase, set()):
            out.append(f"{week.name}: index {week.index}, phase {week.phase}, kind {week.kind}")
        seen: Counter[tuple[date, int]] = Counter((session.day, session.order) for session in week.sessions)
        out += [f"{day}: order {order} twice" for (day, order), times in seen.items() if times > 1]
        out += [f"{day}: no session" for day in week.days if not any(session.day == day for session in week.sessions)]
        away = [
            (day, [each.code for each in week.sessions if each.day == day])
            for day in week.days
            if day in case.blackouts
        ]
        out += [f"{day}: blackout with {codes}" for day, codes in away if codes != ["R01"]]
        out += [
            f"{session.day} {session.code}: {fault}"
            for session in week.sessions
            for fault in session_faults(case, week, session)
        ]
    return out


def session_faults(case: Case, week: Week, session: Session) -> Iterator[str]:
    if session.kind not in INGREDIENTS:
        yield f"ingredient {session.kind}"
    if session.code == "R01" and (session.seconds or session.metres or session.load):
        yield "a rest with duration, distance or load"
    if session.kind == "rest" and session.metres:
        yield "rest with distance"
    if session.run and not session.seconds:
        yield "a run without duration"
    is_quick = session.kind == "fast" or session.quality_m or session.quality_s
    if is_quick and not session.race and session.code not in ZONE:
        yield "quality in a code without a zone"
    if bool(session.raw.get("hard")) != case.hard(week, session):
        size = f"{km(session.metres)} of {km(week.total_m)}, {session.seconds / 60:.1f} min"
        yield f"hard is {session.raw.get('hard')}, judged {case.hard(week, session)} ({size})"
    if bool(session.raw.get("heavy")) != session.heavy:
        yield f"heavy is {session.raw.get('heavy')}"
    yield from quality_faults(session)


def quality_faults(session: Session) -> Iterator[str]:
    """quality_m, quality_s, strides and the duration against the steps, where the steps say."""
    work = session.work
    seconds = sum(step.get("duration_s") or 0 for step in work)
    metres = sum(step.get("distance_m") or 0 for step in work)
    timed, measured = all(step.get("duration_s") for step in work), all(step.get("distance_m") for step in work)
    if not work and (session.quality_m or session.quality_s):
        yield "quality without a work step"
    if work and timed and abs(seconds - session.quality_s) > 1:
        yield f"quality_s {session.quality_s}, work steps {seconds}"
    if work and measured and abs(metres - session.quality_m) > 1:
        yield f"quality_m {session.quality_m}, work steps {metres}"
    if session.quality_s < seconds - 1 or session.quality_m < metres - 1:
        yield f"quality {session.quality_m} m {session.quality_s} s below its work steps {metres} m {seconds} s"
    count = sum(step.get("kind") == "stride" for step in session.steps)
    if session.kind not in ("fast", "race", "minimalist") and count != session.strides:
        yield f"strides {session.strides}, stride steps {count}"
    known = [float(step.get("duration_s") or 0) for step in session.steps]
    if session.run and known and all(known) and abs(sum(known) - session.seconds) > max(60, 0.02 * session.seconds):
        yield f"duration {session.seconds}, steps {sum(known)}"


RULES: dict[str, Rule] = {
    "INV-39": ready_and_fresh,
    "INV-40": whole_calendar,
    "STRUCT": structure,
}
