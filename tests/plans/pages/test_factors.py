from dataclasses import replace

import pytest

from plans.engine.planner import plan
from plans.engine.request import WEEKDAYS, Athlete, History, PolicyChoice, Weekday
from plans.engine.response import PlanResponse
from plans.pages.factors import counted_cut, cut_text, factors
from tests.plans.pages.test_plan import request_of

HALF_AN_HOUR: dict[Weekday, float | None] = dict.fromkeys(WEEKDAYS, 30.0)


def points_of(found):
    return [float(row.points.rstrip("%").replace("−", "-")) for row in found.rows]


def answer_to(**changed):
    return plan(replace(request_of(), **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"athlete": Athlete(comfort=-2, injury="past_year", usual_run_days=5)},
        {"athlete": Athlete(comfort=2, usual_run_days=5), "history": History(baseline_m=20_000)},
        {"policy": PolicyChoice(cut=0.38)},
        {"policy": PolicyChoice(cut=0.5, cut_reason="moved house")},
    ],
)
def test_the_rows_add_up_to_the_cut_wherever_it_was_held(changed):
    found = factors(answer_to(**changed), unit="mi", reader="own")

    assert sum(points_of(found)) == pytest.approx(float(found.total.rstrip("%")))


@pytest.mark.parametrize(
    ("reader", "reason", "said"),
    [
        ("coach", "moved house", "You: “moved house”"),
        ("own", "moved house", "You: “moved house”"),
        ("athlete", "moved house", "Your coach: “moved house”"),
        ("athlete", None, "Your coach chose this cut"),
        ("coach", None, "You chose this cut"),
    ],
)
def test_the_coachs_own_part_is_named_and_marked(reader, reason, said):
    found = factors(answer_to(policy=PolicyChoice(cut=0.38, cut_reason=reason)), unit="mi", reader=reader)

    assert [row.reason for row in found.rows if row.is_mine] == [said]


def test_the_headline_goes_from_the_usual_week_to_one_that_is_in_the_plan():
    answer = answer_to()
    settled = max(week.distance_m for week in answer.weeks if week.kind == "maintenance")
    found = factors(answer, unit="mi", reader="own")

    assert found.headline == cut_text(answer, "mi") == f"48 → {settled / 1609.344:.1f} mi (−{found.total})"
    assert (found.note, counted_cut(answer)) == ("", answer.cut.value)


def test_where_the_days_hold_less_the_weeks_are_counted_and_the_sum_explained():
    answer = answer_to(athlete=Athlete(unit="mi", usual_run_days=5, available_min=HALF_AN_HOUR))
    found = factors(answer, unit="mi", reader="own")

    assert "TIME_LIMITED" in answer.flags
    assert counted_cut(answer) > 0.4
    assert found.headline.endswith(f"(−{100 * counted_cut(answer):.0f}%)")
    assert found.note.startswith(f"The sum says −{found.total}; a settled week of this plan holds ")


def test_without_a_cut_there_is_no_sum():
    assert factors(PlanResponse(status="REFER"), unit="km", reader="own") is None
    assert cut_text(PlanResponse(status="REFER"), "km") == ""
