"""Days and minutes that hold no week: the smallest change that does."""

import pytest

from plans.engine.contract import merge_patch
from plans.engine.planner import plan_json
from tests.plans.engine.requests import DAYS, plan_request


def limited(minutes, **changes):
    return plan_request(athlete={"available_min": dict.fromkeys(DAYS, 0) | minutes, **changes})


CRAMPED = {
    "fifteen minutes a day": limited(dict.fromkeys(DAYS, 15)),
    "seventeen on three days": limited(dict.fromkeys(("mon", "wed", "sat"), 17)),
    "ten at the weekend": limited({"sat": 10, "sun": 10}),
}


@pytest.mark.parametrize("document", CRAMPED.values(), ids=CRAMPED)
def test_cramped_weeks_name_a_rule_and_a_change_that_gives_weeks(document):
    answer = plan_json(document)
    (remedy,) = answer["remedies"]

    assert (answer["status"], answer["weeks"], remedy["code"]) == ("INFEASIBLE", [], "MORE_TIME")
    assert "INV-" in remedy["text"]
    assert plan_json(merge_patch(document, remedy["change"]))["weeks"]


@pytest.mark.parametrize("document", CRAMPED.values(), ids=CRAMPED)
def test_no_day_gets_shorter(document):
    (remedy,) = plan_json(document)["remedies"]
    before, after = document["athlete"]["available_min"], remedy["change"]["athlete"]["available_min"]

    assert all(minutes is None or minutes >= before[day] for day, minutes in after.items())


def test_a_remedy_that_makes_weeks_makes_a_full_plan_or_says_what_else():
    for document in CRAMPED.values():
        (remedy,) = plan_json(document)["remedies"]
        answer = plan_json(merge_patch(document, remedy["change"]))

        assert answer["status"] in {"OK", "SPLIT"} or not answer["remedies"]


def test_where_no_longer_day_saves_a_holiday_week_the_days_away_become_fewer():
    away = [{"start": "2029-10-08", "end": "2029-10-08"}, {"start": "2029-11-14", "end": "2029-11-20"}]
    document = {
        "version": 1,
        "athlete": {"usual_run_days": 3, "available_min": {"mon": 45, "sun": 90}, "week_start": "sun"},
        "history": {"baseline_m": 96_000, "baseline_long_m": 29_800},
        "fall_race": {"date": "2029-09-30", "distance_m": 50_000},
        "a_race": {"date": "2030-04-07", "distance_m": 21_097.5},
        "blackouts": away,
    }
    (remedy,) = plan_json(document)["remedies"]
    kept, shorter = remedy["change"]["blackouts"]

    assert kept == away[0]
    assert shorter != away[1]
    assert "2029-11-14" <= shorter["start"] <= shorter["end"] <= "2029-11-20"
    assert "away only from 1" in remedy["text"]
    assert plan_json(merge_patch(document, remedy["change"]))["weeks"]
