"""INV-17 to INV-25: fast running, strides, and the days that wait for them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, pairwise

from plans.engine.checks.facts import TEST, WeekFacts, is_fast
from plans.engine.checks.ground import Ground
from plans.engine.checks.rules import cap_m, cap_s, is_within_floor, km
from plans.engine.checks.verdict import family_in, stride_steps, verdict, work_steps
from plans.engine.policy import MARATHON_M
from plans.engine.recovery import Clearance
from plans.engine.response import Check, Session

RACE_PACE = frozenset({"F20", "L03"})  # a marathoner's pace on the day
ROUNDING_M, ROUNDING_S = 100, 30  # workouts are rounded to 100 m; a rep's time follows its distance


def intensity_checks(ground: Ground) -> Iterator[Check]:
    if not ground.weeks:
        return
    yield from _presence_checks(ground)
    yield _easy_share(ground)
    yield _caps(ground)
    yield _total_quality(ground)
    yield _strides(ground)
    yield _clearance(ground)
    yield _variety(ground)
    yield _no_grind(ground)


def _presence_checks(ground: Ground) -> Iterator[Check]:
    judged = [facts for facts in ground.after_recovery if _asks_for_fast(ground, facts)]
    if judged:
        yield _never_only_easy(judged)
    yield _not_too_much(ground)


def _asks_for_fast(ground: Ground, facts: WeekFacts) -> bool:
    """A runner back from injury waits for two weeks at half the old volume (5.3 (9))."""
    waits = ground.is_returning and facts.week.start < ground.quality_again
    touched = facts.is_race_touched and not facts.has_race
    cleared = ground.is_clear(facts, ground.clearance.first_fast_day)
    return cleared and facts.binds and not waits and not touched


def _never_only_easy(weeks: list[WeekFacts]) -> Check:
    breaches, before = [], False
    for facts in weeks:
        without = not facts.fast
        excused = facts.is_light and bool(facts.strides)
        if without and (before or not excused):
            breaches.append(f"{facts.name}: nothing fast")
        before = without
    return verdict("INV-17", breaches, f"something fast in each of {len(weeks)} weeks, strides in lighter ones")


def _not_too_much(ground: Ground) -> Check:
    breaches, most = [], 0
    for facts in ground.weeks:
        may_have_two = (
            ground.request.policy.second_fast
            and ground.level != "beginner"
            and len(facts.run_dates) >= ground.policy.quality.second_fast_days
        )
        most = max(most, len(facts.fast))
        if len(facts.fast) > (2 if may_have_two else 1):
            breaches.append(f"{facts.name}: {len(facts.fast)} fast workouts")
    return verdict("INV-18", breaches, f"at most {most} a week")


def _easy_share(ground: Ground) -> Check:
    rules = ground.policy.quality
    breaches, least = [], 1.0
    for facts in ground.weeks:
        if not facts.running_s or facts.has_race:
            continue
        share = 1 - facts.quality_s / facts.running_s
        least = min(least, share)
        few_days = len(facts.run_dates) <= ground.policy.week.least_run_days
        floor = rules.easy_share_three_days if few_days else rules.easy_share
        is_judged = any(run.code != TEST for run in facts.fast)
        if share < floor or (is_judged and share > rules.easy_share_limit):
            breaches.append(f"{facts.name}: {100 * share:.0f}% easy")
    return verdict("INV-19", breaches, f"at least {100 * least:.0f}% easy", severity="warning")


def _caps(ground: Ground) -> Check:
    breaches, largest = [], 0.0
    for facts in ground.weeks:
        for session in facts.runs:
            if not session.quality_m and not session.quality_s:
                continue
            family = _family(session)
            if family is None or session.code == TEST:
                continue
            largest = max(largest, session.quality_m / facts.week.distance_m)
            if not _fits(ground, facts, session, family):
                breaches.append(f"{session.date}: {km(session.quality_m)} of {family} in {km(facts.week.distance_m)}")
    return verdict("INV-20", breaches, f"at most {100 * largest:.1f}% of its week in one session")


def _family(session: Session) -> str | None:
    """Quality inside a long run: fartlek (L05), or a finish near marathon pace (L03)."""
    if session.ingredient == "long":
        return ("fartlek" if session.code == "L05" else "marathon") if session.quality_m else None
    return family_in(session)


def _fits(ground: Ground, facts: WeekFacts, session: Session, family: str) -> bool:
    metres, seconds = session.quality_m, session.quality_s
    if is_within_floor(family, quality_m=metres - ROUNDING_M, quality_s=seconds - ROUNDING_S, policy=ground.policy):
        return True
    slack = 1 + ground.policy.checks.rounding_share
    fits_m = metres <= cap_m(family, facts.week.distance_m, ground.policy) * slack + ROUNDING_M
    return fits_m and seconds <= cap_s(family, facts.running_s, ground.policy) * slack + ROUNDING_S


def _total_quality(ground: Ground) -> Check:
    breaches, most = [], 0.0
    for facts in ground.weeks:
        share = facts.quality_s / facts.running_s if facts.running_s else 0.0
        most = max(most, share)
        if share > ground.policy.quality.total_share + ground.policy.checks.rounding_share:
            breaches.append(f"{facts.name}: {100 * share:.0f}% fast")
    return verdict("INV-21", breaches, f"at most {100 * most:.0f}% of a week's running time")


def _strides(ground: Ground) -> Check:
    breaches, counts = [], []
    for facts in ground.weeks:
        sets = facts.strides
        counts.append(len(sets))
        breaches += [f"{session.date}: {fault}" for session in sets if (fault := _stride_fault(ground, session))]
        if _is_strides_week(ground, facts) and not _is_dose(len(sets), ground.policy.week.strides_sessions):
            breaches.append(f"{facts.name}: {len(sets)} sessions with strides")
    return verdict("INV-22", breaches, f"{min(counts)}-{max(counts)} sessions a week")


def _is_strides_week(ground: Ground, facts: WeekFacts) -> bool:
    cleared = ground.is_clear(facts, ground.clearance.first_strides_day)
    # Back from an injury, the first weeks walk and jog (5.3 (9)).
    walks = ground.is_returning and not facts.is_after_recovery
    return cleared and facts.binds and not facts.is_race_touched and facts.is_full and not walks


def _stride_fault(ground: Ground, session: Session) -> str:
    low, high = ground.policy.week.strides_count
    if not low <= session.strides <= high:
        return f"{session.strides} strides"
    shortest, longest = ground.policy.week.strides_s
    seconds = [step.duration_s for step in stride_steps(session.steps) if step.duration_s is not None]
    return "" if all(shortest <= length <= longest for length in seconds) else "strides of the wrong length"


def _is_dose(count: int, allowed: tuple[int, int]) -> bool:
    return allowed[0] <= count <= allowed[1]


def _clearance(ground: Ground) -> Check:
    breaches = [
        f"{session.date}: {fault} on day {(session.date - start).days}"
        for start, clearance in _races(ground)
        for session in _within(start, clearance.last_day, (*ground.runs, *ground.heavy))
        for fault in _too_early(ground, session, (session.date - start).days, clearance)
    ]
    days = ground.clearance
    measured = f"strides from day {days.first_strides_day}, fast from {days.first_fast_day}"
    return verdict("INV-23", breaches, f"{measured}, heavy from {days.first_heavy_day}")


def _within(start: date, days: int, sessions: Sequence[Session]) -> list[Session]:
    """Those on the days after a race in which something still waits."""
    last = start + timedelta(days=days)
    return [session for session in sessions if start < session.date <= last]


def _too_early(ground: Ground, session: Session, day: int, clearance: Clearance) -> Iterator[str]:
    if session.distance_m and day <= clearance.rest_min_days:
        yield "running"
    if session.strides and day < clearance.first_strides_day:
        yield "strides"
    if is_fast(session, ground.policy) and day < clearance.first_fast_day:
        yield "fast running"
    if session.heavy and day < clearance.first_heavy_day:
        yield "heavy strength"


def _races(ground: Ground) -> Iterator[tuple[date, Clearance]]:
    yield ground.race_day, ground.clearance
    for race, clearance in ground.race_clearances:
        yield race.date, clearance


def _variety(ground: Ground) -> Check:
    breaches = []
    for earlier, later in pairwise(ground.weeks):
        before = [session for session in earlier.fast if session.ingredient == "fast"]
        repeated = [session.code for session in later.fast if any(_is_same(session, other) for other in before)]
        breaches += [f"{later.name}: {code} again" for code in repeated if code]
    span, first_day = ground.policy.checks.variety_weeks, ground.clearance.first_fast_day
    families_of = {facts: ground.families(facts) for facts in ground.weeks}
    cleared = [facts for facts in ground.after_recovery if ground.is_clear(facts, first_day)]
    by_week, least = [families_of[facts] for facts in cleared], ground.policy.checks.variety_families
    for at in range(len(cleared) - span + 1):
        families = list(chain.from_iterable(by_week[at : at + span]))
        if len(families) >= least > len(set(families)):
            first, last = cleared[at].week.index, cleared[at + span - 1].week.index
            breaches.append(f"weeks {first}-{last}: {len(set(families))} kinds")
    kinds = set(chain.from_iterable(families_of.values()))
    return verdict("INV-24", breaches, f"{len(kinds)} kinds of fast workout, none twice running", severity="warning")


def _is_same(one: Session, other: Session) -> bool:
    """Whether the two have the same main set."""
    return one.code == other.code and list(work_steps(one.steps)) == list(work_steps(other.steps))


def _no_grind(ground: Ground) -> Check:
    tests = [run for run in ground.runs if run.code == TEST and _is_in_maintenance(ground, run)]
    is_marathon = abs(ground.request.a_race.distance_m - MARATHON_M) < 0.01 * MARATHON_M
    paced = [run for run in ground.runs if is_marathon and run.quality_m and _is_race_pace(ground, run)]
    apart = timedelta(weeks=ground.policy.checks.variety_weeks)
    breaches = [
        f"{later.date}: a test again" for earlier, later in pairwise(tests) if later.date - earlier.date < apart
    ]
    breaches += [f"{run.date}: {run.code} at the pace of the race to come" for run in paced]
    return verdict("INV-25", breaches, f"{len(tests)} tests in maintenance", severity="warning")


def _is_race_pace(ground: Ground, run: Session) -> bool:
    return run.code in RACE_PACE and _is_in_maintenance(ground, run)


def _is_in_maintenance(ground: Ground, session: Session) -> bool:
    facts = ground.week_of(session.date)
    return facts is not None and facts.week.phase == "maintenance"
