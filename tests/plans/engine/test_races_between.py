"""A race between the goal races is run, or the coach reads in its week why not."""

import pytest

from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request

FIRST = {"name": "Jingle 10K", "date": "2025-12-13", "distance_m": 10_000, "priority": "C"}


def planned(*races, **changes):
    return plan_json(plan_request(races_between=list(races), **changes))


def week_of(answer, day):
    return next(week for week in answer["weeks"] if week["start"] <= day <= week["end"])


def race_dates(answer):
    return [s["date"] for week in answer["weeks"] for s in week["sessions"] if s["ingredient"] == "race"]


@pytest.mark.parametrize(
    ("day", "distance_m", "reason"),
    [
        ("2025-11-20", 5_000, "before you may run fast again"),
        ("2025-12-20", 5_000, "one race in three weeks"),
        ("2026-01-18", 5_000, "the last two weeks before the spring plan"),
    ],
)
def test_race_left_out_is_told_in_its_week(day, distance_m, reason):
    answer = planned(FIRST, {"name": "Extra", "date": day, "distance_m": distance_m, "priority": "C"})

    assert race_dates(answer) == [FIRST["date"]]
    assert "The Extra on" in week_of(answer, day)["reason"]
    assert reason in week_of(answer, day)["reason"]


def test_second_half_marathon_of_an_off_season_is_left_out():
    half = {"name": "Frost half", "distance_m": 21_097.5, "priority": "C"}
    answer = planned(half | {"date": "2025-12-07"}, half | {"date": "2026-01-04"})

    assert race_dates(answer) == ["2025-12-07"]
    assert "one half-marathon" in week_of(answer, "2026-01-04")["reason"]


def test_race_on_a_day_away_is_told():
    away = [{"start": FIRST["date"], "end": FIRST["date"]}]
    answer = planned(FIRST, blackouts=away)

    assert race_dates(answer) == []
    assert "you are away that day" in week_of(answer, FIRST["date"])["reason"]


def test_race_without_a_name_is_told_by_its_distance_in_the_athletes_unit():
    race = {"date": "2025-11-20", "distance_m": 10_000, "priority": "C"}
    answer = planned(race, athlete={"unit": "mi"})

    assert "Your 6.2 mi race on 20 November is not in this plan" in week_of(answer, "2025-11-20")["reason"]


def test_race_left_out_before_the_first_week_is_told_in_the_first():
    race = {"name": "Again", "date": "2025-11-05", "distance_m": 5_000, "priority": "C"}
    answer = planned(race, fall_race={"date": "2025-11-04"}, today="2025-11-05")

    assert "The Again on" in answer["weeks"][0]["reason"]
