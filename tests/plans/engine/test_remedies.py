"""Ways out that work, the gentlest first."""

import pytest

from plans.engine.contract import merge_patch
from plans.engine.planner import plan_json
from tests.plans.engine.requests import DAYS, plan_request

FULL = {"OK", "SPLIT"}
WAYS_OUT = {"JOIN_LATER", "SHORTER_PLAN", "LATER_START", "LOWER_WEEK1"}
SHORT_DAYS = {"available_min": dict.fromkeys(DAYS, 50)}
STUCK = {
    "first week too large": plan_request(spring_plan={"weeks": 17, "week1_m": 58_000}),
    "plan too long": plan_request(spring_plan={"weeks": 18}),
    "no week left": plan_request(spring_plan={"weeks": 24}),
    "recovery fills the gap": plan_request(spring_plan={"weeks": 16}, a_race={"date": "2026-03-22"}),
    "days too short": plan_request(athlete=SHORT_DAYS, spring_plan={"week1_m": 58_000}),
    "counted in miles": plan_request(athlete={"unit": "mi"}, spring_plan={"weeks": 18, "week1_m": 58_000}),
    "counted in minutes": plan_request(athlete={"unit": "min"}, spring_plan={"weeks": 18, "week1_m": 58_000}),
    "fast running asked": plan_request(
        spring_plan={"weeks": 18, "week1_m": 50_000, "week1_quality": [{"zone": "marathon", "duration_s": 3600}]}
    ),
    "recovery, and days too short for the plan": plan_request(
        athlete={"available_min": dict.fromkeys(DAYS, 45)}, spring_plan={"weeks": 20, "week1_m": 58_000}
    ),
    "after an ultra": plan_request(fall_race={"distance_m": 100_000}, spring_plan={"weeks": 16}),
    "at sixty": plan_request(athlete={"birth_date": "1962-03-04"}, spring_plan={"weeks": 17, "week1_m": 55_000}),
    "coming back": plan_request(athlete={"injury": "returning", "current_m": 15_000}),
}


def applied(document, remedy):
    return plan_json(merge_patch(document, remedy["change"]))


@pytest.mark.parametrize("document", STUCK.values(), ids=STUCK)
def test_every_remedy_that_is_offered_gives_a_full_plan(document):
    answer = plan_json(document)

    assert answer["status"] not in FULL
    assert answer["remedies"]
    assert {remedy["code"]: applied(document, remedy)["status"] for remedy in answer["remedies"]}.items() <= {
        (code, status) for code in WAYS_OUT for status in FULL
    }


@pytest.mark.parametrize("document", STUCK.values(), ids=STUCK)
def test_joining_later_comes_first_and_nothing_comes_twice(document):
    codes = [remedy["code"] for remedy in plan_json(document)["remedies"]]

    assert "JOIN_LATER" not in codes[1:]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("document", STUCK.values(), ids=STUCK)
def test_a_remedy_says_in_one_sentence_or_two_what_it_changes(document):
    texts = [remedy["text"] for remedy in plan_json(document)["remedies"]]

    assert [text for text in texts if not text[0].isupper() or not text.endswith(".") or "None" in text] == []


def test_longer_days_are_what_short_days_are_not_offered_by_joining_later():
    codes = {remedy["code"] for remedy in plan_json(STUCK["days too short"])["remedies"]}

    assert "JOIN_LATER" not in codes


def test_earliest_start_is_a_start_from_which_the_plan_is_full():
    document = plan_request(spring_plan={"weeks": 18, "week1_m": 50_000})
    answer = plan_json(document)
    earliest, start = answer["spring_plan"]["earliest_start"], answer["spring_plan"]["start"]

    assert earliest > start
    later = next(r for r in answer["remedies"] if r["code"] == "LATER_START")
    assert applied(document, later)["spring_plan"]["start"] >= earliest


def test_what_is_left_out_of_the_first_weeks_is_named():
    spring = {"weeks": 12, "week1_m": 40_000, "week1_quality": [{"zone": "interval", "duration_s": 600}]}
    answer = plan_json(plan_request(athlete={"injury": "niggle"}, spring_plan=spring))

    assert answer["status"] == "UNDERPREPARED"
    assert answer["remedies"]
    assert [one["text"] for one in answer["remedies"] if "leave out intervals." not in one["text"]] == []


def test_a_week_away_before_spring_still_leaves_three_ways_out():
    """Only a first week well below the one asked will do: more than the gentlest steps down are tried."""
    document = {
        "athlete": {"available_min": {"wed": 45, "thu": 0, "fri": 0}, "long_run_day": "sun", "week_start": "sun"},
        "history": {
            "baseline_m": 31_000,
            "best_race": {"date": "2028-09-04", "distance_m": 21_097.5, "duration_s": 8299},
        },
        "fall_race": {"date": "2029-09-30", "distance_m": 21_097.5},
        "a_race": {"date": "2030-04-21", "distance_m": 10_000},
        "spring_plan": {
            "weeks": 14,
            "week1_m": 28_000,
            "week1_quality": [{"zone": "repetition", "duration_s": 360}, {"zone": "repetition", "count": 6}],
        },
        "blackouts": [{"start": "2030-01-01", "end": "2030-01-07"}],
    }
    answer = plan_json(document)

    assert answer["status"] == "UNDERPREPARED"
    assert {one["code"] for one in answer["remedies"]} >= {"SHORTER_PLAN", "LATER_START", "LOWER_WEEK1"}


def codes_of(document):
    return [remedy["code"] for remedy in plan_json(document)["remedies"]]


def test_a_last_week_away_is_answered_by_a_first_week_that_it_is_fresh_beside():
    """Five of the last seven days away: only a small best week makes the last one fresh and not a hole (INV-09)."""
    document = plan_request(
        history={"baseline_m": 24_000, "baseline_long_m": 8_000},
        fall_race={"date": "2026-12-06", "distance_m": 21_097.5},
        a_race={"date": "2027-04-04", "distance_m": 10_000},
        spring_plan={"weeks": 12, "week1_m": 22_000, "week1_long_m": 7_000},
        blackouts=[{"start": "2027-01-04", "end": "2027-01-07"}],
    )

    assert set(codes_of(document)) >= {"SHORTER_PLAN", "LATER_START", "LOWER_WEEK1"}


def test_recovery_with_full_days_is_answered_from_a_first_week_that_the_days_hold():
    document = STUCK["recovery, and days too short for the plan"]
    remedies = {remedy["code"]: remedy for remedy in plan_json(document)["remedies"]}

    assert plan_json(document)["status"] == "RECOVERY_ONLY"
    assert set(remedies) >= {"SHORTER_PLAN", "LATER_START"}
    assert "that begins at" in remedies["SHORTER_PLAN"]["text"]


def test_whose_days_are_short_may_still_join_later_where_the_weeks_are_what_is_missing():
    document = {
        "athlete": {
            "birth_date": "1975-01-23",
            "years_running": 4.5,
            "usual_run_days": 4,
            "available_min": {"tue": 60, "wed": 60, "thu": 60, "sat": 0, "sun": 90},
        },
        "history": {"baseline_m": 61_000, "baseline_long_m": 16_000},
        "fall_race": {"date": "2029-12-02", "distance_m": 42_195},
        "a_race": {"date": "2030-04-21", "distance_m": 42_195},
        "spring_plan": {
            "weeks": 12,
            "week1_m": 41_000,
            "week1_long_m": 10_500,
            "week1_quality": [{"zone": "threshold", "duration_s": 540}, {"zone": "interval", "duration_s": 480}],
        },
        "blackouts": [{"start": "2029-12-12", "end": "2029-12-15"}],
    }
    answer = plan_json(document)

    assert "TIME_LIMITED" in answer["flags"]
    assert answer["remedies"][0]["code"] == "JOIN_LATER"


def test_a_plan_with_a_peak_of_its_own_grows_to_that_and_no_further():
    spring = {"weeks": 17, "week1_m": 58_000}
    usual, flat = (
        plan_json(plan_request(spring_plan=spring | more))["remedies"][0] for more in ({}, {"peak_m": 58_000})
    )

    assert usual["code"] == flat["code"] == "JOIN_LATER"
    assert flat["change"]["spring_plan"]["week1_m"] == 58_000 < usual["change"]["spring_plan"]["week1_m"]


def test_an_offer_a_little_below_the_plan_says_what_the_plan_asks():
    answers = [
        plan_json(plan_request(spring_plan={"weeks": 17, "week1_m": metres})) for metres in range(52_000, 64_000, 1_000)
    ]
    texts = [remedy["text"] for answer in answers for remedy in answer["remedies"] if remedy["code"] == "JOIN_LATER"]
    below = [text for text in texts if "where it may ask for" in text]

    assert texts
    assert all(text.count("km a week") == 2 for text in below)
    assert all(text.count("km a week") == 1 for text in texts if text not in below)
