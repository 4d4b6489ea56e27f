"""Requests for engine tests: one good one to change, and the generators of planning.md section 7."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DISTANCES = (5_000, 10_000, 21_097.5, 42_195, 50_000, 80_467.2, 100_000, 160_934.4)


def plan_request(**changes: Any) -> Document:
    """Bob, New York to Boston on twelve spring weeks; each argument is merged into its part of the request."""
    document: Document = {
        "version": 1,
        "today": "2025-11-05",
        "athlete": {
            "birth_date": "1990-02-10",
            "sex": "M",
            "years_running": 4.0,
            "usual_run_days": 5,
            "strength": {"experience": "some", "equipment": "home"},
        },
        "history": {
            "baseline_m": 60_000,
            "baseline_long_m": 20_000,
            "best_race": {"date": "2025-09-14", "distance_m": 10_000, "duration_s": 2_772},
        },
        "fall_race": {"name": "New York", "date": "2025-11-02", "distance_m": 42_195},
        "a_race": {"name": "Boston", "date": "2026-04-20", "distance_m": 42_195},
        "spring_plan": {"weeks": 12, "week1_m": 45_000, "week1_long_m": 14_000},
    }
    for part, change in changes.items():
        known = document.get(part)
        document[part] = {**known, **change} if isinstance(known, dict) and isinstance(change, dict) else change
    return document


@st.composite
def athletes(draw: st.DrawFn, *, fall: date) -> Document:
    days = draw(st.sets(st.sampled_from(DAYS), min_size=2, max_size=7))
    age = draw(st.integers(18, 80))
    minutes = st.one_of(st.none(), st.integers(30, 240))
    return {
        "birth_date": (fall - timedelta(days=round(age * 365.25) + 100)).isoformat(),
        "sex": draw(st.sampled_from(["F", "M", None])),
        "years_running": draw(st.one_of(st.none(), st.floats(0, 30))),
        "usual_run_days": draw(st.integers(3, 7)),
        "available_min": {day: draw(minutes) if day in days else 0 for day in DAYS},
        "comfort": draw(st.integers(-2, 2)),
        "injury": draw(st.sampled_from(["none", "none", "none", "niggle", "past_year"])),
        "strength": {
            "experience": draw(st.sampled_from(["none", "some", "trained"])),
            "equipment": draw(st.sampled_from(["none", "home", "gym"])),
        },
        "max_hr_bpm": draw(st.one_of(st.none(), st.integers(150, 205))),
        "unit": draw(st.sampled_from(["km", "mi", "min"])),
        "week_start": draw(st.sampled_from(["mon", "sun"])),
        "long_run_day": draw(st.one_of(st.none(), st.sampled_from(DAYS))),
    }


@st.composite
def requests(draw: st.DrawFn) -> Document:
    """Any runner between any two races; now and then with a field missing."""
    fall = draw(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
    base = draw(st.floats(8_000, 180_000))
    spring_weeks = draw(st.integers(4, 20))
    gap = timedelta(weeks=draw(st.integers(-2, 40)) + spring_weeks, days=draw(st.integers(0, 6)))
    distance = draw(st.sampled_from(DISTANCES))
    status = draw(st.sampled_from(["finished", "finished", "finished", "planned", "dnf", "dns"]))
    document: Document = {
        "version": 1,
        "today": fall.isoformat(),
        "athlete": draw(athletes(fall=fall)),
        "history": {"baseline_m": base, "baseline_long_m": base * draw(st.floats(0.22, 0.45))},
        "fall_race": {"date": fall.isoformat(), "distance_m": distance, "status": status},
        "a_race": {"date": (fall + gap).isoformat(), "distance_m": draw(st.sampled_from(DISTANCES))},
        "spring_plan": {"weeks": spring_weeks, "week1_m": base * draw(st.floats(0.4, 1.2))},
        "policy": {"cut": draw(st.one_of(st.none(), st.floats(0.2, 0.4)))},
    }
    if status == "dnf":
        document["fall_race"]["covered_m"] = distance * draw(st.floats(0.1, 1.0))
    if draw(st.integers(0, 9)) == 0:
        part = draw(st.sampled_from(["athlete", "spring_plan", "policy", "today"]))
        del document[part]
    return document
