"""INV-29, INV-30, INV-32 to INV-35 and INV-37: run days, availability, strength, mobility and the small rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from plans.engine.checks.facts import WeekFacts
from plans.engine.checks.ground import DAY, Ground
from plans.engine.checks.verdict import verdict
from plans.engine.library import LIBRARY
from plans.engine.policy import HALF_M
from plans.engine.response import Check, Session

ROUNDING_MIN = 0.05
HOME_INGREDIENTS = ("strength", "mobility", "plyometric")


def ingredient_checks(ground: Ground) -> Iterator[Check]:
    if not ground.weeks:
        return
    if not ground.is_low_frequency:
        yield _run_days(ground)
    yield _availability(ground)
    yield _strength(ground)
    yield _mobility(ground)
    yield _minimalist(ground)
    athlete = ground.request.athlete
    if athlete.max_hr_bpm is not None or athlete.lthr_bpm is not None:
        yield _aerobic(ground)
    yield _sensible_runs(ground)


def _run_days(ground: Ground) -> Check:
    breaches = []
    for number, facts in enumerate(ground.weeks):
        low, high = _run_day_bounds(ground, facts, number)
        count = len(facts.run_dates)
        if count > high or (count < low and count < _possible_run_days(ground, facts)):
            breaches.append(f"{facts.name}: {count} run days")
    counts = [len(facts.run_dates) for facts in ground.weeks]
    return verdict("INV-29", breaches, f"{min(counts)}-{max(counts)} run days a week")


def _run_day_bounds(ground: Ground, facts: WeekFacts, number: int) -> tuple[int, int]:
    """In recovery only the ceiling binds, for 2.3 may forbid more."""
    low, high = ground.run_days
    if not facts.is_after_recovery:
        raced_m = 0.0 if ground.request.fall_race.status == "dns" else ground.recovered_m
        early = number < 2 and raced_m >= HALF_M * (1 - ground.policy.recovery.named_distance_tolerance)  # noqa: PLR2004
        return 0, min(high, ground.policy.week.recovery_run_days[1]) if early else high
    if facts.is_light or facts.has_race or facts.is_race_touched:
        low -= 1
    return low, high


def _possible_run_days(ground: Ground, facts: WeekFacts) -> int:
    """The most that the week's days leave; a rest day is kept from the usable ones."""
    kept = sum(day in ground.kept_for_races and ground.limit_min(day) != 0 for day in facts.dates)
    return min(facts.usable_days - kept - _needs_rest(ground, facts), len(facts.dates) - 1)


def _needs_rest(ground: Ground, facts: WeekFacts) -> bool:
    """Whether running on every usable day would go on for eight days in a row (INV-28)."""
    streak, longest = 0, ground.policy.week.longest_streak
    day = facts.week.start - DAY * longest
    while day <= facts.week.end:
        ran = day in ground.run_dates if day < facts.week.start else ground.limit_min(day) != 0
        streak = streak + 1 if ran else 0
        if streak > longest:
            return True
        day += DAY
    return False


def _availability(ground: Ground) -> Check:
    bounded = ground.weeks if ground.away or any(limit is not None for limit in ground.limits_min) else ()
    breaches = [
        f"{day}: {fault}"
        for facts in bounded
        for day, sessions in sorted(_by_day(facts).items())
        if (fault := _day_fault(ground, day, sessions))
    ]
    return verdict("INV-30", breaches, "every session on an open day and within its minutes")


def _by_day(facts: WeekFacts) -> Mapping[date, list[Session]]:
    found = defaultdict[date, list[Session]](list)
    for session in facts.week.sessions:
        found[session.date].append(session)
    return found


def _day_fault(ground: Ground, day: date, sessions: list[Session]) -> str:
    if day in ground.away:
        codes = [s.code for s in sessions if s.ingredient not in ("rest", "race")]
        return f"{', '.join(codes)} on a day without training" if codes else ""
    limit = ground.limit_min(day)
    if limit is None:
        return ""
    away_s = sum([s.duration_s for s in sessions if _needs_time(s)])
    home_s = sum([s.duration_s for s in sessions if s.ingredient in HOME_INGREDIENTS and not _needs_time(s)])
    away, home = away_s / 60, home_s / 60
    if away > limit + ROUNDING_MIN:
        return f"{away:.0f} min of {limit:.0f}"
    room = ground.request.athlete.home_min + max(0.0, limit - away)
    return f"{home:.0f} min at home of {room:.0f}" if home > room + ROUNDING_MIN else ""


def _needs_time(session: Session) -> bool:
    """Runs and the gym take the day's minutes; a race is the day's own business."""
    if session.ingredient in HOME_INGREDIENTS:
        template = LIBRARY.get(session.code)
        # A coach's own session is no row of the library: what is heavy is lifted at the gym.
        return template.needs_gym if template else session.heavy
    return session.ingredient not in ("rest", "race")


def _strength(ground: Ground) -> Check:
    rules = ground.policy.week
    breaches, counts = [], []
    for facts in ground.weeks:
        count = sum(session.ingredient == "strength" for session in facts.others)
        fewest = rules.veteran_strength if ground.is_veteran else rules.strength_sessions[0]
        if not ground.is_clear(facts, ground.clearance.first_heavy_day) or not facts.binds or not facts.is_full:
            fewest = 0
        counts.append(count)
        if not fewest <= count <= rules.strength_sessions[1]:
            breaches.append(f"{facts.name}: {count} strength sessions")
    heavy = sorted(session.date for session in ground.heavy)
    breaches += [
        f"{later}: heavy again after {(later - earlier).days} days"
        for earlier, later in pairwise(heavy)
        if (later - earlier).days < rules.heavy_gap_days
    ]
    return verdict("INV-32", breaches, f"{min(counts)}-{max(counts)} a week, heavy ones 48 hours apart")


def _mobility(ground: Ground) -> Check:
    rules = ground.policy.week
    breaches, counts = [], []
    for facts in ground.weeks:
        done = [s for s in facts.others if s.ingredient == "mobility" and s.duration_s >= rules.mobility_min * 60]
        counts.append(len(done))
        if facts.binds and len(done) < rules.mobility_sessions:
            breaches.append(f"{facts.name}: {len(done)}")
    return verdict("INV-33", breaches, f"{min(counts)}-{max(counts)} a week", severity="warning")


def _minimalist(ground: Ground) -> Check:
    rules, breaches, weeks_used = ground.policy.week, [], 0
    last: date | None = None
    for facts in ground.weeks:
        found = sorted([s for s in facts.week.sessions if s.ingredient == "minimalist"], key=lambda s: s.date)
        if not found:
            continue
        share = sum(s.distance_m for s in found) / facts.week.distance_m if facts.week.distance_m else 0.0
        weeks_used += 1
        limit = rules.minimalist_share[weeks_used > rules.minimalist_early_weeks]
        dates = [*([last] if last else []), *(session.date for session in found)]
        close = any((later - earlier).days < rules.heavy_gap_days for earlier, later in pairwise(dates))
        last = dates[-1]
        if not ground.request.athlete.minimalist or len(found) > rules.minimalist_sessions or close:
            breaches.append(f"{facts.name}: {len(found)} sessions")
        elif share > limit:
            breaches.append(f"{facts.name}: {100 * share:.0f}% of the week")
    return verdict("INV-34", breaches, f"in {weeks_used} weeks")


def _aerobic(ground: Ground) -> Check:
    breaches = []
    for facts in ground.weeks:
        found = [run for run in facts.runs if run.ingredient == "aerobic"]
        if not found and facts.runs and facts.is_full:
            breaches.append(f"{facts.name}: none")
        if any(_is_above_cap(ground, session) for session in found):
            breaches.append(f"{facts.name}: cap outside the easy band")
    return verdict("INV-35", breaches, "a capped run in every week", severity="warning")


def _is_above_cap(ground: Ground, session: Session) -> bool:
    max_hr = ground.request.athlete.max_hr_bpm
    highs = [s.target.high for s in session.steps if s.target and s.target.type == "hr" and s.target.high is not None]
    low, high = ground.policy.week.hr_cap
    return max_hr is not None and any(not low * max_hr - 1 <= bpm <= high * max_hr + 1 for bpm in highs)


def _sensible_runs(ground: Ground) -> Check:
    rules = ground.policy.week
    breaches, found = [], [10_000.0]
    for facts in ground.weeks:
        small = facts.week.distance_m < rules.small_week_m
        for session in facts.runs:
            if session.ingredient == "race":
                continue
            minutes = session.duration_s / 60
            found.append(minutes)
            least = rules.small_week_run_min if small else rules.run_min[0]
            if session.ingredient in {"easy", "aerobic"} and facts.is_after_recovery and not small:
                least = rules.easy_run_min
            if not least - ROUNDING_MIN <= minutes <= rules.run_min[1] + ROUNDING_MIN:
                breaches.append(f"{session.date}: {minutes:.0f} min")
    return verdict("INV-37", breaches, f"shortest run {min(found):.0f} min", severity="warning")
