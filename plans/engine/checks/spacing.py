"""INV-26 to INV-28, INV-31 and INV-36: what stands beside what."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from plans.engine.checks.facts import is_fast, verdict
from plans.engine.checks.ground import Ground
from plans.engine.policy import FIFTY_KM_M
from plans.engine.response import Check, Session

DAY = timedelta(days=1)


def spacing_checks(ground: Ground) -> Iterator[Check]:
    if not ground.weeks:
        return
    yield _hard_days_apart(ground)
    if ground.is_masters:
        yield _masters_spacing(ground)
    yield _rest_days(ground)
    yield _fresh_legs(ground)
    yield _doubles(ground)


def hard_dates(ground: Ground) -> list[date]:
    return sorted({session.date for session in ground.sessions if ground.is_hard(session)})


def _fast_dates(ground: Ground) -> list[date]:
    return sorted({session.date for session in ground.sessions if is_fast(session, ground.policy)})


def _hard_days_apart(ground: Ground) -> Check:
    hard, fast = hard_dates(ground), _fast_dates(ground)
    long_days = {session.date for session in ground.sessions if session.ingredient == "long"}
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
    hard = [session for session in ground.sessions if session.date in (earlier, later) and ground.is_hard(session)]
    return facts is not None and facts.week.phase == "rebuild" and all(s.ingredient == "long" for s in hard)


def _masters_spacing(ground: Ground) -> Check:
    dates, name = (hard_dates(ground), "hard") if ground.is_veteran else (_fast_dates(ground), "fast")
    gap = ground.policy.week.heavy_gap_days + 1  # two easy or rest days between
    breaches = [
        f"{later}: {name} after {(later - earlier).days} days"
        for earlier, later in pairwise(dates)
        if (later - earlier).days < gap
    ]
    least = min(((later - earlier).days for earlier, later in pairwise(dates)), default=0)
    return verdict("INV-27", breaches, f"{name} days at least {least} days apart", severity=ground.spacing_severity)


def _rest_days(ground: Ground) -> Check:
    run_dates = {session.date for session in ground.runs}
    heavy_dates = {session.date for session in ground.sessions if session.heavy}
    breaches, fewest = [], 7
    for facts in ground.weeks:
        free = [day for day in facts.dates if day not in run_dates]
        fewest = min(fewest, len(free))
        if not free:
            breaches.append(f"{facts.name}: running every day")
        elif all(day in heavy_dates for day in free):
            breaches.append(f"{facts.name}: heavy lifting on every day without a run")
    days = [day for facts in ground.weeks for day in facts.dates]
    breaches += [
        f"{days[at]}: running eight days in a row"
        for at in range(len(days) - 7)
        if all(day in run_dates for day in days[at : at + 8])
    ]
    return verdict("INV-28", breaches, f"at least {fewest} days a week without running")


def _fresh_legs(ground: Ground) -> Check:
    heavy = [session for session in ground.sessions if session.heavy]
    key = [session for session in ground.sessions if session.ingredient == "long" or is_fast(session, ground.policy)]
    breaches = [
        f"{lift.date}: {lift.code} before {run.code}" for run in key for lift in heavy if _is_just_before(lift, run)
    ]
    return verdict("INV-31", breaches, f"{len(heavy)} heavy sessions, none in the 24 hours before a key run")


def _is_just_before(lift: Session, run: Session) -> bool:
    return lift.date + DAY == run.date or (lift.date == run.date and lift.order < run.order)


def _doubles(ground: Ground) -> Check:
    rules = ground.policy.week
    breaches, doubles = [], 0
    for facts in ground.weeks:
        for day in facts.run_dates:
            runs = sorted(session.distance_m for session in facts.runs if session.date == day)
            doubles += len(runs) > 1
            if len(runs) < 2:  # noqa: PLR2004 - a double is two runs
                continue
            big = facts.week.distance_m >= rules.doubles_week_m - facts.tolerance_m
            small = runs[0] <= rules.second_run_m and runs[0] <= rules.second_run_share * sum(runs)
            if not (big and small and len(facts.run_dates) >= rules.doubles_run_days and len(runs) == 2):  # noqa: PLR2004
                breaches.append(f"{day}: {len(runs)} runs")
    return verdict("INV-36", breaches, f"{doubles} doubles")
