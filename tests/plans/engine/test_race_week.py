"""The days before a second race: short and easy, a few strides, rest two days before."""

from datetime import date, timedelta

import pytest

from plans.engine.contract import load_request
from plans.engine.planner import plan_json
from plans.engine.race_week import race_week
from tests.plans.engine.requests import DAYS, plan_request

SUNDAY = date(2025, 12, 28)


def week_of(*, race=SUNDAY, start=None, level="intermediate", **changes):
    request = load_request(plan_request(a_race={"date": race.isoformat()}, **changes))
    return race_week(request, start=start or race - timedelta(days=6), level=level)


def kinds(days):
    return [day.kind for day in days]


def test_the_days_lead_to_the_race_with_rest_two_days_before_it():
    days = week_of()

    assert [day.date for day in days] == [SUNDAY - timedelta(days=at) for at in range(6, -1, -1)]
    assert kinds(days) == ["rest", "easy", "easy", "easy", "rest", "easy", "race"]
    assert [day.minutes for day in days] == [0, 35, 35, 35, 0, 20, 0]
    assert [day.strides for day in days] == [0, 0, 0, 0, 0, 4, 0]


@pytest.mark.parametrize("usual", [2, 3, 4, 5, 6, 7])
def test_there_are_no_more_runs_than_in_a_usual_week_the_race_counted(usual):
    days = week_of(athlete={"usual_run_days": usual})

    assert sum(day.kind != "rest" for day in days) == min(usual, 6)


@pytest.mark.parametrize(("level", "minutes"), [("beginner", 25), ("intermediate", 35), ("advanced", 45)])
def test_easy_runs_are_as_long_as_the_level_asks(level, minutes):
    assert max(day.minutes for day in week_of(level=level)) == minutes


def test_no_run_stands_on_a_day_without_time_or_away():
    limits = dict.fromkeys(DAYS) | {"sat": 0, "thu": 20}
    away = [{"start": "2025-12-23", "end": "2025-12-24"}]
    days = week_of(athlete={"available_min": limits}, blackouts=away)

    assert [(day.date.day, day.minutes) for day in days if day.kind == "easy"] == [(22, 35), (25, 20)]


def test_a_monday_race_has_the_week_before_it_too():
    monday = date(2026, 1, 5)
    days = week_of(race=monday, start=monday - timedelta(days=7))

    assert len(days) == 8
    assert kinds(days)[-3:] == ["rest", "easy", "race"]


def test_it_begins_where_the_plan_of_one_block_ends():
    answer = plan_json(plan_request(a_race={"date": SUNDAY.isoformat()}))

    assert answer["status"] == "MULTI_RACE"
    assert answer["weeks"][-1]["end"] == "2025-12-21"
    assert answer["spring_plan"]["start"] == week_of()[0].date.isoformat()
