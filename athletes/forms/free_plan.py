"""What a visitor tried on the free planner, as the beginning of their own record."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from athletes.models import Athlete, Race

# Same name, same values: the contract's athlete and ours.
SAME = (
    "years_running", "usual_run_days", "home_min", "long_run_every", "comfort", "minimalist", "max_hr_bpm",
    "resting_hr_bpm", "lthr_bpm", "unit", "week_start", "southern",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tried:
    athlete: Athlete
    fall_race: Race | None = None
    a_race: Race | None = None


def tried(request: Any, *, athlete: Athlete) -> Tried | None:
    """The rows behind a contract request, unsaved; None when there is none, or it is not of that shape."""
    try:
        runner, history = request["athlete"], request.get("history") or {}
        for name in SAME:
            if runner.get(name) is not None:
                setattr(athlete, name, runner[name])
        athlete.long_run_day = runner.get("long_run_day") or ""
        athlete.sex = runner.get("sex") or ""
        athlete.available_min = dict(runner.get("available_min") or {})
        athlete.baseline_m = history.get("baseline_m")
        athlete.baseline_long_m = history.get("baseline_long_m")
        return Tried(athlete, _race(request["fall_race"]), _race(request["a_race"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _race(said: dict[str, Any]) -> Race:
    return Race(
        name=said.get("name") or "",
        date=date.fromisoformat(said["date"]),
        distance_m=float(said["distance_m"]),
        duration_s=said.get("duration_s"),
        status=said.get("status") or "planned",
    )
