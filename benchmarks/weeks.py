"""How a plan's cost grows with its weeks: `.venv/bin/python -m benchmarks.weeks`.

The same eight runners with longer and longer winters, in process time. Milliseconds belong to one machine and its mood;
milliseconds a week should stay the same from row to row.
"""

from datetime import date, timedelta
from statistics import median
from typing import Any

from benchmarks.__main__ import timed
from plans.engine.contract import load_request
from plans.engine.planner import plan

FALL = date(2025, 11, 2)
SPRING_WEEKS = 12
LENGTHS = (10, 20, 30, 40, 50)
TRIES = 15


def main() -> None:
    print(f"{'weeks':>6}{'median ms':>12}{'ms a week':>12}")
    for weeks in LENGTHS:
        cost_ms = median_ms(weeks)
        print(f"{weeks:6}{cost_ms:12.2f}{cost_ms / weeks:12.3f}")


def median_ms(weeks: int) -> float:
    requests = [load_request(document(weeks, base_km, unit)) for base_km in (30, 45, 60, 80) for unit in ("km", "mi")]
    for request in requests:
        plan(request)  # the first plan also reads tables and builds validators
    return median(timed(plan, request)[0] for _ in range(TRIES) for request in requests)


def document(weeks: int, base_km: int, unit: str) -> dict[str, Any]:
    """A runner whose days are all free, from a marathon to a marathon."""
    race = FALL + timedelta(weeks=weeks + SPRING_WEEKS)
    return {
        "version": 1,
        "today": FALL.isoformat(),
        "athlete": {"birth_date": "1990-02-10", "years_running": 4.0, "usual_run_days": 5, "unit": unit},
        "history": {"baseline_m": base_km * 1000, "baseline_long_m": base_km * 300},
        "fall_race": {"date": FALL.isoformat(), "distance_m": 42_195, "duration_s": 13_500},
        "a_race": {"date": race.isoformat(), "distance_m": 42_195},
        "spring_plan": {"weeks": SPRING_WEEKS, "week1_m": base_km * 720},
    }


if __name__ == "__main__":
    main()
