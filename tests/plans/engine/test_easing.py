"""Weeks that cannot be what the curve asked for."""

import itertools

import pytest

from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request


def weeks_with(*away):
    answer = plan_json(plan_request(blackouts=[{"start": start, "end": end} for start, end in away]))
    assert answer["weeks"]
    return answer["weeks"]


def week_of(weeks, day):
    return next(week for week in weeks if week["start"] <= day <= week["end"])


@pytest.mark.parametrize(
    ("end", "kind"), [("2025-12-16", "maintenance"), ("2025-12-17", "down"), ("2025-12-19", "down")]
)
def test_three_days_away_make_a_lighter_week(end, kind):
    weeks = weeks_with(("2025-12-15", end))

    assert week_of(weeks, "2025-12-15")["kind"] == kind


def test_a_week_away_stands_in_for_the_planned_lighter_week():
    kinds = [week["kind"] for week in weeks_with(("2025-12-15", "2025-12-21"))]
    down = [at for at, kind in enumerate(kinds) if kind == "down"]

    assert [later - earlier for earlier, later in itertools.pairwise(down) if later - earlier <= 2] == []


def test_after_two_weeks_away_running_comes_back_in_steps():
    weeks = weeks_with(("2025-12-15", "2025-12-28"))
    back, usual = week_of(weeks, "2025-12-29")["distance_m"], week_of(weeks, "2025-12-08")["distance_m"]

    assert 0 < back <= 1.10 * usual


@pytest.mark.parametrize("end", ["2026-01-19", "2026-01-21"])
def test_the_last_week_stays_fresh_against_what_was_really_run(end):
    weeks = weeks_with(("2026-01-15", end))
    best_m = max(week["distance_m"] for week in weeks[-3:])

    assert weeks[-1]["kind"] == "freshen"
    assert weeks[-1]["distance_m"] <= 0.95 * best_m + 500


def test_days_away_after_the_race_prolong_recovery():
    kinds = [week["phase"] for week in weeks_with(("2025-11-24", "2025-12-07"))]
    plain = [week["phase"] for week in weeks_with(("2026-03-01", "2026-03-02"))]

    assert kinds.count("recovery") >= plain.count("recovery")
    assert kinds == sorted(kinds, key=("recovery", "maintenance", "base", "rebuild").index)


CHRISTMAS = {"start": "2025-12-16", "end": "2025-12-21"}  # only Monday is left of that week


def christmas_of(week_start="2025-12-15", blackout=CHRISTMAS, **changes):
    """The answer, and its week with days away and the one before it."""
    answer = plan_json(plan_request(blackouts=[blackout], **changes), with_remedies=False)
    weeks = answer["weeks"]
    at = next(at for at, week in enumerate(weeks) if week["start"] == week_start)
    return answer, weeks[at], weeks[at - 1]


def runs_of(week):
    return [session for session in week["sessions"] if session["distance_m"]]


@pytest.mark.parametrize(("usual_run_days", "least_m"), [(3, 10_000), (4, 7_500), (5, 6_000)])
def test_a_single_day_holds_its_share_of_half_a_usual_week(usual_run_days, least_m):
    _, week, _ = christmas_of(athlete={"usual_run_days": usual_run_days})

    assert (week["kind"], len(runs_of(week))) == ("down", 1)
    assert week["distance_m"] >= least_m


def test_the_week_before_leaves_the_single_days_eve_easy():
    answer, _, before = christmas_of(athlete={"usual_run_days": 3})
    sunday = [run for run in runs_of(before) if run["date"] == "2025-12-14"]

    assert (sunday, "SPACING_RELAXED" in answer["flags"]) == ([], False)


def test_a_planned_lighter_week_is_not_made_lighter_twice():
    last_week = {"start": "2025-12-24", "end": "2025-12-26"}
    _, week, _ = christmas_of("2025-12-22", last_week, policy={"cut": 0.4})

    # Four of five usual days: four fifths of half the usual sixty kilometres.
    assert week["kind"] == "down"
    assert week["distance_m"] >= 24_000 - 500


def test_no_lighter_week_is_planned_in_a_races_week():
    race = {"name": "Jingle 8K", "date": "2025-12-25", "distance_m": 8_000, "priority": "C"}
    weeks = plan_json(plan_request(races_between=[race]), with_remedies=False)["weeks"]
    week = week_of(weeks, "2025-12-25")

    assert "race" in {session["ingredient"] for session in week["sessions"]}
    assert week["kind"] == "maintenance"


def test_days_that_cannot_hold_a_holiday_weeks_floor_ask_for_more_time():
    answer = plan_json(plan_request(blackouts=[CHRISTMAS], athlete={"available_min": {"mon": 30}}))
    [remedy] = answer["remedies"]

    assert (answer["status"], answer["weeks"]) == ("INFEASIBLE", [])
    assert (remedy["code"], remedy["change"]) == ("MORE_TIME", {"athlete": {"available_min": {"mon": 45}}})
    assert "INV-03" in remedy["text"]


def test_all_the_days_before_the_holidays_can_be_run_on():
    athlete = {"usual_run_days": 6, "years_running": 8, "week_start": "sun"}
    away = {"start": "2025-12-17", "end": "2025-12-20"}
    _, week, _ = christmas_of("2025-12-14", away, athlete=athlete, history={"baseline_m": 90_000})

    assert [run["date"][-2:] for run in runs_of(week)] == ["14", "15", "16"]


def test_two_days_away_leave_the_week_before_them_its_rest_in_time():
    athlete = {"usual_run_days": 7, "years_running": 8}
    away = {"start": "2025-12-20", "end": "2025-12-21"}
    _, week, before = christmas_of("2025-12-15", away, athlete=athlete, history={"baseline_m": 90_000})

    assert len(runs_of(week)) == 5
    assert "2025-12-14" not in {run["date"] for run in runs_of(before)} or len(runs_of(before)) <= 5


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_recovery_goes_on_until_the_coachs_band_is_near_whatever_was_planned_by_then(unit):
    answer = plan_json(
        plan_request(
            fall_race={"date": "2025-11-01", "distance_m": 21_097.5},
            history={"baseline_m": 80_000, "baseline_long_m": 21_600},
            athlete={"unit": unit, "injury": "past_year", "usual_run_days": 6},
            blackouts=[{"start": "2025-11-03", "end": "2025-11-14"}],
        ),
        with_remedies=False,
    )
    full = [week["baseline_share"] for week in answer["weeks"] if week["kind"] == "maintenance"]

    assert answer["weeks"]
    assert min(full) >= 0.59


def test_a_down_week_that_its_days_cannot_fill_to_the_floor_is_an_ordinary_one():
    answer = plan_json(
        plan_request(
            athlete={"usual_run_days": 7, "years_running": 12, "unit": "min"},
            history={"baseline_m": 165_000, "baseline_long_m": 32_000, "best_race": None},
            spring_plan={"week1_m": 132_000},
        ),
        with_remedies=False,
    )
    maintenance = [week for week in answer["weeks"] if week["phase"] == "maintenance"]

    assert [week["kind"] for week in maintenance] == ["maintenance"] * 5
    assert min(week["distance_m"] for week in maintenance[1:]) >= 0.5 * 165_000
