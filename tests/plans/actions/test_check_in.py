"""What taps set going: two alike in a row propose a step of the cut, and nothing else does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from athletes.models import SafetyAnswer
from plans.actions.check_in import check_in, undo_check_in
from plans.actions.log import undo_done
from plans.models import Ache, CheckIn, Proposal, TrainingSession
from plans.models.proposal import Outcome
from tests.factories import NOW, account_of
from tests.plans.drafted import redraft
from tests.plans.published import MONDAY, make_published
from tests.plans.talking import DAY, DECEMBER, WEEKS, felt, felt_after, key_sessions, lived_in

pytestmark = pytest.mark.django_db


def test_two_weeks_too_hard_propose_one_step_more(bob):
    season = lived_in(bob, cut=0.275)
    felt(bob, "hard", "hard")
    proposal = Proposal.objects.get()
    assert (proposal.off_season, proposal.cut_before, proposal.cut_after) == (season, 0.275, 0.325)
    assert (proposal.feeling, proposal.after_sessions, proposal.is_open) == ("hard", False, True)


def test_two_weeks_too_easy_propose_one_step_less(bob):
    lived_in(bob)
    felt(bob, "easy", "easy")
    assert Proposal.objects.get().cut_after == 0.25


@pytest.mark.parametrize("said", [("hard",), ("hard", "right"), ("right", "hard"), ("hard", "easy"), ("ache", "ache")])
def test_nothing_else_proposes(bob, said):
    lived_in(bob)
    felt(bob, *said)
    assert not Proposal.objects.exists()


def test_weeks_with_one_between_them_are_not_in_a_row(bob):
    lived_in(bob)
    for start in (WEEKS[0] - 7 * DAY, WEEKS[1]):
        check_in(bob, week_start=start, feeling="hard", where="", by=bob.user, at=DECEMBER)
    assert not Proposal.objects.exists()


def test_a_week_that_is_told_late_counts_in_its_place(bob):
    lived_in(bob)
    for start in reversed(WEEKS):
        check_in(bob, week_start=start, feeling="hard", where="", by=bob.user, at=DECEMBER)
    assert Proposal.objects.get().newest.week_start == WEEKS[1]


@pytest.mark.parametrize(("cut", "said", "after"), [(0.38, "hard", 0.40), (0.22, "easy", 0.20), (0.50, "easy", 0.40)])
def test_the_last_step_ends_at_the_band(bob, cut, said, after):
    lived_in(bob, cut=cut)
    felt(bob, said, said)
    assert Proposal.objects.get().cut_after == after


@pytest.mark.parametrize(("cut", "said"), [(0.40, "hard"), (0.20, "easy"), (0.45, "hard"), (0.15, "easy")])
def test_at_the_bound_and_beyond_it_nothing_is_proposed_but_said(bob, cut, said):
    lived_in(bob, cut=cut)
    felt(bob, said, said)
    proposal = Proposal.objects.get()
    assert (proposal.cut_after, proposal.why_not) == (None, "bound")


def test_a_coachs_own_band_and_step_hold(bob):
    rules = {"number": 1, "changes": {"cut.high": 0.33, "cut.check_in_step": 0.02}}
    lived_in(bob, coach_rules=rules)
    felt(bob, "hard", "hard")
    assert Proposal.objects.get().cut_after == 0.32


def test_recovery_weeks_are_sized_by_the_race(bob):
    season = lived_in(bob)
    first, second = season.weeks.in_order()[:2]
    for week in (first, second):
        check_in(bob, week_start=week.start, feeling="hard", where="", by=bob.user, at=NOW)
    assert Proposal.objects.get().why_not == "recovery"


def test_a_plan_for_coming_back_has_no_cut_to_move(bob):
    season = lived_in(bob)
    version = season.published
    version.response["cut"]["factors"].append({"name": "returning", "adjustment": 0, "reason": ""})
    version.save()
    felt(bob, "hard", "hard")
    assert Proposal.objects.get().why_not == "returning"


def test_growth_waits_while_something_aches(bob):
    lived_in(bob)
    Ache.objects.create(athlete=bob, where="left knee", at=DECEMBER)
    felt(bob, "easy", "easy")
    assert Proposal.objects.get().why_not == "ache"
    felt(bob, "hard", "hard")
    assert Proposal.objects.open().get().cut_after == 0.35


def test_a_newer_draft_with_another_cut_is_the_coachs_word_already(bob):
    season = lived_in(bob)
    redraft(season, {"policy": {"cut": 0.36}})
    felt(bob, "hard", "hard")
    assert Proposal.objects.get().why_not == "draft"


def test_who_is_not_cleared_gets_no_other_plan(bob):
    lived_in(bob)
    SafetyAnswer.objects.create(athlete=bob, flags=["clot"], answered_at=DECEMBER)
    felt(bob, "hard", "hard")
    assert Proposal.objects.get().why_not == "uncleared"


def test_after_the_last_week_there_is_nothing_to_change(bob):
    season = lived_in(bob)
    last = season.weeks.in_order().last()
    late = DECEMBER + (last.end - DECEMBER.date())
    for start in (last.start - 7 * DAY, last.start):
        check_in(bob, week_start=start, feeling="hard", where="", by=bob.user, at=late)
    assert Proposal.objects.get().why_not == "over"


def test_the_last_two_key_sessions_propose(bob):
    lived_in(bob)
    *_, before, newest = key_sessions(bob)
    felt_after(before, "hard")
    assert not Proposal.objects.exists()
    felt_after(newest, "hard")
    proposal = Proposal.objects.get()
    assert (proposal.cut_after, proposal.after_sessions) == (0.35, True)


def test_an_easy_run_that_felt_easy_is_as_it_should_be(bob):
    lived_in(bob)
    easy = TrainingSession.objects.of(bob).during(WEEKS[0], DECEMBER.date()).exclude(ingredient__in=("long", "fast"))
    for session in easy.filter(distance_m__gt=0).select_related("week", "athlete"):
        felt_after(session, "easy")
    assert not Proposal.objects.exists()


def test_sessions_further_apart_than_a_fortnight_are_not_in_a_row(bob):
    lived_in(bob)
    first, *_, last = key_sessions(bob)
    TrainingSession.objects.filter(pk=first.pk).update(date=last.date - 15 * DAY)
    felt_after(first, "hard")
    felt_after(last, "hard")
    assert not Proposal.objects.exists()


def test_a_third_alike_supersedes_and_one_waits_at_most(bob):
    lived_in(bob)
    felt(bob, "hard", "hard")
    check_in(bob, week_start=WEEKS[1] + 7 * DAY, feeling="hard", where="", by=bob.user, at=DECEMBER + 7 * DAY)
    assert sorted(Proposal.objects.values_list("outcome", flat=True)) == ["open", "superseded"]


def test_the_database_keeps_one_open(bob):
    lived_in(bob)
    felt(bob, "hard", "hard")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(athlete=bob, feeling="hard", why_not="no_plan", at=DECEMBER)


def test_the_same_tap_again_changes_nothing(bob):
    lived_in(bob)
    felt(bob, "hard", "hard")
    waits = Proposal.objects.get()
    felt(bob, "hard")
    assert Proposal.objects.get() == waits


def test_another_tap_in_its_place_takes_the_proposal_back(bob):
    lived_in(bob)
    felt(bob, "hard", "hard")
    felt(bob, "right")
    assert not Proposal.objects.exists()


def test_undo_takes_the_proposal_back(bob):
    lived_in(bob)
    felt(bob, "hard", "hard")
    for _ in range(2):
        undo_check_in(bob, week_start=WEEKS[1])
    assert not Proposal.objects.exists()


def test_taps_that_were_answered_are_heard(bob, alice):
    lived_in(bob)
    felt(bob, "hard", "hard")
    Proposal.objects.all().answer(Outcome.REFUSED, by=alice.user, at=DECEMBER + DAY)
    check_in(bob, week_start=WEEKS[1] + 7 * DAY, feeling="hard", where="", by=bob.user, at=DECEMBER + 7 * DAY)
    assert not Proposal.objects.open().exists()
    check_in(bob, week_start=WEEKS[1] + 14 * DAY, feeling="hard", where="", by=bob.user, at=DECEMBER + 14 * DAY)
    assert Proposal.objects.open().exists()


def test_without_a_plan_the_coach_still_hears_it(bob):
    felt(bob, "hard", "hard")
    assert Proposal.objects.get().why_not == "no_plan"


def test_a_week_and_its_sessions_have_a_tap_each(bob):
    lived_in(bob)
    session = key_sessions(bob)[-1]
    felt_after(session, "hard")
    felt_after(session, "right")
    felt(bob, "right")
    assert CheckIn.objects.filter(week_start=session.week.start).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(athlete=bob, week_start=WEEKS[1], feeling="easy", at=DECEMBER)


def test_an_ache_opens_and_stays_when_the_session_is_not_done_after_all(bob):
    make_published(bob)
    session = TrainingSession.objects.of(bob).select_related("week", "athlete").get(ingredient="fast")
    felt_after(session, "ache", where=" left knee ")
    undo_done(session)
    assert not CheckIn.objects.exists()
    assert Ache.objects.open().get().where == "left knee"


def test_the_same_ache_is_not_told_twice(bob):
    make_published(bob)
    check_in(bob, week_start=MONDAY, feeling="ache", where="Knee", by=account_of(bob), at=DECEMBER)
    check_in(bob, week_start=MONDAY + 7 * DAY, feeling="ache", where="knee", by=account_of(bob), at=DECEMBER)
    assert Ache.objects.count() == 1


def test_another_tap_in_its_place_takes_the_ache_back(bob):
    make_published(bob)
    felt(bob, "ache", where="left knee")
    felt(bob, "right", at=DECEMBER + timedelta(hours=1))
    assert not Ache.objects.exists()
