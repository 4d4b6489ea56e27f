import json
from typing import Any

import pytest

from plans.actions.draft import as_saved
from plans.edits import CannotEdit, apply_edits, find, with_keys
from plans.engine.planner import plan_json
from plans.mapping import plan_request
from plans.models import OffSeason
from tests.factories import NOW, make_off_season
from tests.plans.drafted import drafted, first_key, make_draft, redraft, sessions_of


@pytest.fixture
def draft(bob):
    return make_draft(bob)


def session_of(off_season: OffSeason, key: str):
    found = find(drafted(off_season).response, key)
    return found[1] if found else None


def totals(off_season: OffSeason):
    return [
        (week["distance_m"], sum(session["distance_m"] for session in week["sessions"]))
        for week in drafted(off_season).response["weeks"]
    ]


def breaches(off_season: OffSeason, *, by_coach: bool = True):
    return {check["id"] for check in drafted(off_season).response["checks"] if bool(check["overridden_by"]) is by_coach}


def test_keys_are_unique_and_the_same_every_time(bob):
    off_season = make_off_season(bob)
    races = {"fall_race": off_season.fall_race, "a_race": off_season.a_race}
    request = plan_request(bob, **races, today=NOW.date())

    first, second = with_keys(plan_json(request)), with_keys(plan_json(request))

    keys = [session["key"] for week in first["weeks"] for session in week["sessions"]]
    assert first == second
    assert len(keys) == len(set(keys))


def test_keys_stay_when_only_the_volume_changes(draft):
    before = {session["key"] for session in sessions_of(draft) if session["ingredient"] in {"long", "fast"}}
    redraft(draft, {"policy": {"cut": 0.22}})

    assert before <= {session["key"] for session in sessions_of(draft)}


def test_no_edit_leaves_the_answer_as_it_is(draft):
    response = draft.draft.response

    assert apply_edits(draft.draft.request, response, []).response is response


def test_a_swapped_workout_keeps_its_place_and_key(draft):
    key = first_key(draft, "fast")
    before = session_of(draft, key)

    redraft(draft, edits=[{"op": "swap", "key": key, "code": "F06"}])

    after = session_of(draft, key)
    assert (after["code"], after["date"], after["edited"]) == ("F06", before["date"], True)
    assert before["code"] != "F06"
    assert all(week == total for week, total in totals(draft))


def test_a_code_without_a_place_is_refused(draft):
    with pytest.raises(CannotEdit, match="NOPE"):
        redraft(draft, edits=[{"op": "swap", "key": first_key(draft, "fast"), "code": "NOPE"}])


def test_an_amount_changes_the_session_and_the_week(draft):
    key = first_key(draft, "easy")
    before, week_before = session_of(draft, key), draft.draft.response["weeks"][5]["distance_m"]

    redraft(draft, edits=[{"op": "amount", "key": key, "distance_m": before["distance_m"] + 2000}])

    assert session_of(draft, key)["distance_m"] == pytest.approx(before["distance_m"] + 2000, abs=100)
    change = session_of(draft, key)["distance_m"] - before["distance_m"]
    assert draft.draft.response["weeks"][5]["distance_m"] == week_before + change


def test_a_moved_session_remembers_where_it_stood_and_leaves_a_rest_day(draft):
    week = draft.draft.response["weeks"][5]
    key, before = first_key(draft, "long"), session_of(draft, first_key(draft, "long"))
    day = next(one["date"] for one in week["sessions"] if one["ingredient"] == "rest")

    redraft(draft, edits=[{"op": "move", "key": key, "date": day}])

    after = session_of(draft, key)
    assert (after["date"], after["original_date"], after["edited"]) == (day, before["date"], True)
    week = draft.draft.response["weeks"][5]
    assert {one["ingredient"] for one in week["sessions"] if one["date"] == day} >= {"long"}
    assert not [one for one in week["sessions"] if one["date"] == day and one["ingredient"] == "rest"]
    assert {one["date"] for one in week["sessions"]} == {one["date"] for one in week["sessions"]} | {before["date"]}


def test_a_session_stays_in_its_week(draft):
    with pytest.raises(CannotEdit, match="stays in its week"):
        redraft(draft, edits=[{"op": "move", "key": first_key(draft, "long"), "date": "2027-03-01"}])


def test_a_removed_session_is_gone_and_its_day_says_something(draft):
    key = first_key(draft, "long")
    day = session_of(draft, key)["date"]

    redraft(draft, edits=[{"op": "remove", "key": key}])

    assert session_of(draft, key) is None
    assert [one for one in sessions_of(draft) if one["date"] == day]


def test_what_the_coach_breaks_is_marked_as_theirs(draft):
    redraft(draft, edits=[{"op": "remove", "key": first_key(draft, "long")}])

    assert "INV-11" in breaches(draft)
    assert "INV-40" in breaches(draft, by_coach=False)


def test_edits_survive_replanning(draft):
    key = first_key(draft, "fast")
    redraft(draft, edits=[{"op": "swap", "key": key, "code": "F06"}])

    redraft(draft, {"policy": {"cut": 0.22}})

    assert session_of(draft, key)["code"] == "F06"


def test_an_edit_whose_session_is_gone_is_kept_and_reported(draft):
    edit = {"op": "remove", "key": "2027-03-01:long:1"}

    edited = apply_edits(draft.draft.request, draft.draft.response, [edit])

    assert edited.orphans == (edit,)
    assert edited.response["weeks"] == draft.draft.response["weeks"]


def test_a_workout_that_no_longer_fits_waits_too(draft):
    key = first_key(draft, "fast")
    redraft(draft, edits=[{"op": "swap", "key": key, "code": "F10"}])

    redraft(draft, {"athlete": {"years_running": 0.1}})

    assert draft.draft.response["ability"] == "beginner"
    assert session_of(draft, key)["code"] != "F10"
    assert as_saved(draft, draft.draft, at=NOW).orphans == tuple(draft.draft.edits)


def test_less_than_the_fast_part_needs_is_refused(draft):
    with pytest.raises(CannotEdit, match="choose another workout"):
        redraft(draft, edits=[{"op": "amount", "key": first_key(draft, "fast"), "distance_m": 1000}])


def test_edits_wait_while_there_are_no_weeks(draft):
    edit = {"op": "remove", "key": first_key(draft, "long")}

    redraft(draft, {"spring_plan": {"weeks": 30}}, edits=[edit])
    redraft(draft, {"spring_plan": {"weeks": 12}})

    assert draft.draft.edits == [edit]
    assert session_of(draft, edit["key"]) is None


def test_the_answer_that_is_edited_stays_what_it_was(draft):
    before = drafted(draft)
    was = json.dumps(before.response)
    fast, long, easy = (first_key(draft, ingredient) for ingredient in ("fast", "long", "easy"))
    edits: list[dict[str, Any]] = [
        {"op": "swap", "key": fast, "code": "F06"},
        {"op": "amount", "key": long, "distance_m": 9000},
        {"op": "move", "key": easy, "date": f"{easy[:10]}"},
        {"op": "copy", "key": f"{easy[:10]}:easy:c1", "from": easy, "date": easy[:10]},
        {"op": "move", "key": f"{easy[:10]}:easy:c1", "date": easy[:10]},
        {"op": "remove", "key": first_key(draft, "mobility")},
    ]
    after = apply_edits(before.request, before.response, edits).response
    assert json.dumps(before.response) == was
    assert after != before.response
