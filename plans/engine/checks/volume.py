"""INV-01 to INV-10: how far the weeks go. Weekly totals in metres."""

from collections.abc import Iterator
from itertools import pairwise

from plans.engine.checks.facts import WeekFacts
from plans.engine.checks.ground import DAY, Ground
from plans.engine.checks.rules import km, tolerance_m
from plans.engine.checks.verdict import verdict
from plans.engine.response import Check
from plans.engine.volume import grown, step_from_recovery_m


def volume_checks(ground: Ground) -> Iterator[Check]:
    maintenance = [facts for facts in ground.weeks if facts.is_maintenance]
    if maintenance:
        yield _band(ground, maintenance, ground.settled)
    if ground.settled:
        yield _near_the_cut(ground, ground.settled)
    light = [facts for facts in ground.after_recovery if facts.week.kind == "down" or _is_away(facts)]
    if light:
        yield _light_weeks(ground, light)
    if ground.weeks:
        yield _no_months_off(ground)
    if ground.after_recovery:
        yield _growth(ground)
        yield _growth_rhythm(ground)
    if ground.recovery and not ground.is_returning:
        yield _recovery_ceiling(ground)
    if ground.recovery:
        yield _recovery_rises(ground)
    if ground.leads_to_spring:
        yield _reaches_the_plan(ground)
        yield _freshens(ground)


def _band(ground: Ground, weeks: list[WeekFacts], settled: list[WeekFacts]) -> Check:
    rules = ground.policy.volume
    low_m, high_m = rules.band_floor * ground.baseline_m, rules.band_ceiling * ground.baseline_m
    if "CUT_OVERRIDE" in ground.flags:
        room = ground.policy.cut.override_tolerance * ground.baseline_m
        low_m, high_m = ground.target_m - room, ground.target_m + room
    low_m = 0.0 if ground.is_time_limited else low_m
    # On the way up from recovery a week may stand in the coach's band before it reaches a cut outside of it.
    ramp_m = min(low_m, rules.band_floor * ground.baseline_m)
    breaches = [
        f"{facts.name}: {_share(facts.week.distance_m, ground)}"
        for facts in weeks
        if not (low_m if facts in settled else ramp_m) - facts.tolerance_m
        <= facts.week.distance_m
        <= high_m + facts.tolerance_m
    ]
    shares = sorted(facts.week.distance_m / ground.baseline_m for facts in weeks)
    return verdict("INV-01", breaches, f"{100 * shares[0]:.1f}-{100 * shares[-1]:.1f}% of baseline")


def _near_the_cut(ground: Ground, weeks: list[WeekFacts]) -> Check:
    mean_m = sum(facts.week.distance_m for facts in weeks) / len(weeks)
    room = ground.policy.checks.settled_tolerance * ground.baseline_m + weeks[0].tolerance_m
    too_low = mean_m < ground.target_m - room and not ground.is_time_limited
    measured = f"{_share(mean_m, ground)} for {_share(ground.target_m, ground)}"
    return verdict("INV-02", [measured] if too_low or mean_m > ground.target_m + room else [], measured)


def _is_away(facts: WeekFacts) -> bool:
    """A holiday week; in rebuild INV-05 and the spring plan say what a week holds."""
    return facts.is_holiday and facts.week.phase in {"maintenance", "base"}


def _light_weeks(ground: Ground, weeks: list[WeekFacts]) -> Check:
    floor_m = ground.policy.volume.down_floor * ground.baseline_m
    breaches = []
    for facts in weeks:
        least_m = floor_m * min(1.0, facts.usable_days / ground.usual_days)
        if facts.week.distance_m < least_m - tolerance_m(least_m, ground.policy):
            breaches.append(f"{facts.name}: {_share(facts.week.distance_m, ground)}")
    planned = [facts.week.index for facts in weeks if facts.week.kind == "down" and not facts.is_holiday]
    gap = ground.policy.checks.down_gap_weeks
    breaches += [f"week {later}: down again" for earlier, later in pairwise(planned) if later - earlier <= gap]
    least = min(facts.week.distance_m for facts in weeks)
    return verdict("INV-03", breaches, f"{len(weeks)} lighter weeks, at least {_share(least, ground)}")


def _no_months_off(ground: Ground) -> Check:
    """Days that are blacked out or not available neither count nor break the count."""
    breaches, idle, longest, limit = [], 0, 0, 0
    day = ground.weeks[0].week.start  # the few days before it belong to no week
    last, run_dates = ground.weeks[-1].week.end, ground.run_dates
    while day <= last:
        if day in run_dates:
            idle = 0
        elif ground.limit_min(day) != 0 and day not in ground.kept_for_races:
            limit = _idle_limit(ground, ground.week_of(day)) if not idle else limit
            idle += 1
            longest = max(longest, idle)
            if idle == limit + 1:
                breaches.append(f"{day}: {idle} days without running")
        day += DAY
    return verdict("INV-04", breaches, f"at most {longest} days without running")


def _idle_limit(ground: Ground, facts: WeekFacts | None) -> int:
    """Leftover days before the first week belong to recovery."""
    rules = ground.policy.week
    if facts is None or not facts.is_after_recovery:
        return ground.clearance.rest_max_days
    small = len(facts.run_dates) <= rules.least_run_days
    return rules.idle_days_small_schedule if small else rules.idle_days


def _growth(ground: Ground) -> Check:
    breaches, most = [], 0.0
    totals = [float(facts.week.distance_m) for facts in ground.weeks]
    for position, facts in enumerate(ground.weeks):
        before = totals[max(0, position - ground.policy.checks.growth_window_weeks) : position]
        if not facts.is_after_recovery or not before:
            continue
        allowed_m = grown(max(before), earlier_m=totals[:position], rules=ground.policy.volume)
        if not any(before):
            allowed_m = ground.policy.volume.restart_share * ground.baseline_m
        if not ground.weeks[position - 1].is_after_recovery:
            allowed_m = max(allowed_m, _step_into_band_m(ground, before[-1]))
        most = max(most, facts.week.distance_m / max(before) - 1) if any(before) else most
        if facts.week.distance_m > allowed_m + facts.tolerance_m:
            breaches.append(f"{facts.name}: {km(facts.week.distance_m)} where {km(allowed_m)} is the most")
    return verdict("INV-05", breaches, f"at most {100 * most:.0f}% above the best of four weeks")


def _step_into_band_m(ground: Ground, last_recovery_m: float) -> float:
    rules = ground.policy
    return min(rules.volume.band_floor * ground.baseline_m, step_from_recovery_m(last_recovery_m, policy=rules))


def _recovery_ceiling(ground: Ground) -> Check:
    breaches, shares = [], []
    for facts, share in zip(ground.recovery, ground.fractions, strict=False):
        ceiling_m = share * ground.baseline_m * len(facts.dates) / 7
        shares.append(f"{100 * facts.week.distance_m / ground.baseline_m:.0f}%")
        if facts.week.distance_m > ground.policy.checks.recovery_ceiling * ceiling_m + facts.tolerance_m:
            breaches.append(f"{facts.name}: {km(facts.week.distance_m)} where {km(ceiling_m)} is planned")
    return verdict("INV-06", breaches, f"{', '.join(shares)} of baseline")


def _recovery_rises(ground: Ground) -> Check:
    breaches = [
        f"{later.name}: {km(later.week.distance_m)} after {km(earlier.week.distance_m)}"
        for earlier, later in pairwise(ground.recovery)
        if later.week.distance_m < earlier.week.distance_m - later.tolerance_m
    ]
    return verdict("INV-07", breaches, "each recovery week at least the one before", severity="warning")


def _reaches_the_plan(ground: Ground) -> Check:
    week1_m = ground.response.spring_plan.week1_m if ground.response.spring_plan else 0.0
    reached_m = max(facts.week.distance_m for facts in ground.last_weeks)
    slack_m = max(facts.tolerance_m for facts in ground.last_weeks)
    wanted_m = ground.policy.volume.ready_share * week1_m
    is_reached = ground.is_time_limited or reached_m >= wanted_m - slack_m
    measured = f"{km(reached_m)} for a first week of {km(week1_m)}"
    return verdict("INV-08", [] if is_reached else [measured], measured, severity=ground.readiness_severity)


def _freshens(ground: Ground) -> Check:
    last, best_m = ground.weeks[-1], max(facts.week.distance_m for facts in ground.last_weeks)
    low, high = ground.policy.checks.freshen
    low = 0.0 if ground.is_time_limited else low
    inside = low * best_m - last.tolerance_m <= last.week.distance_m <= high * best_m + last.tolerance_m
    measured = f"{100 * last.week.distance_m / best_m if best_m else 0:.0f}% of the best of the last three weeks"
    return verdict("INV-09", [] if inside else [measured], measured, severity=ground.readiness_severity)


def _growth_rhythm(ground: Ground) -> Check:
    best_m = max((facts.week.distance_m for facts in ground.recovery), default=0)
    breaches, run, longest = [], 0, 0
    for facts in ground.after_recovery:
        run = run + 1 if facts.week.distance_m > best_m + facts.tolerance_m else 0
        best_m = max(best_m, facts.week.distance_m)
        longest = max(longest, run)
        if run == ground.policy.checks.growth_run + 1:
            breaches.append(f"{facts.name}: {run} growth weeks in a row")
    return verdict("INV-10", breaches, f"at most {longest} growth weeks in a row", severity="warning")


def _share(metres: float, ground: Ground) -> str:
    return f"{100 * metres / ground.baseline_m if ground.baseline_m else 0:.1f}% of baseline"
