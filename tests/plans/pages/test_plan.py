from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from plans.engine.planner import plan
from plans.engine.request import ARace, Athlete, FallRace, History, PlanRequest, SpringPlan
from plans.engine.response import Phase
from plans.pages.plan import PHASE_WHY, phase_why, season_page

FALL = FallRace(name="New York", date=date(2026, 11, 1), distance_m=42_195)
BOSTON = ARace(name="Boston", date=date(2027, 4, 19), distance_m=42_195)
TODAY = date(2026, 11, 4)


def request_of(*, unit="mi", weeks=12, a_race=BOSTON, baseline_m=77_248.5):
    return PlanRequest(
        athlete=Athlete(unit=unit, usual_run_days=5),
        history=History(baseline_m=baseline_m),
        fall_race=FALL,
        a_race=a_race,
        spring_plan=SpringPlan(weeks=weeks),
    )


def page_of(request, *, today=TODAY):
    return season_page(request, plan(request), today=today)


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_the_total_is_the_sum_of_what_is_shown(unit):
    page = page_of(request_of(unit=unit))
    shown = sum(float(week.number) for week in page.weeks)

    assert page.total == f"{shown:.1f}".removesuffix(".0") + f" {unit}"


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_a_week_is_the_sum_of_its_days(unit):
    for week in page_of(request_of(unit=unit)).weeks:
        assert sum(float(day.number or 0) for day in week.days) == pytest.approx(float(week.number), abs=0.11)


def test_every_day_of_the_season_stands_in_one_week():
    page = page_of(request_of())
    days = [day.day for week in page.weeks for day in week.days]

    assert days == [page.first_day + timedelta(days=n) for n in range(len(days))]
    assert days[-1] == page.last_day == date(2027, 1, 24)


def test_the_strip_ends_with_the_spring_plan():
    strip = page_of(request_of()).strip

    assert [bar.phase for bar in strip.bars].count("spring") == 12
    assert strip.now.text.startswith("Week 1")
    assert strip.baseline_text == "baseline 48 mi"


@pytest.mark.parametrize("kind", ["recovery", "maintenance", "base", "rebuild"])
def test_a_phase_says_what_it_is_for_where_the_engine_gives_no_reason(kind):
    assert phase_why(Phase(kind=kind, start=TODAY, end=TODAY)) == PHASE_WHY[kind]


def test_the_engines_own_reason_for_a_phase_goes_first():
    told: Any = SimpleNamespace(kind="recovery", reason="Four weeks after your marathon in 3:45.")
    untold: Any = SimpleNamespace(kind="recovery", reason=None)

    assert (phase_why(told), phase_why(untold)) == (told.reason, PHASE_WHY["recovery"])


def test_minutes_are_said_as_minutes():
    page = page_of(request_of(unit="min"))

    assert page.total.split()[1] == "h"
    assert page.strip.bars[0].text.endswith("km")


def test_a_refusal_has_words_and_no_weeks():
    page = page_of(request_of(a_race=ARace(date=date(2026, 10, 1), distance_m=42_195)))

    assert page.advice.title == "The dates are the wrong way round"
    assert (page.weeks, page.strip, page.promises, page.total) == ((), None, (), "")


def test_races_without_names_are_called_what_they_are():
    bare = PlanRequest(
        history=History(baseline_m=60_000),
        fall_race=FallRace(date=FALL.date, distance_m=42_195),
        a_race=ARace(date=BOSTON.date, distance_m=42_195),
    )

    page = page_of(bare)

    assert (page.fall_name, page.a_name) == ("Fall race", "Spring race")
