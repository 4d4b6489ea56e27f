"""The library: built-in workouts to read and copy, own ones in the editor, in the swap list and in a plan."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import Coach
from plans.actions.workout import WorkoutChangedMeanwhile, add_workout, archive_workout, change_workout
from plans.edits import find
from plans.engine.library import LIBRARY
from plans.engine.own_workout import load_workout
from plans.forms.workout import WorkoutForm
from plans.models import Workout
from plans.pages.library import can_copy
from tests.factories import NOW, make_athlete
from tests.plans.drafted import first_key, make_draft
from tests.plans.views.building import HTMX, newest


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


def url(name: str = "library", *args: Any) -> str:
    return reverse(f"plans:{name}", args=args)


def words(code: str = "F05", **changed: Any) -> dict[str, Any]:
    """The editor as it stands for this built-in, with what the coach changes."""
    form = WorkoutForm(template=LIBRARY[code])
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in (shown | changed).items() if value is not None and value is not False}


def make_workout(coach: Coach, code: str = "F05") -> Workout:
    return add_workout(coach, LIBRARY[code], by=coach.user, at=NOW)


def test_the_shelves_hold_built_in_and_own_and_are_searched(as_alice, alice):
    make_workout(alice)

    page = as_alice.get(url())
    assertContains(page, "Cruise kilometres", count=2)
    assertContains(page, "2–6 × 1 km threshold, 1 min easy")
    assertContains(as_alice.get(url(), {"q": "canal"}), "No workout of that name")
    found = as_alice.get(url(), {"q": "core hips"}, headers=HTMX)
    assertContains(found, "Core and hips")
    assertNotContains(found, "Cruise")


@pytest.mark.parametrize("code", [code for code, row in LIBRARY.items() if row.ingredient != "race"])
def test_each_built_in_has_a_page(as_alice, code):
    page = as_alice.get(url("built_in", code))

    assertContains(page, LIBRARY[code].title.replace("'", "&#x27;"))
    assert ("Make your own from it" in page.content.decode()) == can_copy(LIBRARY[code])


@pytest.mark.parametrize("code", ["RACE", "C1", "X99"])
def test_what_is_no_built_in_has_none(as_alice, alice, code):
    make_workout(alice)
    assert as_alice.get(url("built_in", code)).status_code == 404


@pytest.mark.parametrize("code", [code for code, row in LIBRARY.items() if can_copy(row)])
def test_a_copy_saved_as_it_stands_is_the_same_workout(as_alice, alice, code):
    as_alice.post(url("new_workout"), words(code))

    copy = load_workout(alice.workouts.get().document)
    source = LIBRARY[code]
    assert copy is not None
    assert (copy.title, copy.main, copy.zone) == (source.title, source.main, source.zone)
    assert [(one.name, one.sets, one.reps) for one in copy.exercises] == [
        (one.name, one.sets, one.reps) for one in source.exercises
    ]


def test_rows_are_put_in_order_by_their_numbers_and_empty_ones_left_out(as_alice, alice):
    parts = {"rep1_nr": "1", "rep1_zone": "interval", "rep1_work": "2", "rep1_unit": "min", "rep1_rest": "90",
             "rep1_rest_unit": "s", "rep0_nr": "2", "rep3_work": ""}  # fmt: skip

    as_alice.post(url("new_workout"), words(**parts, title="Two and a kilometre"))

    workout = alice.workouts.get()
    pattern = workout.template["main"]["pattern"]
    assert [(rep["zone"], rep["seconds"], rep["metres"]) for rep in pattern] == [
        ("interval", 120, 0),
        ("threshold", 0, 1000),
    ]
    assert (workout.code, workout.version, workout.ingredient) == ("C1", 1, "fast")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "This field is required"),
        ({"rep0_work": ""}, "needs at least one stretch"),
        ({"rep0_work": "-3"}, "Row 1: Write a number from 0 to 20000."),
        ({"rep0_work": "1e400"}, "Row 1: Write a number"),
        ({"rep0_zone": "easy"}, "Nothing here is fast"),
        ({"rep0_zone": "warp"}, "warp is not one of"),
        ({"fewest": "9", "most": "3"}, "The most is at least the least."),
        ({"rpe": "11"}, "Write a number from 0 to 10."),
        ({"ingredient": "race"}, "race is not one of"),
        ({"levels": ["elite"]}, "elite is not one of"),
        ({"ingredient": "strength", "lift0_name": "squat"}, "Sets and repetitions are missing."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(as_alice, alice, changed, said):
    response = as_alice.post(url("new_workout"), words(**({"intent": "for the hills"} | changed)))

    assertContains(response, said, status_code=422)
    assertContains(response, "for the hills", status_code=422)
    assert not alice.workouts.exists()


def test_a_change_is_a_version_and_the_same_twice_is_one(as_alice, alice):
    make_workout(alice)
    changed = words(title="Cruise thousands", seen=1)

    for _ in range(2):
        assertRedirects(as_alice.post(url("change_own", 1), changed), url("own_workout", 1))

    assert [(one.version, one.title) for one in alice.workouts.newest_first()] == [
        (2, "Cruise thousands"),
        (1, "Cruise kilometres"),
    ]


def test_the_second_of_two_tabs_sees_both_and_keeps_its_own(as_alice, alice):
    workout = make_workout(alice)
    change_workout(workout, LIBRARY["F06"], seen=1, by=alice.user, at=NOW)
    with pytest.raises(WorkoutChangedMeanwhile):
        change_workout(workout, LIBRARY["F07"], seen=1, by=alice.user, at=NOW)

    response = as_alice.post(url("change_own", 1), words(title="Mine", seen=1))

    assertContains(response, "2–4 × 5 min threshold", status_code=409)
    assertContains(response, "2–6 × 1 km threshold", status_code=409)
    assertContains(response, 'value="Mine"', status_code=409)
    assertContains(response, 'name="seen" value="2"', status_code=409)
    assert alice.workouts.count() == 2


def test_put_away_is_offered_nowhere_and_comes_back(as_alice, alice, bob):
    workout, off_season = make_workout(alice), make_draft(bob)
    editor = url("edit_session", off_season.pk, first_key(off_season, "fast"))

    as_alice.post(url("archive_own", 1))
    assertNotContains(as_alice.get(editor), "(yours)")
    assertContains(as_alice.get(url()), "1 put away")
    as_alice.post(url("restore_own", 1))

    assertContains(as_alice.get(editor), "(yours)")
    assert archive_workout(workout, is_archived=False, by=alice.user, at=NOW).version == 3


def test_a_session_is_swapped_for_an_own_workout_and_the_plan_keeps_it(as_alice, alice, bob):
    make_workout(alice)
    off_season = make_draft(bob)
    key = first_key(off_season, "fast")
    session = find(newest(off_season).response, key)
    assert session is not None
    said = {
        "lock": off_season.lock,
        "code": "C1",
        "day": session[1]["date"],
        "amount": round(session[1]["distance_m"] / 1000, 1),
        "keep": "on",
    }

    as_alice.post(url("edit_session", off_season.pk, key), said)
    change_workout(alice.workouts.get(), LIBRARY["F06"], seen=1, by=alice.user, at=NOW)

    swapped = find(newest(off_season).response, key)
    assert swapped is not None
    assert (swapped[1]["code"], swapped[1]["title"]) == ("C1", "Cruise kilometres")
    assertContains(as_alice.get(off_season.get_absolute_url()), "swapped for Cruise kilometres")


def test_only_the_same_ingredient_and_level_is_offered(as_alice, alice, bob):
    for code in ("F05", "F09", "G06"):  # F09 is for advanced runners alone
        make_workout(alice, code)
    off_season = make_draft(bob)

    page = as_alice.get(url("edit_session", off_season.pk, first_key(off_season, "fast")))

    own = [
        choice
        for _, said in page.context["form"].fields["code"].choices
        if isinstance(said, list)
        for choice in said
        if "(yours)" in choice[1]
    ]
    assert own == [("C1", "Cruise kilometres (yours)")]


def test_another_coachs_workout_is_not_there(as_dana, alice, dana):
    make_workout(alice)
    off_season = make_draft(make_athlete(name="Erik", coach=dana))
    key = first_key(off_season, "fast")

    assert as_dana.get(url("own_workout", 1)).status_code == 404
    for name in ("change_own", "archive_own", "restore_own", "try_own"):
        assert as_dana.post(url(name, 1), words()).status_code == 404
    assertNotContains(as_dana.get(url("edit_session", off_season.pk, key)), "(yours)")
    session = find(newest(off_season).response, key)
    assert session is not None
    said = {"lock": off_season.lock, "code": "C1", "day": session[1]["date"], "amount": "9", "keep": "on"}
    assert as_dana.post(url("edit_session", off_season.pk, key), said).status_code == 422
    assert alice.workouts.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_is_tried_in_an_athletes_plan_and_nothing_is_stored(as_alice, alice, bob, headers):
    off_season = make_draft(bob)

    page = as_alice.post(url("try_workout"), words(title="", where=str(off_season.pk)), headers=headers)

    assertContains(page, "Bob Brandt: week")
    assertContains(page, "% of the week")
    assertContains(page, "It keeps every rule there.")
    assert not alice.workouts.exists()


def test_it_is_tried_for_a_level_and_says_what_it_breaks(as_alice):
    fine = as_alice.post(url("try_workout"), words(where="advanced"))
    heavy = as_alice.post(url("try_workout"), words(where="intermediate", fewest="5", most="5"))
    absurd = as_alice.post(url("try_workout"), words(where="intermediate", fewest="40", most="40"))

    assertContains(fine, "A usual advanced, 95 km a week")
    assertContains(fine, "It keeps every rule there.")
    assertContains(heavy, "It goes against")
    assertContains(absurd, "more than this week can hold")


def test_another_coachs_plan_is_no_place_to_try_it(as_dana, alice, bob):
    off_season = make_draft(bob)

    page = as_dana.post(url("try_workout"), words(where=str(off_season.pk)))

    assertNotContains(page, "Bob")


@pytest.mark.parametrize("own", [1, 3])
def test_query_count(as_alice, alice, own, django_assert_num_queries):
    for _ in range(own):
        make_workout(alice)

    with django_assert_num_queries(4):  # session, user, coach, workouts
        as_alice.get(url())
