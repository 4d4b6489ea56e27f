"""Golden plans: what the engine gives today for runners a coach would meet, as pages a coach can read.

`golden/<name>.json` is the request, `golden/<name>.txt` the plan. After a change of the engine that is meant, write the
pages anew with `python -m tests.plans.engine.golden` and read the difference as a coach would: it is the review.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from plans.engine.contract import load_request
from plans.engine.planner import plan
from plans.engine.policy import KM, MILE_M
from plans.engine.request import PlanRequest, Unit
from plans.engine.response import Check, PlanResponse, Session, Step, Target, Week
from plans.engine.wording import say_distance, say_minutes, say_share

FOLDER = Path(__file__).parent / "golden"
MINUTE_S = 60
SPOKEN_STEPS = {"warmup": "warm-up", "cooldown": "cool-down", "recover": "recovery"}


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def page_path(name: str) -> Path:
    return FOLDER / f"{name}.txt"


def golden_request(name: str) -> PlanRequest:
    return load_request((FOLDER / f"{name}.json").read_text())


def page(request: PlanRequest) -> str:
    """The whole plan as text, in the runner's own unit."""
    answer, unit = plan(request), request.athlete.unit
    parts = [_head(request, answer), *(_week(week, unit) for week in answer.weeks), _foot(answer, unit)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _head(request: PlanRequest, answer: PlanResponse) -> list[str]:
    return [
        *_runner(request),
        *_races(request),
        f"status      {answer.status or '–'}; flags {', '.join(answer.flags) or 'none'}",
        *([f"error       {answer.error.code}: {answer.error.message}"] if answer.error else []),
        *_basis(answer, request.athlete.unit),
        *(f"{phase.kind:<11} {_days(phase.start, phase.end)}. {phase.reason}" for phase in answer.phases),
    ]


def _runner(request: PlanRequest) -> list[str]:
    athlete = request.athlete
    free = ", ".join(
        f"{day} {minutes:g} min" if minutes else f"no {day}"
        for day, minutes in athlete.available_min.items()
        if minutes is not None
    )
    facts = (
        f"born {athlete.birth_date}" if athlete.birth_date else "age unknown",
        athlete.sex or "sex unknown",
        f"running for {athlete.years_running or 0:g} years",
        f"{athlete.usual_run_days or '?'} days a week",
        free or "every day free",
        f"long run {athlete.long_run_day or 'on any day'}",
        f"comfort {athlete.comfort:+d}",
        f"injury {athlete.injury}",
        f"lifting {athlete.strength.experience}, {athlete.strength.equipment}",
        f"unit {athlete.unit}, weeks from {athlete.week_start}",
    )
    more = [f"{fixed.ingredient} on {fixed.weekday}" for fixed in athlete.fixed]
    return ["runner      " + "; ".join((*facts, *more))]


def _races(request: PlanRequest) -> list[str]:
    fall, spring, unit = request.fall_race, request.a_race, request.athlete.unit
    time = f" in {say_minutes(fall.duration_s)}" if fall.duration_s else ""
    return [
        f"from        {fall.name}, {_day(fall.date)}, {say_distance(fall.distance_m, unit)}{time}, {fall.status}",
        f"to          {spring.name}, {_day(spring.date)}, {say_distance(spring.distance_m, unit)}",
        *(
            f"between     {race.name}, {_day(race.date)}, {say_distance(race.distance_m, unit)}, {race.priority}"
            for race in request.races_between
        ),
        *(f"away        {_days(away.start, away.end)}" for away in request.blackouts),
    ]


def _basis(answer: PlanResponse, unit: Unit) -> Iterator[str]:
    if answer.baseline:
        base = answer.baseline
        yield (
            f"baseline    {say_distance(base.distance_m, unit)} a week, long {say_distance(base.longest_m, unit)}, "
            f"{answer.ability}: {base.reason}"
        )
    if answer.cut:
        yield f"cut         {answer.cut.value * 100:.1f}%"
        yield from (f"            {factor.adjustment:+.3f} {factor.reason}" for factor in answer.cut.factors)
    if answer.paces.easy_s_per_km:
        yield f"paces       VDOT {answer.paces.vdot}, {_paces(answer, unit)}"
    if answer.spring_plan:
        begun = answer.spring_plan
        yield (
            f"spring      {begun.weeks}-week plan from {_day(begun.start)}: week 1 {say_distance(begun.week1_m, unit)}, "
            f"long {say_distance(begun.week1_long_m, unit)}; earliest start {begun.earliest_start or '–'}"
        )


def _paces(answer: PlanResponse, unit: Unit) -> str:
    paces = answer.paces
    bounds = (
        ("E", paces.easy_s_per_km),
        ("M", paces.marathon_s_per_km),
        ("T", paces.threshold_s_per_km and (paces.threshold_s_per_km,)),
        ("I", paces.interval_s_per_km and (paces.interval_s_per_km,)),
        ("R", paces.repetition_s_per_km and (paces.repetition_s_per_km,)),
    )
    return ", ".join(f"{zone} {_range(found, unit)}" for zone, found in bounds if found)


def _week(week: Week, unit: Unit) -> list[str]:
    heading = (
        f"== week {week.index} {week.kind.upper()} {_days(week.start, week.end)}: "
        f"{_volume(week, unit)}, {say_share(week.baseline_share)} of the baseline"
    )
    days = groupby(week.sessions, key=lambda session: session.date)
    return [heading, week.reason, *(line for _, day in days for line in _training_day(list(day), unit))]


def _volume(week: Week, unit: Unit) -> str:
    seconds = sum(session.duration_s for session in week.sessions if session.distance_m)
    return f"{say_distance(week.distance_m, unit)} in {say_minutes(seconds)}"


def _training_day(sessions: Sequence[Session], unit: Unit) -> Iterator[str]:
    for number, session in enumerate(sessions):
        day = f"{session.date:%a}" if number == 0 else "   "
        yield f"{day} {session.code:<4}{session.title}{_amount(session, unit)}{_marks(session)}"
        if session.steps:
            yield f"      : {_steps(session.steps, unit)}"
        if session.alternate:
            yield f"      or {session.alternate.code} {session.alternate.title}: {session.alternate.text}"
        yield f"      = {session.why.text} ({session.why.rule})"


def _amount(session: Session, unit: Unit) -> str:
    known = (
        say_distance(session.distance_m, unit) if session.distance_m else "",
        say_minutes(session.duration_s) if session.duration_s else "",
    )
    return "".join(f", {amount}" for amount in known if amount)


def _marks(session: Session) -> str:
    known = (
        (session.hard, "hard"),
        (session.heavy, "heavy"),
        (session.strides, f"{session.strides} strides"),
        (session.quality_s, f"{say_minutes(session.quality_s)} fast"),
        (session.rpe, f"RPE {session.rpe:g}"),
    )
    said = ", ".join(mark for holds, mark in known if holds)
    return f" [{said}]" if said else ""


def _steps(steps: Sequence[Step], unit: Unit) -> str:
    return "; ".join(_step(step, unit) for step in steps)


def _step(step: Step, unit: Unit) -> str:
    if step.kind == "repeat":
        return f"{step.count} × ({_steps(step.steps or (), unit)})"
    if step.kind == "exercise":
        return f"{step.name} {_sets(step)}".rstrip()
    length = (
        _metres(step.distance_m, unit) if step.distance_m else "",
        _seconds(step.duration_s) if step.duration_s else "",
    )
    said = (*(part for part in length if part), step.name or SPOKEN_STEPS.get(step.kind, step.kind))
    return " ".join(said) + (_target(step.target, unit) if step.target else "")


def _sets(step: Step) -> str:
    times = f"{step.sets or 1} × {step.reps}" if step.reps else f"{step.sets} sets" if step.sets else ""
    return f"{times} {_seconds(step.duration_s)}".strip() if step.duration_s else times


def _target(target: Target, unit: Unit) -> str:
    bounds = [bound for bound in (target.low, target.high) if bound is not None]
    if target.type == "pace":
        return f" @{_range(bounds, unit)}"
    said = "–".join(dict.fromkeys(f"{bound:g}" for bound in bounds))
    if target.type == "hr":
        return f" @HR {said}"
    return f" @RPE {said}" if said else ""


def _metres(metres: float, unit: Unit) -> str:
    return f"{metres:.0f} m" if metres < KM else say_distance(metres, unit)


def _seconds(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), MINUTE_S)
    if not minutes:
        return f"{rest} s"
    return f"{minutes}:{rest:02d} min" if rest else f"{minutes} min"


def _range(seconds_per_km: Sequence[float], unit: Unit) -> str:
    return "–".join(dict.fromkeys(_pace(pace, unit) for pace in seconds_per_km))


def _pace(seconds_per_km: float, unit: Unit) -> str:
    size = MILE_M / KM if unit == "mi" else 1
    minutes, seconds = divmod(round(seconds_per_km * size), MINUTE_S)
    return f"{minutes}:{seconds:02d}"


def _foot(answer: PlanResponse, unit: Unit) -> list[str]:
    broken = [check for check in answer.checks if not check.ok]
    lines = [f"checks      {len(answer.checks)} made; {'; '.join(map(_check, broken)) or 'all kept'}"]
    if answer.shortfall:
        short = answer.shortfall
        lines.append(f"shortfall   week 1 {say_distance(short.week1_m, unit)}, long {say_distance(short.long_m, unit)}")
    return [*lines, *(f"remedy      {way.code}: {way.text} {way.change}" for way in answer.remedies)]


def _check(check: Check) -> str:
    return f"{check.id} {check.severity}: {check.detail}"


def _day(day: date) -> str:
    return f"{day:%a} {day.isoformat()}"


def _days(first: date, last: date) -> str:
    return f"{_day(first)} – {_day(last)}"


if __name__ == "__main__":
    for each in names():
        page_path(each).write_text(page(golden_request(each)))
