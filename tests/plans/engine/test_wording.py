"""What an athlete reads is in the unit they think in, and adds up."""

import re

import pytest

from plans.engine.planner import plan_json
from plans.engine.wording import Voice, say_minutes
from tests.plans.engine.requests import plan_request

KILOMETRES = re.compile(r"\bkm\b")


def told(answer):
    yield from (factor["reason"] for factor in answer["cut"]["factors"])
    for week in answer["weeks"]:
        yield week["reason"]
        yield from (session["why"]["text"] for session in week["sessions"])
    yield from (remedy["text"] for remedy in answer["remedies"])


@pytest.mark.parametrize("spring_plan", [{"weeks": 12}, {"weeks": 18, "week1_m": 58_000}], ids=("full", "short"))
def test_mile_runner_reads_no_kilometres(spring_plan):
    history = {"baseline_m": 118_000, "baseline_long_m": 30_000, "year_average_m": 90_000}
    answer = plan_json(plan_request(athlete={"unit": "mi"}, history=history, spring_plan=spring_plan))

    assert [text for text in told(answer) if KILOMETRES.search(text)] == []


def test_time_based_runner_reads_the_minutes_that_the_runs_add_up_to():
    for week in plan_json(plan_request(athlete={"unit": "min"}))["weeks"]:
        seconds = sum(session["duration_s"] for session in week["sessions"] if session["distance_m"])
        assert say_minutes(seconds) in week["reason"]


@pytest.mark.parametrize(
    ("unit", "week", "race"), [("km", "80 km", "10 km"), ("mi", "50 mi", "6.2 mi"), ("min", "8 h 00", "10 km")]
)
def test_volumes_and_races_are_said_in_round_numbers(unit, week, race):
    voice = Voice(unit=unit, easy_s_per_km=360)

    assert (voice.week(80_000), voice.race(10_000)) == (week, race)
