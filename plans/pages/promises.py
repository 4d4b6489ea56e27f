"""The four promises of an off-season, counted from the plan and not from its intentions."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from plans.engine.response import Check, PlanResponse, Session, Week
from plans.pages.factors import SETTLED, counted_cut, week_name
from plans.words import wording

DEEPEST_CUT: Final = 0.40
SHALLOWEST_CUT: Final = 0.20
EASY_SHARE: Final = 0.75
GAP_RULE: Final = "INV-04"
SOUP: Final = frozenset({"long", "fast", "strides", "aerobic", "strength", "mobility", "rest"})
# These weeks take the edge off: strides may stand in for the fast workout (INV-17).
EDGE_OFF: Final = frozenset({"down", "cutback", "freshen"})


class Promise(NamedTuple):
    label: str
    value: str
    unit: str
    is_kept: bool


def promises(plan: PlanResponse, *, race_day: date) -> tuple[Promise, ...]:
    """Empty for a plan without weeks; a plan of recovery weeks alone promises no ingredients."""
    if not plan.weeks or plan.cut is None:
        return ()
    return (_cut(plan), *_ingredients(plan.weeks), _gap(plan, race_day), _easy(plan.weeks))


def missing_ingredients(week: Week) -> frozenset[str]:
    """Which of the seven this week has not. An easy run without a ceiling is aerobic too; a race is fast."""
    found: set[str] = {session.ingredient for session in week.sessions}
    if any(session.strides for session in week.sessions):
        found.add("strides")
    if "easy" in found:
        found.add("aerobic")
    if "race" in found or (week.kind in EDGE_OFF and "strides" in found):
        found.add("fast")
    if _has_day_off(week):
        found.add("rest")
    return SOUP - found


def longest_gap_days(weeks: Sequence[Week], *, race_day: date) -> int:
    """The most days in a row without running, the ones between the race and the first week with them."""
    runs = sorted({session.date for week in weeks for session in week.sessions if session.distance_m})
    after_the_last = weeks[-1].end + timedelta(days=1)
    days = [min(race_day, weeks[0].start - timedelta(days=1)), *runs, after_the_last]
    return max((later - earlier).days - 1 for earlier, later in pairwise(days))


def easy_share(weeks: Iterable[Week]) -> float:
    """Of all the running time, the part at an easy pace."""
    runs = [session for week in weeks for session in week.sessions if session.distance_m]
    total_s = sum(session.duration_s for session in runs)
    return 1 - sum(session.quality_s for session in runs) / total_s if total_s else 1.0


def _cut(plan: PlanResponse) -> Promise:
    value, is_settled = counted_cut(plan), week_name(plan.weeks) == SETTLED
    return Promise(
        "less than your usual week" if is_settled else "in the fullest week, against your usual one",
        wording.points(-value),
        "%",
        is_kept=SHALLOWEST_CUT <= value <= DEEPEST_CUT,
    )


def _ingredients(weeks: tuple[Week, ...]) -> Iterable[Promise]:
    """Recovery weeks are left out: before clearance fast running and strides are absent, not missed."""
    judged = [week for week in weeks if week.phase != "recovery"]
    whole = sum(not missing_ingredients(week) for week in judged)
    if judged:
        yield Promise("weeks with every ingredient", str(whole), f"of {len(judged)}", is_kept=whole == len(judged))


def _gap(plan: PlanResponse, race_day: date) -> Promise:
    days = longest_gap_days(plan.weeks, race_day=race_day)
    judged: Check | None = next((check for check in plan.checks if check.id == GAP_RULE), None)
    unit = "day" if days == 1 else "days"
    return Promise("longest gap without running", str(days), unit, is_kept=judged is None or judged.ok)


def _easy(weeks: tuple[Week, ...]) -> Promise:
    share = easy_share(weeks)
    return Promise("of the running is easy", str(round(100 * share)), "%", is_kept=share >= EASY_SHARE)


def _has_day_off(week: Week) -> bool:
    return any(all(_is_off(session) for session in week.sessions if session.date == day) for day in _days(week))


def _is_off(session: Session) -> bool:
    return not session.distance_m


def _days(week: Week) -> Iterable[object]:
    return (week.start + timedelta(days=n) for n in range((week.end - week.start).days + 1))
