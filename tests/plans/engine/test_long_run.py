"""How long the long run is, week by week."""

import itertools

import pytest

from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request

USUAL_LONG_M = 20_000


def longs_of(answer, *kinds):
    """Each such week's long run, None where it has none."""
    return [
        next((s for s in week["sessions"] if s["ingredient"] == "long"), None)
        for week in answer["weeks"]
        if week["kind"] in kinds
    ]


def test_maintenance_keeps_it_between_half_and_four_fifths():
    sizes = [one["distance_m"] / USUAL_LONG_M for one in longs_of(plan_json(plan_request()), "maintenance")]

    assert sizes
    assert (min(sizes) >= 0.50, max(sizes) <= 0.80) == (True, True)


def test_rebuild_reaches_the_spring_plans_first_long_run_but_no_longer_than_usual():
    answer = plan_json(plan_request(spring_plan={"week1_m": 54_000, "week1_long_m": 17_000}))
    sizes = [one["distance_m"] for one in longs_of(answer, "build", "freshen")]

    assert 0.9 * 17_000 <= max(sizes) <= USUAL_LONG_M


@pytest.mark.parametrize("shares", [(0.30, 0.38, 0.46, 0.52, 0.56, 0.60)])
def test_recovery_lets_it_grow_by_the_row(shares):
    answer = plan_json(plan_request(fall_race={"distance_m": 160_934.4}))
    longest = [
        max((s["distance_m"] for s in w["sessions"]), default=0) for w in answer["weeks"] if w["phase"] == "recovery"
    ]

    assert [(m, share) for m, share in zip(longest, shares, strict=False) if m > share * USUAL_LONG_M + 500] == []


@pytest.mark.parametrize(
    ("change", "minutes"),
    [
        ({"athlete": {"years_running": 12}}, 150),
        ({"athlete": {"years_running": 0.5}, "history": {"baseline_m": 31_000, "best_race": None}}, 120),
        ({"a_race": {"distance_m": 50_000}}, 180),
    ],
    ids=["most", "beginner", "ultra"],
)
def test_it_ends_with_its_time(change, minutes):
    history = {"baseline_long_m": 40_000, "best_race": None}
    answer = plan_json(plan_request(**change | {"history": history | change.get("history", {})}))
    longest_s = max(s["duration_s"] for week in answer["weeks"] for s in week["sessions"])

    assert longest_s <= minutes * 60


def test_who_asked_for_fewer_gets_one_every_second_week():
    longs = longs_of(plan_json(plan_request(athlete={"long_run_every": 2})), "maintenance")

    assert [bool(one) for one in longs].count(False) >= 1
    assert not any(not a and not b for a, b in itertools.pairwise(longs))


def test_freshen_week_has_a_shorter_one():
    answer = plan_json(plan_request())
    (last,) = longs_of(answer, "freshen")
    before = max(one["distance_m"] for one in longs_of(answer, "maintenance", "build"))

    assert last["distance_m"] < before
