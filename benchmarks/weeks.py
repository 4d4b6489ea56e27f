"""How a plan's cost grows with its weeks: `.venv/bin/python -m benchmarks.weeks`.

The same eight runners with longer and longer winters, in process time. Milliseconds belong to one machine and its mood;
milliseconds a week should stay the same from row to row. Then twenty weeks of runners who are all different, each planned
once, so that nothing remembered from one plan does the work of another; beside them what they should take at most.
"""

from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

from benchmarks.__main__ import DAYS, SEED, timed
from plans.engine.contract import load_request
from plans.engine.planner import plan

FALL = date(2025, 11, 2)
SPRING_WEEKS = 12
LENGTHS = (10, 20, 30, 40, 50)
TRIES = 15
ORDINARY_WEEKS, RUNNERS, LIMIT_MS = 20, 300, 5.0
FULL = frozenset({"OK", "SPLIT"})


def main() -> None:
    print(f"{'weeks':>6}{'median ms':>12}{'ms a week':>12}")
    for weeks in LENGTHS:
        cost_ms = median_ms(weeks)
        print(f"{weeks:6}{cost_ms:12.2f}{cost_ms / weeks:12.3f}")
    full, short = different_costs_ms()
    judged = "within" if median(full) <= LIMIT_MS else "over"
    print(f"\n{len(full)} different runners, {ORDINARY_WEEKS} weeks: {median(full):.2f} ms, {judged} {LIMIT_MS:.1f} ms")
    print(f"{len(short)} more whose plan falls short, remedies included: {median(short):.2f} ms")


def median_ms(weeks: int) -> float:
    requests = [load_request(document(weeks, base_km, unit)) for base_km in (30, 45, 60, 80) for unit in ("km", "mi")]
    for request in requests:
        plan(request)  # the first plan also reads tables and builds validators
    return median(timed(plan, request)[0] for _ in range(TRIES) for request in requests)


def different_costs_ms() -> tuple[list[float], list[float]]:
    """Of full plans, and of those that are short of something: every remedy of theirs was tried as a plan of its own."""
    chance = Random(SEED)
    found = [timed(plan, load_request(different_runner(chance))) for _ in range(RUNNERS)]
    full = [cost_ms for cost_ms, answer in found if answer.status in FULL]
    return full, [cost_ms for cost_ms, answer in found if answer.status not in FULL]


def different_runner(chance: Random) -> dict[str, Any]:
    """One of the runners above with days, ability, races and strength training of their own."""
    found = document(ORDINARY_WEEKS, chance.uniform(28, 95), chance.choice(("km", "mi", "min")))
    closed = chance.sample(DAYS, k=chance.randrange(3))
    found["athlete"] |= {
        "years_running": chance.uniform(2, 15),
        "usual_run_days": chance.randrange(4, 7 - len(closed) + 1),
        "available_min": dict.fromkeys(closed, 0),
        "week_start": chance.choice(("mon", "sun")),
        "strength": {
            "experience": chance.choice(("none", "some", "trained")),
            "equipment": chance.choice(("none", "home", "gym")),
        },
    }
    found["fall_race"] |= {"distance_m": chance.choice((21_097.5, 42_195)), "duration_s": chance.uniform(9_000, 17_000)}
    return found


def document(weeks: int, base_km: float, unit: str) -> dict[str, Any]:
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
