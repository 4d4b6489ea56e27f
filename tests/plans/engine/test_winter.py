"""What to do on ice or in the dark."""

import pytest

from plans.engine.library import LIBRARY
from plans.engine.planner import plan_json
from tests.plans.engine.requests import plan_request

WITH_ALTERNATE = [row for row in LIBRARY.values() if row.alternate]


@pytest.mark.parametrize("row", WITH_ALTERNATE, ids=lambda row: row.code)
def test_an_alternate_is_the_same_ingredient_under_a_roof_or_by_effort(row):
    other = LIBRARY[row.alternate]

    assert other.code != row.code
    assert (other.ingredient == "fast") == (row.ingredient == "fast")


def test_every_winter_run_has_something_to_do_on_ice():
    sessions = [s for week in plan_json(plan_request())["weeks"] for s in week["sessions"]]
    winter = [s for s in sessions if s["distance_m"] and s["date"][5:7] in {"12", "01", "02"}]

    assert [s["code"] for s in winter if s["alternate"] is None] == []
    assert all(s["alternate"]["text"].startswith("On ice or in the dark: ") for s in winter)


@pytest.mark.parametrize("ingredient", ["rest", "strength", "mobility"])
def test_what_happens_indoors_needs_none(ingredient):
    sessions = [s for week in plan_json(plan_request())["weeks"] for s in week["sessions"]]

    assert {s["alternate"] for s in sessions if s["ingredient"] == ingredient} == {None}
