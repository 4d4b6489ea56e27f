"""INV-38 to INV-40: load, the step into the spring plan, and the calendar as a whole."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from plans.engine.checks.ground import DAY, Ground
from plans.engine.checks.verdict import family_in, verdict, work_steps
from plans.engine.frame import spring_quality
from plans.engine.library import touched_zones
from plans.engine.load import fitness, week_load
from plans.engine.policy import Policy
from plans.engine.request import PlanRequest, Quality
from plans.engine.response import Check, PhaseKind, PlanResponse, Session

PHASE_ORDER: tuple[PhaseKind, ...] = ("recovery", "maintenance", "base", "rebuild")
FULL_WEEK = 7


def readiness_checks(ground: Ground) -> Iterator[Check]:
    if not ground.weeks:
        if ground.response.status == "REFER":
            yield verdict("INV-40", [], "no sessions until a clinician clears it")
        return
    yield _monotony(ground)
    if ground.leads_to_spring and ground.response.spring_plan:
        yield _ready_and_fresh(ground, ground.response.spring_plan.start)
        yield _fresh_in_numbers(ground)
    yield _calendar(ground)


def _monotony(ground: Ground) -> Check:
    breaches, most = [], 0.0
    for facts in ground.weeks:
        if len(facts.dates) < FULL_WEEK:
            continue
        monotony = week_load(facts.loads).monotony
        most = max(most, monotony or 0.0)
        if monotony is None or monotony >= ground.policy.week.monotony:
            breaches.append(f"{facts.name}: {'none' if monotony is None else f'{monotony:.2f}'}")
    return verdict("INV-38", breaches, f"at most {most:.2f}", severity="warning")


def _ready_and_fresh(ground: Ground, start: date) -> Check:
    last = max((run.date for run in ground.hard_runs if not _may_stand_last(ground, run)), default=None)
    gap = (start - last).days if last else None
    breaches = []
    if gap is not None and gap < ground.policy.checks.fresh_days:
        breaches.append(f"{last}: a hard day less than 48 hours before the plan")
    for zone, share in _touched_shares(ground).items():
        if share < ground.policy.checks.touched_share - 1e-9:
            breaches.append(f"{zone}: {100 * share:.0f}% of what the plan asks")
    measured = f"last hard day {gap} days before the plan" if gap else "no hard day"
    return verdict("INV-39", breaches, measured, severity=ground.readiness_severity)


def touched_shares(request: PlanRequest, response: PlanResponse, *, policy: Policy) -> dict[str, float]:
    """How much of what spring's first weeks ask the last three weeks hold, as a share by zone."""
    return _touched_shares(Ground(request=request, response=response, policy=policy))


def _touched_shares(ground: Ground) -> dict[str, float]:
    asked = spring_quality(ground.request, policy=ground.policy)
    return {zone: _touched(ground, quality) for zone, quality in asked.items()}


def _may_stand_last(ground: Ground, run: Session) -> bool:
    """A last long run of at most 90 minutes without quality is no hard day here."""
    limit_s = ground.policy.hard_day.long_min * 60
    return run.ingredient == "long" and not run.quality_s and run.duration_s <= limit_s


def _touched(ground: Ground, asked: Quality) -> float:
    """How much of one kind of quality the last three weeks hold, as a share of what the plan asks."""
    sessions = [
        run
        for facts in ground.last_weeks
        for run in facts.fast
        if asked.zone in touched_zones(run.code) | {family_in(run)}
    ]
    shares = [1.0 if sessions else 0.0]
    if asked.duration_s:
        shares.append(sum(s.quality_s for s in sessions) / asked.duration_s)
    if asked.distance_m:
        shares.append(sum(s.quality_m for s in sessions) / asked.distance_m)
    if asked.count:
        shares.append(sum(_reps(s) for s in sessions) / asked.count)
    return min(shares)


def _reps(session: Session) -> int:
    return sum(1 for _ in work_steps(session.steps))


def _fresh_in_numbers(ground: Ground) -> Check:
    settled = ground.settled or ground.after_recovery or ground.weeks
    metres = sum(facts.week.distance_m for facts in settled)
    load = sum(sum(facts.loads) for facts in settled)
    seed = ground.baseline_m * load / metres / FULL_WEEK if metres else 0.0
    daily = [amount for facts in ground.weeks for amount in facts.loads]
    form = fitness(daily, seed=seed)
    floor = ground.policy.checks.form_share * form.ctl
    measured = f"TSB {form.tsb:.0f} at CTL {form.ctl:.0f}"
    return verdict("INV-39b", [] if form.tsb >= floor else [measured], measured, severity="warning")


def _calendar(ground: Ground) -> Check:
    breaches = [*_week_faults(ground), *_phase_faults(ground)]
    maintenance = sum(facts.week.phase == "maintenance" for facts in ground.weeks)
    if maintenance > ground.policy.volume.longest_maintenance_weeks:
        breaches.append(f"{maintenance} weeks of maintenance")
    first, last = ground.weeks[0].week, ground.weeks[-1].week
    return verdict("INV-40", breaches, f"{len(ground.weeks)} weeks from {first.start} to {last.end}")


def _week_faults(ground: Ground) -> Iterator[str]:
    weeks = [facts.week for facts in ground.weeks]
    for earlier, later in pairwise(weeks):
        if later.start != earlier.end + DAY:
            yield f"week {later.index} does not follow the one before"
    spring = ground.response.spring_plan
    if spring and weeks[-1].end != spring.start - DAY:
        yield f"the last day is {weeks[-1].end}, the plan starts on {spring.start}"
    for facts in ground.weeks:
        if {session.date for session in facts.week.sessions} != set(facts.dates):
            yield f"{facts.name}: a day without a session, or a session outside it"


def _phase_faults(ground: Ground) -> Iterator[str]:
    phases = ground.response.phases
    for earlier, later in pairwise(phases):
        if later.start != earlier.end + DAY:
            yield f"{later.kind} does not follow {earlier.kind}"
        if PHASE_ORDER.index(later.kind) <= PHASE_ORDER.index(earlier.kind):
            yield f"{later.kind} after {earlier.kind}"
    if phases and (phases[0].start, phases[-1].end) != (ground.weeks[0].week.start, ground.weeks[-1].week.end):
        yield "the phases do not cover the weeks"
