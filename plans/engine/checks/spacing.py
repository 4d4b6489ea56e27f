"""INV-26 to INV-28, INV-31 and INV-36: what stands beside what."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from plans.engine.checks.ground import DAY, Ground
from plans.engine.checks.verdict import verdict
from plans.engine.policy import FIFTY_KM_M
from plans.engine.response import Check, Session

METRE = 1


def spacing_checks(ground: Ground) -> Iterator[Check]:
    if not ground.weeks:
        return
    yield _hard_days_apart(ground)
    if ground.is_masters:
        yield _masters_spacing(ground)
    yield _rest_days(ground)
    yield _fresh_legs(ground)
    yield _doubles(ground)


def _hard_days_apart(ground: Ground) -> Check:
    hard, fast = ground.hard_dates, ground.fast_dates
    long_days = {run.date for facts in ground.weeks for run in facts.longs}
    breaches = [
        f"{later}: hard after a hard day"
        for earlier, later in pairwise(hard)
        if later - earlier == DAY and not _is_back_to_back(ground, earlier, later)
    ]
    breaches += [
        f"{day + DAY}: long run after a fast day" for day in fast if day + DAY in long_days and day + DAY not in hard
    ]
    gap = min(((later - earlier).days for earlier, later in pairwise(hard)), default=0)
    measured = f"at least {gap} days from one hard day to the next" if gap else "fewer than two hard days"
    return verdict("INV-26", breaches, measured, severity=ground.spacing_severity)


def _is_back_to_back(ground: Ground, earlier: date, later: date) -> bool:
    """3.5: two long runs running, only in the rebuild to an ultra."""
    if ground.request.a_race.distance_m < FIFTY_KM_M:
        return False
    facts = ground.week_of(earlier)
    hard = [run for run in ground.hard_runs if run.date in {earlier, later}]
    return facts is not None and facts.week.phase == "rebuild" and all(s.ingredient == "long" for s in hard)


def _masters_spacing(ground: Ground) -> Check:
    dates, name = (ground.hard_dates, "hard") if ground.is_veteran else (ground.fast_dates, "fast")
    gap = ground.policy.week.masters_gap_days
    breaches = [
        f"{later}: {name} after {(later - earlier).days} days"
        for earlier, later in pairwise(dates)
        if (later - earlier).days < gap
    ]
    least = min(((later - earlier).days for earlier, later in pairwise(dates)), default=0)
    return verdict("INV-27", breaches, f"{name} days at least {least} days apart", severity=ground.spacing_severity)


def _rest_days(ground: Ground) -> Check:
    run_dates, heavy_dates = ground.run_dates, {session.date for session in ground.heavy}
    breaches, fewest = [], 7
    for facts in ground.weeks:
        free = [day for day in facts.dates if day not in run_dates]
        fewest = min(fewest, len(free))
        if not free:
            breaches.append(f"{facts.name}: running every day")
        elif all(day in heavy_dates for day in free):
            breaches.append(f"{facts.name}: heavy lifting on every day without a run")
    days = [day for facts in ground.weeks for day in facts.dates]
    streak = 0
    for day in days:
        streak = streak + 1 if day in run_dates else 0
        if streak == ground.policy.week.longest_streak + 1:
            breaches.append(f"{day}: running eight days in a row")
    return verdict("INV-28", breaches, f"at least {fewest} days a week without running")


def _fresh_legs(ground: Ground) -> Check:
    key = {run.date: run for facts in ground.weeks for run in (*facts.longs, *facts.fast)}
    breaches = [
        f"{lift.date}: {lift.code} before {run.code}"
        for lift in ground.heavy
        for run in (key.get(lift.date), key.get(lift.date + DAY))
        if run and _is_just_before(lift, run)
    ]
    return verdict("INV-31", breaches, f"{len(ground.heavy)} heavy sessions, none in the 24 hours before a key run")


def _is_just_before(lift: Session, run: Session) -> bool:
    return lift.date + DAY == run.date or (lift.date == run.date and lift.order < run.order)


def _doubles(ground: Ground) -> Check:
    rules = ground.policy.week
    breaches, doubles = [], 0
    for facts in ground.weeks:
        for day in facts.run_dates if len(facts.runs) > len(facts.run_dates) else ():
            runs = sorted(session.distance_m for session in facts.runs if session.date == day)
            doubles += len(runs) > 1
            if len(runs) < 2:  # noqa: PLR2004 - a double is two runs
                continue
            big = facts.week.distance_m >= rules.doubles_week_m - facts.tolerance_m
            # Two fifths on the dot are written down in whole metres, each run for itself.
            small = runs[0] <= min(rules.second_run_m, rules.second_run_share * sum(runs)) + METRE
            if not (big and small and len(facts.run_dates) >= rules.doubles_run_days and len(runs) == 2):  # noqa: PLR2004
                breaches.append(f"{day}: {len(runs)} runs")
    return verdict("INV-36", breaches, f"{doubles} doubles")
