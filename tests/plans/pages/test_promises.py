from datetime import date, timedelta
from typing import Any

import pytest

from plans.engine.response import Baseline, Check, Cut, PlanResponse, Session, Week, Why
from plans.pages.promises import easy_share, longest_gap_days, missing_ingredients, promises

MONDAY = date(2026, 12, 7)
SOUP = ("rest", "aerobic", "fast", "strides", "strength", "mobility", "long")


def session(ingredient, *, day, order=1, **fields):
    is_run = ingredient not in {"rest", "strength", "mobility", "cross"}
    values: dict[str, Any] = {
        "distance_m": 8000 if is_run else 0,
        "duration_s": 2400 if is_run else 900,
        "quality_m": 0,
        "quality_s": 600 if ingredient == "fast" else 0,
        "strides": 6 if ingredient == "strides" else 0,
    }
    return Session(
        date=MONDAY + timedelta(days=day),
        order=order,
        code="E01",
        ingredient=ingredient,
        title=ingredient,
        hard=False,
        heavy=False,
        rpe=3,
        load=100,
        steps=(),
        why=Why(rule="3", text="why"),
        **(values | fields),
    )


def week(*ingredients, index=1, kind="maintenance", phase="maintenance"):
    start = MONDAY + timedelta(days=7 * (index - 1))
    sessions = tuple(session(name, day=7 * (index - 1) + day) for day, name in enumerate(ingredients))
    return Week(
        index=index,
        start=start,
        end=start + timedelta(days=6),
        phase=phase,
        kind=kind,
        distance_m=sum(each.distance_m for each in sessions),
        baseline_share=0.7,
        reason="",
        sessions=sessions,
    )


def plan(*weeks, cut=0.275, checks=()):
    return PlanResponse(
        status="OK",
        baseline=Baseline(distance_m=70_000, longest_m=25_000, reason=""),
        cut=Cut(value=cut, override=False, factors=()),
        weeks=weeks,
        checks=checks,
    )


def test_the_four_are_counted_from_the_weeks():
    gap = Check(id="INV-04", ok=True, severity="error", detail="")

    assert [(each.value, each.unit, each.is_kept) for each in promises(plan(week(*SOUP), checks=(gap,)))] == [
        ("−27.5", "%", True),
        ("1", "of 1", True),
        ("2", "days", True),
        ("94", "%", True),
    ]


def test_without_weeks_nothing_is_promised():
    assert promises(PlanResponse(status="REFER")) == ()


@pytest.mark.parametrize(("cut", "is_kept"), [(0.19, False), (0.2, True), (0.4, True), (0.45, False)])
def test_the_cut_is_kept_inside_the_band(cut, is_kept):
    assert promises(plan(week(*SOUP), cut=cut))[0].is_kept is is_kept


def test_recovery_weeks_miss_nothing():
    recovery = week("rest", "rest", "easy", kind="recovery", phase="recovery")

    assert [each.label for each in promises(plan(recovery))].count("weeks with every ingredient") == 0
    assert promises(plan(recovery, week(*SOUP, index=2)))[1].unit == "of 1"


@pytest.mark.parametrize(
    ("ingredients", "kind", "missing"),
    [
        (SOUP, "maintenance", set()),
        (("rest", "easy", "race", "strides", "strength", "mobility", "long"), "maintenance", set()),
        (("rest", "easy", "easy", "strides", "strength", "mobility", "long"), "down", set()),
        (("rest", "easy", "easy", "strides", "strength", "mobility", "long"), "maintenance", {"fast"}),
        (("easy", "easy", "fast", "strides", "easy", "easy", "long"), "maintenance", {"strength", "mobility", "rest"}),
    ],
)
def test_what_a_week_lacks(ingredients, kind, missing):
    assert missing_ingredients(week(*ingredients, kind=kind)) == missing


def test_strength_alone_is_a_gap_in_running_across_weeks():
    first = week("easy", "rest", "rest", "easy", "rest", "strength", "mobility")
    second = week("rest", "easy", "rest", "easy", "rest", "easy", "easy", index=2)

    assert longest_gap_days([first, second]) == 4


def test_easy_share_is_of_running_time():
    assert easy_share([week("fast", "easy", "easy", "strength")]) == pytest.approx(1 - 600 / 7200)
    assert easy_share([week("rest")]) == 1.0
