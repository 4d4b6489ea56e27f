"""INV-11 to INV-16: the long run, and any run against the ones before it. Metres."""

from collections.abc import Iterator

from plans.engine.checks.facts import TEST, WeekFacts
from plans.engine.checks.ground import Ground
from plans.engine.checks.rules import km, long_share
from plans.engine.checks.verdict import verdict
from plans.engine.policy import FIFTY_KM_M
from plans.engine.response import Check, Session
from plans.engine.spike import longest_allowed_m


def long_run_checks(ground: Ground) -> Iterator[Check]:
    if any(_is_judged(ground, facts) for facts in ground.after_recovery):
        yield _one_long_run(ground)
    if ground.weeks:
        yield _share_of_week(ground)
        yield _no_spike(ground)
        yield _time_limit(ground)
    settled = [facts for facts in ground.settled if facts.longs]
    if settled:
        yield _scaled_but_kept(ground, settled)
    if ground.leads_to_spring:
        yield _ready(ground)


def _is_judged(ground: Ground, facts: WeekFacts) -> bool:
    if ground.is_low_frequency or facts.is_race_touched or ground.is_returning:
        return False
    return len(facts.run_dates) >= ground.policy.week.least_run_days


def _one_long_run(ground: Ground) -> Check:
    breaches, skipped = [], False
    for facts in ground.after_recovery:
        if not _is_judged(ground, facts):
            skipped = skipped and not facts.longs
            continue
        every_other = ground.request.athlete.long_run_every > 1 and facts.week.phase == "maintenance"
        may_skip = every_other and not skipped
        skipped = every_other and not facts.longs
        fault = _other_week_fault(ground, facts) if skipped and may_skip else _long_fault(ground, facts)
        if fault:
            breaches.append(f"{facts.name}: {fault}")
    return verdict("INV-11", breaches, f"one long run in each of {len(ground.after_recovery)} weeks")


def _long_fault(ground: Ground, facts: WeekFacts) -> str:
    found = sorted(facts.longs, key=lambda session: session.distance_m)
    back_to_back = ground.request.a_race.distance_m >= FIFTY_KM_M and facts.week.phase == "rebuild"
    if len(found) != 1 and not (back_to_back and len(found) == 2):  # noqa: PLR2004 - back to back means two
        return f"{len(found)} long runs"
    longest, rules = found[-1], ground.policy.long_run
    if longest.distance_m < facts.longest_m:
        return "another run is longer"
    if len(found) > 1 and found[0].distance_m > rules.second_share * longest.distance_m + facts.tolerance_m:
        return "the second long run is too long"
    others = [session.distance_m for session in facts.runs if session.ingredient != "long"]
    mean_m = sum(others) / len(others) if others else 0.0
    if longest.distance_m >= rules.over_mean * mean_m - 1 or _is_at_bound(ground, facts, longest):
        return ""
    return f"{km(longest.distance_m)} beside {km(mean_m)} on the other days"


def _other_week_fault(ground: Ground, facts: WeekFacts) -> str:
    rules = ground.policy.long_run
    minutes = rules.beginner_other_week_min if ground.level == "beginner" else rules.other_week_min
    longest = max(facts.runs, key=lambda session: session.distance_m)
    too_far = longest.distance_m > rules.other_week_share[1] * ground.baseline_long_m + facts.tolerance_m
    return f"{km(longest.distance_m)} without a long run" if too_far and longest.duration_s > minutes * 60 else ""


def _is_at_bound(ground: Ground, facts: WeekFacts, run: Session) -> bool:
    """Whether INV-13, 14, 15 or 30 already keeps the long run from being longer."""
    rules = ground.policy.long_run
    ceiling_m = (rules.ceiling_share if facts.week.phase == "maintenance" else 1.0) * ground.baseline_long_m
    earlier_m = ground.earlier_longest_m[run.date]
    bounds_m = [ceiling_m] if earlier_m is None else [ceiling_m, longest_allowed_m(earlier_m, policy=ground.policy)]
    minutes = [ground.long_limit_min, ground.limit_min(run.date)]
    pace = run.duration_s / run.distance_m
    bounds_m += [limit * 60 / pace for limit in minutes if limit is not None]
    return run.distance_m >= min(bounds_m) - facts.tolerance_m


def _share_of_week(ground: Ground) -> Check:
    breaches, most = [], 0.0
    for position, facts in enumerate(ground.weeks):
        if facts.is_race_touched or not facts.runs:
            continue
        light = facts.is_light or (position == 0 and not facts.is_after_recovery)
        share = long_share(len(facts.run_dates), light=light, policy=ground.policy)
        if ground.is_low_frequency and len(facts.run_dates) > 1:
            share = max(share, ground.policy.long_run.share_by_days[2])
        most = max(most, facts.longest_m / facts.week.distance_m)
        if facts.longest_m > share * facts.week.distance_m + facts.tolerance_m:
            breaches.append(f"{facts.name}: {100 * facts.longest_m / facts.week.distance_m:.0f}% of the week")
    return verdict("INV-12", breaches, f"longest run at most {100 * most:.0f}% of its week")


def _scaled_but_kept(ground: Ground, weeks: list[WeekFacts]) -> Check:
    rules, long_m = ground.policy.long_run, ground.baseline_long_m
    breaches, shares = [], []
    for facts in weeks:
        run = max(facts.longs, key=lambda session: session.distance_m)
        shares.append(run.distance_m / long_m if long_m else 0.0)
        floor_m = 0.0 if ground.is_time_limited else _floor_m(ground, facts, run)
        if not floor_m - facts.tolerance_m <= run.distance_m <= rules.ceiling_share * long_m + facts.tolerance_m:
            breaches.append(f"{facts.name}: {100 * shares[-1]:.0f}% of the usual long run")
    rebuilt = [facts for facts in ground.weeks if facts.week.phase == "rebuild"]
    breaches += [
        f"{facts.name}: longer than the usual long run"
        for facts in rebuilt
        if any(session.distance_m > long_m + facts.tolerance_m for session in facts.longs)
    ]
    return verdict("INV-13", breaches, f"{100 * min(shares):.0f}-{100 * max(shares):.0f}% of the usual long run")


def _floor_m(ground: Ground, facts: WeekFacts, run: Session) -> float:
    """The least a long run may be: half the usual one, unless another rule keeps it shorter."""
    pace = run.duration_s / run.distance_m
    share = long_share(len(facts.run_dates), light=False, policy=ground.policy)
    earlier_m = ground.earlier_longest_m[run.date]
    bounds_m = [
        ground.policy.long_run.floor_share * ground.baseline_long_m,
        share * facts.week.distance_m,
        ground.long_limit_min * 60 / pace,
    ]
    limit = ground.limit_min(run.date)
    if limit is not None:
        bounds_m.append(limit * 60 / pace)
    if earlier_m is not None:
        bounds_m.append(longest_allowed_m(earlier_m, policy=ground.policy))
    return min(bounds_m)


def _no_spike(ground: Ground) -> Check:
    breaches, shares = [], []
    longest_m = ground.earlier_longest_m
    for session in ground.runs:
        earlier_m = longest_m[session.date]
        if session.ingredient == "race" or session.code == TEST or not earlier_m:
            continue
        share = session.distance_m / earlier_m
        shares.append(share)
        if share > 1 and session.distance_m > longest_allowed_m(earlier_m, policy=ground.policy) + 1:
            breaches.append(f"{session.date}: {km(session.distance_m)} after at most {km(earlier_m)} in 30 days")
    most = max(shares, default=0.0)
    return verdict("INV-14", breaches, f"at most {100 * most:.0f}% of the longest run of 30 days")


def _time_limit(ground: Ground) -> Check:
    runs = [session for session in ground.runs if session.ingredient != "race"]
    # A minute of slack: durations follow from rounded distances.
    over = [session for session in runs if session.duration_s > (ground.long_limit_min + 1) * 60]
    longest = max((session.duration_s for session in runs), default=0) / 60
    breaches = [f"{session.date}: {session.duration_s / 60:.0f} min" for session in over]
    return verdict("INV-15", breaches, f"longest run {longest:.0f} min of {ground.long_limit_min:.0f}")


def _ready(ground: Ground) -> Check:
    """Short of it, the plan holds the rule by saying so: flag LR_SHORT."""
    wanted_m = ground.response.spring_plan.week1_long_m if ground.response.spring_plan else 0.0
    longest_m = max(facts.longest_m for facts in ground.last_weeks)
    is_ready = longest_m >= ground.policy.long_run.ready_share * wanted_m - ground.last_weeks[-1].tolerance_m
    measured = f"{km(longest_m)} for a first long run of {km(wanted_m)}"
    told = is_ready or "LR_SHORT" in ground.flags
    return verdict("INV-16", [] if told else [measured], measured, severity="warning")
