from datetime import date

import pytest

from plans.engine.planner import plan
from plans.engine.request import ARace, Athlete, FallRace, History, PlanRequest, SpringPlan
from plans.words.week import TIRED, week_words


def test_what_to_drop_first_is_a_line_of_its_own():
    said = week_words("34 mi, nothing left out. Tired? Drop the strides first.")

    assert said == ("34 mi, nothing left out.", "Drop the strides first.")


@pytest.mark.parametrize("reason", ["A settled week.", "", "You look tired? Rest."])
def test_a_reason_without_it_is_why_whole(reason):
    assert week_words(reason) == (reason, "")


@pytest.mark.parametrize("second_race", [date(2027, 4, 19), date(2027, 9, 26)])
def test_every_week_of_a_plan_comes_apart_and_loses_no_word(second_race):
    made = plan(
        PlanRequest(
            athlete=Athlete(unit="mi", usual_run_days=5),
            history=History(baseline_m=77_000),
            fall_race=FallRace(date=date(2026, 11, 1), distance_m=42_195),
            a_race=ARace(date=second_race, distance_m=42_195),
            spring_plan=SpringPlan(weeks=12),
        )
    )

    for week in made.weeks:
        said = week_words(week.reason)
        assert said.why
        assert said.tired
        assert f"{said.why} {TIRED}{said.tired}" == week.reason
