"""Would the weeks as they are known today give another baseline than a plan was made from?"""

from dataclasses import dataclass
from typing import Any, Final

from plans.coach_rules import policy_of
from plans.engine.contract import ContractError, load_request
from plans.engine.settle import baseline_of
from plans.mapping import volume_history
from plans.models import OffSeason

Json = dict[str, Any]

NOTICED: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineChange:
    """Metres a week. `before_m` is None for a plan that had too few weeks to stand on."""

    before_m: float | None
    now_m: float


def baseline_change(off_season: OffSeason, request: Json) -> BaselineChange | None:
    """None where a plan made anew would stand on the same, to a hundredth, or on nothing. One query."""
    known = volume_history(off_season.athlete, off_season.fall_race)
    now_m = _baseline_m(request | {"history": request.get("history", {}) | known})
    before_m = _baseline_m(request)
    if now_m is None or (before_m and abs(now_m - before_m) <= NOTICED * before_m):
        return None
    return BaselineChange(before_m=before_m, now_m=now_m)


def _baseline_m(request: Json) -> float | None:
    try:
        found = baseline_of(load_request(request), policy=policy_of(request))
    except ContractError:
        return None
    return found.distance_m if found else None
