"""How a plan moves when its question moves (planning.md section 7), over runners of every kind."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from plans.engine.contract import dump, load_request
from plans.engine.planner import _checked
from plans.engine.policy import DEFAULT_POLICY
from tests.plans.engine.referee.case import Case
from tests.plans.engine.requests import DAYS, plan_request
from tests.plans.engine.seasons import seasons

MOVED = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TOLERANCE_M = 700  # each week is rounded to its own sessions


def planned(document):
    """The plan without its remedies, which are plans of their own."""
    return dump(_checked(load_request(document), DEFAULT_POLICY))


def changed(document, **parts):
    return document | {part: document.get(part, {}) | change for part, change in parts.items()}


def without(answer, *names):
    return {
        "weeks": [
            week | {"sessions": [{k: v for k, v in one.items() if k not in names} for one in week["sessions"]]}
            for week in answer["weeks"]
        ],
        "flags": answer["flags"],
        "status": answer["status"],
    }


def hard_gaps(document, answer):
    days = sorted({session.day for session in Case(document, answer).hard_sessions})
    return [(later - earlier).days for earlier, later in pairwise(days)]


def longest_runs(answer, *, kind="maintenance"):
    return [max((s["distance_m"] for s in w["sessions"]), default=0) for w in answer["weeks"] if w["kind"] == kind]


@MOVED
@given(seasons())
def test_southern_runner_gets_the_same_weeks_with_the_weather_of_the_south(document):
    north, south = (planned(changed(document, athlete={"southern": southern})) for southern in (False, True))

    assert without(north, "alternate") == without(south, "alternate")


def test_alternates_stand_in_the_winter_of_the_athletes_hemisphere():
    months = {}
    for southern in (False, True):
        answer = planned(plan_request(athlete={"southern": southern}, fall_race={"date": "2025-05-04"}))
        sessions = [one for week in answer["weeks"] for one in week["sessions"]]
        months[southern] = {date.fromisoformat(one["date"]).month for one in sessions if one["alternate"]}

    assert months == {False: {12, 1}, True: {6, 7, 8}}


@MOVED
@given(seasons(), st.sampled_from(DAYS))
def test_a_day_less_never_brings_hard_days_closer_untold(document, day):
    minutes = document["athlete"]["available_min"]
    fewer = changed(document, athlete={"available_min": minutes | {day: 0}})
    answer = planned(fewer)

    # Spacing gives way only under its flag.
    assert "SPACING_RELAXED" in answer["flags"] or min(hard_gaps(fewer, answer), default=9) >= 2


@pytest.mark.parametrize("distance_m", [10_000, 42_195])
@pytest.mark.parametrize(("usual_long_m", "shorter_m"), [(22_000, 18_000), (18_000, 15_000), (26_000, 20_000)])
def test_a_shorter_long_run_before_never_makes_a_longer_one(distance_m, usual_long_m, shorter_m):
    most, fewer = (
        max(
            longest_runs(
                planned(plan_request(history={"baseline_long_m": long_m}, fall_race={"distance_m": distance_m}))
            )
        )
        for long_m in (usual_long_m, shorter_m)
    )

    assert fewer <= most + 500


@pytest.mark.parametrize("distance_m", [10_000, 21_097.5, 42_195, 80_467.2])
def test_age_never_loosens_recovery_spacing_or_the_cut(distance_m):
    looseness = []
    for born in ("1990-02-10", "1972-02-10", "1962-02-10"):
        document = plan_request(athlete={"birth_date": born}, fall_race={"distance_m": distance_m})
        answer = planned(document)
        recovery_m = [w["distance_m"] for w in answer["weeks"] if w["phase"] == "recovery"]
        looseness.append((recovery_m[0], -len(recovery_m), -answer["cut"]["value"], -min(hard_gaps(document, answer))))

    for younger, older in pairwise(looseness):
        assert all(
            late <= early + (TOLERANCE_M if early > 0 else 0) for early, late in zip(younger, older, strict=True)
        )


@pytest.mark.parametrize(
    "away", [("2025-12-22", "2025-12-28"), ("2025-12-15", "2025-12-28"), ("2026-01-05", "2026-01-11")]
)
def test_weeks_missed_in_the_off_season_never_raise_later_ones(away):
    start, end = away
    whole, missed = planned(plan_request()), planned(plan_request(blackouts=[{"start": start, "end": end}]))
    later = [
        (a["distance_m"], b["distance_m"])
        for a, b in zip(whole["weeks"], missed["weeks"], strict=True)
        if a["start"] > end and a["kind"] != "down"
    ]

    assert later
    assert [pair for pair in later if pair[1] > pair[0] + TOLERANCE_M] == []


@pytest.mark.parametrize("end", ["2025-12-26", "2026-01-04"])
def test_days_away_carry_nothing_to_the_days_around_them(end):
    """Missed running is never made up for: nobody's longest run grows by it."""
    whole, missed = planned(plan_request()), planned(plan_request(blackouts=[{"start": "2025-12-22", "end": end}]))

    assert max(longest_runs(missed)) <= max(longest_runs(whole))


@MOVED
@given(seasons(), st.sampled_from([0.20, 0.25, 0.30]))
def test_larger_cut_never_raises_a_maintenance_week(document, cut):
    less, more = (
        planned(changed(document | {"races_between": []}, policy={"cut": value})) for value in (cut, cut + 0.1)
    )
    # Where days are too short for either cut, they decide and not the cut.
    assume("TIME_LIMITED" not in less["flags"])
    pairs = [
        (a["distance_m"], b["distance_m"])
        for a, b in zip(less["weeks"], more["weeks"], strict=False)
        if a["kind"] == b["kind"] == "maintenance"
    ]

    assert [pair for pair in pairs if pair[1] > pair[0] + max(0.01 * pair[0], TOLERANCE_M)] == []
