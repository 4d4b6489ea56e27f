from datetime import date, timedelta
from typing import Any

import pytest

from plans.engine.response import Baseline, Check, Cut, PlanResponse, Session, Week, Why
from plans.pages.promises import easy_share, longest_gap_days, missing_ingredients, promises

MONDAY = date(2026, 12, 7)
RACE_DAY = MONDAY - timedelta(days=1)
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


def plan(*weeks, cut=0.275, usual_m=None, checks=()):
    """`usual_m`: the usual week; without it the one that the cut was taken from."""
    usual_m = usual_m or max(each.distance_m for each in weeks) / (1 - cut)
    return PlanResponse(
        status="OK",
        baseline=Baseline(distance_m=usual_m, longest_m=25_000, reason=""),
        cut=Cut(value=cut, override=False, factors=()),
        weeks=weeks,
        checks=checks,
    )


def test_the_four_are_counted_from_the_weeks():
    gap = Check(id="INV-04", ok=True, severity="error", detail="")

    promised = promises(plan(week(*SOUP), checks=(gap,)), race_day=RACE_DAY)

    assert [(each.value, each.unit, each.is_kept) for each in promised] == [
        ("−27.5", "%", True),
        ("1", "of 1", True),
        ("2", "days", True),
        ("94", "%", True),
    ]


def test_without_weeks_nothing_is_promised():
    assert promises(PlanResponse(status="REFER"), race_day=RACE_DAY) == ()


@pytest.mark.parametrize(("cut", "is_kept"), [(0.19, False), (0.2, True), (0.4, True), (0.45, False)])
def test_the_cut_is_kept_inside_the_band(cut, is_kept):
    assert promises(plan(week(*SOUP), cut=cut), race_day=RACE_DAY)[0].is_kept is is_kept


def test_recovery_weeks_miss_nothing():
    recovery = week("rest", "rest", "easy", kind="recovery", phase="recovery")

    only, both = (promises(plan(*weeks), race_day=RACE_DAY) for weeks in ([recovery], [recovery, week(*SOUP, index=2)]))

    assert [each.label for each in only].count("weeks with every ingredient") == 0
    assert both[1].unit == "of 1"


def test_the_cut_is_what_the_weeks_leave_out_where_that_is_not_what_was_asked():
    """Forty kilometres of a hundred, for a cut of 27.5%: the days did not hold more."""
    first = promises(plan(week(*SOUP), usual_m=100_000), race_day=RACE_DAY)[0]

    assert (first.label, first.value, first.is_kept) == ("less than your usual week", "−68", False)


def test_a_plan_without_maintenance_says_which_week_it_compares():
    build = week(*SOUP, kind="build", phase="rebuild")
    less, more = (promises(plan(build, usual_m=usual_m), race_day=RACE_DAY)[0] for usual_m in (50_000, 30_000))

    assert less.label == more.label == "in the fullest week, against your usual one"
    assert (less.value, more.value) == ("−36", "+7")


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

    assert longest_gap_days([first, second], race_day=RACE_DAY) == 4


@pytest.mark.parametrize(("race_day", "days"), [(RACE_DAY, 2), (MONDAY - timedelta(days=4), 5)])
def test_the_days_after_the_race_belong_to_the_gap(race_day, days):
    """A race on a Thursday: its weekend lies before the first week, and nobody runs then either."""
    first = week("rest", "rest", "easy", "easy", "easy", "easy", "easy")

    assert longest_gap_days([first], race_day=race_day) == days


def test_easy_share_is_of_running_time():
    assert easy_share([week("fast", "easy", "easy", "strength")]) == pytest.approx(1 - 600 / 7200)
    assert easy_share([week("rest")]) == 1.0
