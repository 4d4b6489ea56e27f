"""A coach's own rules: versions, and plans that keep the rules they were made by."""

from typing import Any

import pytest

from athletes.models import Coach
from plans.actions.draft import as_saved, save_draft, start_off_season, undo
from plans.actions.policy import PolicyChangedMeanwhile, rules_to_take, save_policy, take_back, take_rules
from plans.actions.remedy import take_newest, take_remedy
from plans.actions.touch import MOST, whom_it_touches
from plans.coach_rules import changes_in, policy_of
from plans.engine.contract import load_request
from plans.engine.policy.override import PolicyError
from plans.models import OffSeason
from tests.factories import NOW, account_of, make_athlete
from tests.plans.drafted import drafted, first_key, make_draft, planner_of, redraft


def set_rules(coach: Coach, **changes: Any) -> Any:
    newest = coach.policies.in_force()
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return save_policy(coach, changes=named, seen=newest.number if newest else 0, by=coach.user, at=NOW)


def check(off_season: OffSeason, rule: str) -> Any:
    return next(one for one in drafted(off_season).response["checks"] if one["id"] == rule)


def test_a_first_draft_is_made_by_the_rules_in_force_and_says_so(bob, alice):
    usual = make_draft(make_athlete(name="Mia", coach=alice))
    set_rules(alice, cut__start=0.25)

    off_season = make_draft(bob)

    draft = drafted(off_season)
    assert draft.request["coach_rules"] == {"number": 1, "changes": {"cut.start": 0.25}}
    assert draft.response["cut"]["value"] == pytest.approx(drafted(usual).response["cut"]["value"] - 0.05)
    assert load_request(draft.request)


def test_a_draft_edited_later_is_judged_by_the_rules_it_was_made_by(bob, alice):
    """A ceiling that only this coach allows: after the edit the same figure still keeps the rule."""
    set_rules(alice, cut__start=0.15, cut__low=0.1, volume__band_ceiling=0.95)
    off_season = make_draft(bob)
    assert check(off_season, "INV-01")["ok"]
    set_rules(alice)

    redraft(off_season, edits=[{"op": "remove", "key": first_key(off_season, "mobility")}])

    assert changes_in(drafted(off_season).request)["cut.start"] == 0.15
    assert check(off_season, "INV-01")["ok"]
    assert drafted(off_season).response["cut"]["value"] < 0.2


def test_a_swapped_workout_has_the_size_of_the_plans_own_rules(bob, alice):
    set_rules(alice, quality__threshold_share=0.05, quality__threshold_floor_min=10)
    small = make_draft(bob)
    key = first_key(small, "fast")
    redraft(small, edits=[{"op": "swap", "key": key, "code": "F06"}])
    set_rules(alice)
    other = make_draft(make_athlete(name="Mia", coach=alice))
    redraft(other, edits=[{"op": "swap", "key": first_key(other, "fast"), "code": "F06"}])

    sizes = [_of(off_season, "F06") for off_season in (small, other)]
    assert sizes[0] < sizes[1]


def test_ways_out_and_newest_facts_keep_the_rules(bob, alice):
    set_rules(alice, cut__start=0.25)
    off_season = make_draft(bob, weeks=18)
    draft = drafted(off_season)
    code = draft.response["remedies"][0]["code"]
    common: dict[str, Any] = {"edits": [], "by": alice.user, "at": NOW}

    mended = take_remedy(off_season, code=code, request=draft.request, seen_lock=off_season.lock, **common)
    newest = take_newest(off_season, request=mended.request, seen_lock=off_season.lock, **common)

    assert changes_in(mended.request) == changes_in(newest.request) == {"cut.start": 0.25}
    assert mended.response["status"] in {"OK", "SPLIT"}


def test_newer_rules_are_offered_and_taken_as_a_new_draft_that_undo_takes_back(bob, alice):
    off_season = make_draft(bob)
    before = drafted(off_season)
    assert not rules_to_take(off_season, before.request)
    set_rules(alice, cut__start=0.25)
    offered = rules_to_take(off_season, before.request)
    assert [(one.before, one.after) for one in offered] == [("30% (usual)", "25%")]

    version = take_rules(off_season, draft=before, seen_lock=off_season.lock, by=alice.user, at=NOW)

    assert changes_in(version.request) == {"cut.start": 0.25}
    assert not rules_to_take(off_season, version.request)
    assert undo(off_season, seen_lock=off_season.lock) == before
    assert as_saved(off_season, before, at=NOW).response == before.response


def test_who_coaches_themselves_plans_by_the_usual_rules(charlie, alice):
    set_rules(alice, cut__start=0.25)
    off_season = make_draft(charlie.athlete)

    assert "coach_rules" not in drafted(off_season).request


def test_another_coachs_rules_are_not_mine(bob, dana):
    set_rules(dana, cut__start=0.25)

    assert "coach_rules" not in drafted(make_draft(bob)).request


def test_after_a_hand_over_the_new_coach_is_offered_their_own_rules(bob, alice, dana):
    set_rules(alice, cut__start=0.25)
    off_season = make_draft(bob)
    bob.coach = dana
    bob.save()

    offered = rules_to_take(OffSeason.objects.get(pk=off_season.pk), drafted(off_season).request)

    assert [(one.before, one.after) for one in offered] == [("25%", "30% (usual)")]


def test_versions_are_added_and_the_same_twice_is_one(alice):
    first, again = set_rules(alice, cut__start=0.25), set_rules(alice, cut__start=0.25)
    second = set_rules(alice, cut__start=0.26)

    assert (first.number, again, second.number) == (1, first, 2)
    assert alice.policies.in_force() == second


def test_what_is_as_usual_is_no_change(alice):
    assert set_rules(alice, cut__start=0.3) is None
    assert not alice.policies.exists()


def test_the_second_of_two_tabs_is_told(alice):
    set_rules(alice, cut__start=0.25)

    with pytest.raises(PolicyChangedMeanwhile):
        save_policy(alice, changes={"cut.start": 0.28}, seen=0, by=alice.user, at=NOW)
    assert alice.policies.count() == 1


def test_taking_back_is_a_version_of_its_own(alice):
    set_rules(alice, cut__start=0.25)

    back = take_back(alice, number=1, by=alice.user, at=NOW)

    assert back is not None
    assert (back.number, back.changes) == (2, {})
    assert take_back(alice, number=1, by=alice.user, at=NOW) == back, "the second of two clicks"
    set_rules(alice, cut__start=0.28)
    with pytest.raises(PolicyChangedMeanwhile):
        take_back(alice, number=1, by=alice.user, at=NOW)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cut.strat": 0.28}, "cut.strat: no rule 'strat'"),
        ({"cut.start": float("nan")}, "cut.start: a number is needed"),
        ({"cut.start": 1e300}, "cut.start: at most 10, ten times the usual"),
        ({"__class__": 1}, "__class__: no rule"),
        ({"cut.start": {"low": 1}}, "cut.start: a number is needed"),
    ],
)
def test_hostile_changes_are_refused_by_name(alice, changes, said):
    with pytest.raises(PolicyError) as refused:
        save_policy(alice, changes=changes, seen=0, by=alice.user, at=NOW)

    assert str(refused.value).startswith(said)


def test_rules_that_leave_nothing_to_plan_with_are_an_answer_not_a_crash(bob, alice):
    set_rules(alice, rounding__run_m__km=0)

    off_season = make_draft(bob)

    assert drafted(off_season).response["error"]["code"] == "E_POLICY"


def test_a_rule_that_has_gone_is_left_out():
    kept = policy_of({"coach_rules": {"number": 1, "changes": {"cut.gone": 1, "cut.start": 0.25}}})

    assert kept.cut.start == 0.25


def test_a_change_touches_those_whose_plan_differs_and_stores_nothing(bob, alice, dana):
    mine = make_draft(bob)
    make_draft(make_athlete(name="Elsewhere", coach=dana))
    versions = mine.versions.count()

    deeper = whom_it_touches(alice, changes={"cut.start": 0.34}, at=NOW)
    nothing = whom_it_touches(alice, changes={"long_run.ultra_limit_min": 200}, at=NOW)

    assert [one.off_season for one in deeper.touched] == [mine]
    assert (nothing.touched, nothing.looked_at) == ((), 1)
    assert mine.versions.count() == versions


def test_a_plan_that_only_a_newer_engine_makes_otherwise_is_not_touched(bob, alice):
    off_season = make_draft(bob)
    draft = drafted(off_season)
    draft.response["weeks"][3]["distance_m"] += 1000
    draft.save()

    assert not whom_it_touches(alice, changes={"long_run.ultra_limit_min": 200}, at=NOW).touched


def test_a_plan_that_is_over_and_one_that_waits_for_a_clinician_are_not_looked_at(bob, alice):
    off_season = make_draft(bob)
    spring = NOW.replace(year=2027, month=1, day=25)
    assert whom_it_touches(alice, changes={"cut.start": 0.34}, at=spring).looked_at == 0
    bob.safety_answers.create(flags=["chest_pain"], answered_at=NOW)

    assert not whom_it_touches(alice, changes={"cut.start": 0.34}, at=NOW).touched
    assert off_season.versions.count() == 2


def test_sixty_plans_are_looked_at_and_it_is_said(bob, alice, monkeypatch):
    assert MOST == 60
    monkeypatch.setattr("plans.actions.touch.MOST", 1)
    make_draft(bob)
    make_draft(make_athlete(name="Mia", coach=alice))

    touch = whom_it_touches(alice, changes={"cut.start": 0.34}, at=NOW)

    assert (touch.looked_at, touch.ahead, touch.is_capped) == (1, 2, True)


def test_the_athlete_starts_by_their_coachs_rules_too(bob, alice):
    """Whoever opens the weeks between: the rules are the coach's."""
    set_rules(alice, cut__start=0.25)
    draft = drafted(make_draft(bob))
    season = start_off_season(
        bob, fall_race=bob.races.in_order()[0], a_race=bob.races.in_order()[1], by=account_of(bob), at=NOW
    )
    save_draft(season, request=draft.request, edits=[], seen_lock=season.lock, by=planner_of(bob), at=NOW)

    assert policy_of(drafted(season).request).cut.start == 0.25


def _of(off_season: OffSeason, code: str) -> int:
    sessions = (one for week in drafted(off_season).response["weeks"] for one in week["sessions"])
    return next(int(one["quality_s"]) for one in sessions if one["code"] == code and one["edited"])
