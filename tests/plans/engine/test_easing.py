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
