import pytest

from athletes.models import SafetyAnswer
from plans.actions.draft import EditedMeanwhile, NothingThere, redo, save_draft, start_off_season, undo
from plans.edits import CannotEdit
from plans.models import OffSeason, PlanVersion
from tests.factories import BOSTON, NOW, make_race
from tests.plans.drafted import drafted, make_draft, redraft


def test_starting_twice_gives_one_off_season_with_one_draft(bob, alice):
    races = {"fall_race": make_race(bob), "a_race": make_race(bob, name="Boston", day=BOSTON, status="planned")}

    first = start_off_season(bob, **races, by=alice.user, at=NOW)
    second = start_off_season(bob, **races, by=alice.user, at=NOW)

    assert first == second
    assert PlanVersion.objects.count() == 1
    assert drafted(first).response["status"] is not None


def test_a_draft_holds_neither_the_birth_date_nor_a_health_answer(bob):
    SafetyAnswer.objects.create(athlete=bob, flags=["heart_condition"], cleared_on=NOW.date(), answered_at=NOW)

    request = drafted(make_draft(bob)).request

    assert request["athlete"]["birth_date"] == "1988-11-01"  # the age on race day, not the day of birth
    assert request["athlete"]["medical_flags"] == []
    assert "heart" not in str(drafted(OffSeason.objects.get()).response)


def test_who_asks_for_a_doctor_gets_no_weeks(bob):
    SafetyAnswer.objects.create(athlete=bob, flags=["chest_pain"], answered_at=NOW)

    response = drafted(make_draft(bob)).response

    assert (response["status"], response["weeks"], response["checks"]) == ("REFER", [], [])


def test_each_draft_stands_on_the_one_before(bob):
    off_season = make_draft(bob)
    before = drafted(off_season)

    after = redraft(off_season, {"policy": {"cut": 0.25}})

    assert after.parent == before
    assert after.number == before.number + 1
    assert after.response["cut"]["value"] == 0.25
    assert OffSeason.objects.get().draft == after


def test_saving_what_is_the_draft_already_writes_nothing(bob):
    off_season = make_draft(bob)
    before, lock = drafted(off_season), off_season.lock

    assert redraft(off_season) == before
    assert off_season.lock == lock


def test_a_stale_page_cannot_overwrite_a_newer_draft(bob, alice):
    off_season = make_draft(bob)
    stale_lock, request = off_season.lock, drafted(off_season).request
    newest = redraft(off_season, {"policy": {"cut": 0.25}})

    with pytest.raises(EditedMeanwhile):
        save_draft(off_season, request=request, edits=[], seen_lock=stale_lock, by=alice.user, at=NOW)

    assert OffSeason.objects.get().draft == newest


def test_the_second_of_two_clicks_is_no_conflict(bob):
    off_season = make_draft(bob)
    seen = OffSeason.objects.select_related("draft").get(pk=off_season.pk)
    first = redraft(off_season, {"policy": {"cut": 0.25}})

    assert redraft(seen, {"policy": {"cut": 0.25}}) == first


def test_undo_and_redo_walk_along_the_drafts(bob):
    off_season = make_draft(bob)
    older, newer = drafted(off_season), redraft(off_season, {"policy": {"cut": 0.25}})

    assert undo(off_season, seen_lock=off_season.lock) == older
    assert redo(off_season, seen_lock=off_season.lock) == newer
    assert OffSeason.objects.get().draft == newer


def test_redo_follows_the_newest_branch(bob):
    off_season = make_draft(bob)
    redraft(off_season, {"policy": {"cut": 0.25}})
    undo(off_season, seen_lock=off_season.lock)
    newest = redraft(off_season, {"policy": {"cut": 0.35}})
    undo(off_season, seen_lock=off_season.lock)

    assert redo(off_season, seen_lock=off_season.lock) == newest


def test_before_the_first_and_after_the_last_draft_there_is_nothing(bob, alice):
    races = {"fall_race": make_race(bob), "a_race": make_race(bob, name="Boston", day=BOSTON, status="planned")}
    off_season = start_off_season(bob, **races, by=alice.user, at=NOW)

    for walk in (undo, redo):
        with pytest.raises(NothingThere):
            walk(off_season, seen_lock=off_season.lock)


def test_undo_from_a_stale_page_is_refused(bob):
    off_season = make_draft(bob)

    with pytest.raises(EditedMeanwhile):
        undo(off_season, seen_lock=off_season.lock - 1)


def test_an_edit_that_makes_no_sense_leaves_the_draft_alone(bob):
    off_season = make_draft(bob)
    before = drafted(off_season)

    with pytest.raises(CannotEdit):
        redraft(off_season, edits=[{"op": "dance", "key": before.response["weeks"][4]["sessions"][0]["key"]}])

    assert OffSeason.objects.get().draft == before
