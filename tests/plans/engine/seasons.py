"""Generators of planning.md section 7 with everything in them: dated weeks, races in between, days away, quality asked.

`requests.py` holds the plain ones.
"""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.plans.engine.requests import DAYS, DISTANCES, Document

ZONES = ("marathon", "threshold", "interval", "repetition", "hill")
DAY = timedelta(days=1)
FALL_DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def or_none(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def half_kilometres(low_m: float, high_m: float) -> st.SearchStrategy[float]:
    return st.integers(round(low_m / 500), max(round(low_m / 500), round(high_m / 500))).map(
        lambda steps: 500.0 * steps
    )


@st.composite
def minutes_of_days(draw: st.DrawFn) -> Document:
    days = draw(st.sets(st.sampled_from(DAYS), min_size=2, max_size=7))
    limit = or_none(st.sampled_from(range(30, 241, 5)))
    return {day: draw(limit) if day in days else 0 for day in DAYS}


@st.composite
def whole_athletes(draw: st.DrawFn, *, fall: date, usual_m: float) -> Document:
    age, injury = draw(st.integers(18, 80)), draw(st.sampled_from(["none"] * 5 + ["past_year", "niggle", "returning"]))
    fixed = st.fixed_dictionaries({
        "weekday": st.sampled_from(DAYS), "ingredient": st.sampled_from(["fast", "easy", "long", "strength"]),
    })  # fmt: skip
    return {
        "birth_date": date(fall.year - age, draw(st.integers(1, 12)), draw(st.integers(1, 28))).isoformat(),
        "sex": draw(st.sampled_from(["F", "M", None])),
        "years_running": draw(or_none(st.integers(0, 20))),
        "usual_run_days": draw(or_none(st.integers(3, 7))),
        "available_min": draw(minutes_of_days()),
        "home_min": draw(st.integers(0, 60)),
        "long_run_day": draw(or_none(st.sampled_from(DAYS))),
        "long_run_every": draw(st.sampled_from([1, 1, 1, 2])),
        "fixed": draw(st.lists(fixed, max_size=2)),
        "comfort": draw(st.integers(-2, 2)),
        "injury": injury,
        "current_m": draw(half_kilometres(0.1 * usual_m, 0.6 * usual_m)) if injury == "returning" else None,
        "minimalist": draw(st.booleans()),
        "strength": {
            "experience": draw(st.sampled_from(["none", "some", "trained"])),
            "equipment": draw(st.sampled_from(["none", "home", "gym"])),
        },
        "max_hr_bpm": draw(or_none(st.integers(155, 205))),
        "unit": draw(st.sampled_from(["km", "mi", "min"])),
        "week_start": draw(st.sampled_from(["mon", "sun"])),
        "southern": draw(st.booleans()),
    }


@st.composite
def dated_weeks(draw: st.DrawFn, *, fall: date, usual_m: float, usual_long_m: float) -> list[Document]:
    """Eleven weeks, the race week last: training around B, then a taper."""
    shares = [*(draw(st.floats(0.85, 1.12)) for _ in range(8)), 0.75, 0.6, 0.4]
    first = fall - DAY * (fall.weekday() + 7 * 10)
    return [
        {
            "start": (first + DAY * 7 * number).isoformat(),
            "distance_m": round(usual_m * share, -2),
            "longest_m": round(usual_long_m * min(1.0, share), -2),
            "unusable": number < 3 and share < 0.9,
        }
        for number, share in enumerate(shares)
    ]


@st.composite
def histories(draw: st.DrawFn, *, fall: date, usual_m: float) -> Document:
    usual_long_m = round(usual_m * draw(st.floats(0.20, 0.45)), -2)
    pace = draw(st.integers(200, 420))
    race = {
        "date": (fall - DAY * draw(st.integers(10, 420))).isoformat(),
        "distance_m": 10_000,
        "duration_s": pace * 10,
    }
    common = {
        "year_average_m": draw(or_none(half_kilometres(0.7 * usual_m, usual_m))),
        "best_race": draw(st.sampled_from([race, None])),
    }
    if draw(st.booleans()):
        return common | {"weeks": draw(dated_weeks(fall=fall, usual_m=usual_m, usual_long_m=usual_long_m))}
    return common | {"baseline_m": usual_m, "baseline_long_m": usual_long_m}


def asked_quality() -> st.SearchStrategy[list[Document]]:
    zones = st.sampled_from(ZONES)
    by_time = st.fixed_dictionaries({"zone": zones, "duration_s": st.integers(6, 20).map(lambda minutes: 60 * minutes)})
    by_distance = st.fixed_dictionaries(
        {"zone": zones, "distance_m": st.integers(10, 50).map(lambda steps: 100 * steps)}
    )
    by_count = st.fixed_dictionaries({
        "zone": st.sampled_from(["hill", "repetition"]), "count": st.integers(4, 8),
    })  # fmt: skip
    return st.lists(st.one_of(by_time, by_distance, by_count), max_size=2)


@st.composite
def days_between(draw: st.DrawFn, *, first: date, days: int) -> tuple[list[Document], list[Document]]:
    """Races and days away between the two seasons."""
    race = st.fixed_dictionaries({
        "date": st.integers(14, max(14, days - 1)).map(lambda at: (first + DAY * at).isoformat()),
        "distance_m": st.sampled_from(DISTANCES[:4]),
        "priority": st.sampled_from("BC"),
    })  # fmt: skip
    away = st.tuples(st.integers(0, days), st.integers(0, 11)).map(
        lambda span: {
            "start": (first + DAY * span[0]).isoformat(),
            "end": (first + DAY * (span[0] + span[1])).isoformat(),
        }
    )
    races = draw(st.lists(race, max_size=2, unique_by=lambda one: one["date"])) if days > 30 else []
    return races, draw(st.lists(away, max_size=2))


@st.composite
def seasons(draw: st.DrawFn) -> Document:
    """Any runner, any two races, with whatever a coach may say about them."""
    fall, weeks, spring_weeks = draw(FALL_DAYS), draw(st.integers(-2, 40)), draw(st.integers(6, 20))
    usual_m = draw(st.one_of(half_kilometres(8_000, 180_000), half_kilometres(15_000, 90_000)))
    distance_m = draw(st.sampled_from(DISTANCES))
    status = draw(st.sampled_from(["finished"] * 6 + ["planned", "dnf", "dns"]))
    week1_m = draw(half_kilometres(0.4 * usual_m, 1.2 * usual_m))
    races, away = draw(days_between(first=fall, days=7 * max(1, weeks)))
    a_race = fall + timedelta(weeks=weeks + spring_weeks, days=draw(st.integers(0, 6)))
    return {
        "version": 1,
        "today": fall.isoformat(),
        "athlete": draw(whole_athletes(fall=fall, usual_m=usual_m)),
        "history": draw(histories(fall=fall, usual_m=usual_m)),
        "fall_race": {
            "date": fall.isoformat(),
            "distance_m": distance_m,
            "status": status,
            "effort": draw(st.sampled_from(["raced", "raced", "raced", "training"])),
            "covered_m": round(distance_m * draw(st.floats(0.1, 1.0)), -2) if status == "dnf" else None,
        },
        "a_race": {"date": a_race.isoformat(), "distance_m": draw(st.sampled_from(DISTANCES))},
        "spring_plan": {
            "weeks": spring_weeks,
            "week1_m": week1_m,
            "week1_long_m": draw(or_none(half_kilometres(0.2 * week1_m, 0.4 * week1_m))),
            "week1_quality": draw(asked_quality()),
        },
        "races_between": races,
        "blackouts": away,
        "policy": {
            "cut": draw(or_none(st.sampled_from([0.2, 0.25, 0.3, 0.35, 0.4]))),
            "second_fast": draw(st.booleans()),
            "break_days": draw(st.one_of(st.none(), st.none(), st.integers(0, 14))),
        },
    }
