"""How long a plan takes: `.venv/bin/python -m benchmarks`.

The same requests each time, drawn from a seed, in process time. Beside them the floor, measured in the same run: the same
requests and responses written as JSON and read again, which nothing that answers JSON with JSON can do without.
Compare the ratios; milliseconds belong to one machine and its mood.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from statistics import median, quantiles
from time import process_time_ns
from typing import Any, TypeVar

from plans.engine.contract import dump, load_request
from plans.engine.planner import plan
from plans.engine.response import PlanResponse

Document = dict[str, Any]
T = TypeVar("T")

SEED = 20_260_419
SWEEP = 300
FLOOR_TRIES = 3  # a round trip is short enough for one interruption to show
NS_PER_MS = 1_000_000
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DISTANCES_M = (5_000, 10_000, 21_097.5, 42_195, 50_000)


def main() -> None:
    documents = sweep()
    requests = [load_request(document) for document in documents]
    plan(requests[0])  # the first plan also reads tables and builds validators
    planned, floor, responses = [], [], []
    for document, request in zip(documents, requests, strict=True):
        plan_ms, response = timed(plan, request)
        planned.append(plan_ms)
        # One after the other, so that both meet the machine in the same mood.
        floor.append(floor_ms([document, dump(response)]))
        responses.append(response)
    print(f"{len(requests)} requests, seed {SEED}: {said(responses)}\n")
    print_table(planned, floor)


def sweep() -> list[Document]:
    chance = Random(SEED)
    return [request_document(chance) for _ in range(SWEEP)]


def request_document(chance: Random) -> Document:
    """Any runner between two races, now and then with less time than the spring plan asks for."""
    fall = date(2025, 9, 1) + timedelta(days=chance.randrange(90))
    spring_weeks = chance.choice((8, 10, 12, 16, 18))
    gap = timedelta(weeks=spring_weeks + chance.randrange(0, 18), days=chance.randrange(7))
    base_m = chance.uniform(20_000, 130_000)
    free = chance.sample(DAYS, k=chance.randrange(4, 8))
    return {
        "version": 1,
        "today": fall.isoformat(),
        "athlete": {
            "birth_date": (fall - timedelta(days=round(chance.uniform(18, 75) * 365.25))).isoformat(),
            "sex": chance.choice(("F", "M")),
            "years_running": chance.uniform(0.5, 25),
            "usual_run_days": chance.randrange(3, 8),
            "available_min": {day: chance.choice((None, 90, 120, 240)) if day in free else 0 for day in DAYS},
            "strength": {
                "experience": chance.choice(("none", "some", "trained")),
                "equipment": chance.choice(("none", "home", "gym")),
            },
            "unit": chance.choice(("km", "mi", "min")),
            "week_start": chance.choice(("mon", "sun")),
        },
        "history": {"baseline_m": base_m, "baseline_long_m": base_m * chance.uniform(0.25, 0.4)},
        "fall_race": {"date": fall.isoformat(), "distance_m": chance.choice(DISTANCES_M), "status": "finished"},
        "a_race": {"date": (fall + gap).isoformat(), "distance_m": chance.choice(DISTANCES_M)},
        "spring_plan": {"weeks": spring_weeks, "week1_m": base_m * chance.uniform(0.5, 0.9)},
    }


def timed(work: Callable[[Any], T], subject: Any) -> tuple[float, T]:
    began = process_time_ns()
    result = work(subject)
    return (process_time_ns() - began) / NS_PER_MS, result


def floor_ms(documents: Sequence[Document]) -> float:
    return min(timed(round_trip, documents)[0] for _ in range(FLOOR_TRIES))


def round_trip(documents: Sequence[Document]) -> list[Document]:
    return [json.loads(json.dumps(document)) for document in documents]


def said(responses: Sequence[PlanResponse]) -> str:
    """ "241 FULL, 30 RECOVERY_ONLY": whether the sweep measured plans or refusals."""
    found = Counter(response.status or (response.error.code if response.error else "?") for response in responses)
    return ", ".join(f"{count} {status}" for status, count in found.most_common())


def print_table(planned: Sequence[float], floor: Sequence[float]) -> None:
    print(f"{'process time, ms':18}{'median':>10}{'p95':>10}{'max':>10}")
    ours, least = figures(planned), figures(floor)
    rows = {"plan": ours, "JSON round trip": least, "ratio": [a / b for a, b in zip(ours, least, strict=True)]}
    for name, row in rows.items():
        print(f"{name:18}" + "".join(f"{figure:10.2f}" for figure in row))


def figures(values: Sequence[float]) -> list[float]:
    """Median, 95th percentile, maximum."""
    return [median(values), quantiles(values, n=20)[-1], max(values)]


if __name__ == "__main__":
    main()
