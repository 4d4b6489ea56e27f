"""On the board: something aches, two taps alike, a word about a session."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains

from athletes.actions.archive import archive
from athletes.models import SetAside
from coachapp.desk.needs.board import board_of
from plans.actions.ache import open_ache, say_gone
from plans.actions.note import read, write_note
from plans.actions.proposal import refuse
from plans.models import Ache, Proposal, TrainingSession
from tests.plans.talking import DAY, DECEMBER, felt, lived_in

pytestmark = pytest.mark.django_db
BOARD = reverse("desk:board")
KINDS = {"ache", "hard", "easy", "proposal", "note"}


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(DECEMBER, tick=False):
        yield


def needs(coach, *, at=DECEMBER):
    return [need for need in board_of(coach.user, today=at.date(), at=at).rows if need.kind in KINDS]


def kinds(coach, *, at=DECEMBER):
    return [need.kind for need in needs(coach, at=at)]


def test_an_ache_stands_there_until_it_is_gone(alice, bob):
    open_ache(bob, where="left knee", by=bob.user, at=DECEMBER)
    open_ache(bob, where="hip", by=bob.user, at=DECEMBER + DAY)
    assert [need.reason for need in needs(alice, at=DECEMBER + 30 * DAY)] == ["Something aches: hip, left knee."]
    for ache in Ache.objects.all():
        say_gone(ache, at=DECEMBER + 31 * DAY)
    assert kinds(alice, at=DECEMBER + 31 * DAY) == []


def test_two_taps_alike_are_one_row_with_the_step(as_alice, alice, bob):
    lived_in(bob, cut=0.275)
    felt(bob, "hard", "hard")
    (need,) = needs(alice)
    assert (need.kind, need.reason) == ("proposal", "Said “too hard” two weeks running: cut 27.5% → 32.5%?")
    assert need.action.url == reverse("desk:athlete", args=[bob.pk]) + "#proposal"
    assertContains(as_alice.get(need.action.url), 'id="proposal"')


def test_once_it_is_answered_the_row_is_gone(alice, bob):
    lived_in(bob)
    felt(bob, "hard", "hard")
    refuse(Proposal.objects.get(), word="", by=alice.user, at=DECEMBER)
    assert kinds(alice) == []


@pytest.mark.parametrize(("cut", "said", "kind"), [(0.40, "hard", "hard"), (0.20, "easy", "easy")])
def test_at_the_bound_it_is_said_in_words_for_a_fortnight(alice, bob, cut, said, kind):
    lived_in(bob, cut=cut)
    felt(bob, said, said)
    assert kinds(alice) == [kind]
    assert "no further step is proposed" in needs(alice)[0].detail
    assert kinds(alice, at=DECEMBER + timedelta(days=14)) == []


def test_a_season_that_is_over_proposes_nothing(alice, bob):
    season = lived_in(bob)
    felt(bob, "hard", "hard")
    last = season.weeks.in_order().last().end
    assert kinds(alice, at=DECEMBER + (last - DECEMBER.date())) == ["proposal"]
    assert kinds(alice, at=DECEMBER + (last - DECEMBER.date()) + DAY) == []


def test_a_word_about_a_session_waits_until_it_is_read(alice, bob):
    season = lived_in(bob)
    long_run = TrainingSession.objects.of(bob).filter(date__gte=DECEMBER.date(), ingredient="long")[0]
    write_note(long_run, text="May I run\nit on Saturday?", by=bob.user, at=DECEMBER)
    (need,) = needs(alice)
    assert need.kind == "note"
    assert need.reason.startswith(f"Wrote about {long_run.title}, ")
    assert need.detail.startswith("“May I run it on Saturday?”")
    read(long_run, by=alice.user, at=DECEMBER)
    assert kinds(alice) == []
    assert season.session_notes.count() == 1


def test_the_coachs_own_word_is_no_need(alice, bob):
    lived_in(bob)
    long_run = TrainingSession.objects.of(bob).filter(ingredient="long")[0]
    write_note(long_run, text="How was it?", by=alice.user, at=DECEMBER)
    assert kinds(alice) == []


def test_a_newer_word_brings_a_row_back(alice, bob):
    lived_in(bob)
    long_run = TrainingSession.objects.of(bob).filter(ingredient="long")[0]
    write_note(long_run, text="One.", by=bob.user, at=DECEMBER)
    SetAside.objects.create(coach=alice, kind="note", fact=str(bob.pk), at=DECEMBER + timedelta(minutes=1))
    assert kinds(alice) == []
    write_note(long_run, text="Two.", by=bob.user, at=DECEMBER + timedelta(minutes=5))
    assert kinds(alice) == ["note"]


def test_another_coach_hears_none_of_it(dana, bob):
    lived_in(bob)
    felt(bob, "hard", "hard")
    open_ache(bob, where="knee", by=bob.user, at=DECEMBER)
    assert needs(dana) == []


def test_who_is_put_away_needs_nobody(alice, bob):
    open_ache(bob, where="knee", by=bob.user, at=DECEMBER)
    archive(bob, at=DECEMBER)
    assert kinds(alice) == []


def test_growth_waits_for_two_clear_check_ins(as_alice, bob):
    page = reverse("desk:athlete", args=[bob.pk])
    ache = open_ache(bob, where="left knee", by=bob.user, at=DECEMBER - 20 * DAY)
    assertContains(as_alice.get(page), "Growth waits for two clear check-ins")
    assertContains(as_alice.get(page), "Set “a niggle now”")
    say_gone(ache, at=DECEMBER - 10 * DAY)
    felt(bob, "right", at=DECEMBER)
    assertContains(as_alice.get(page), "Left knee is gone. Growth waits for two clear check-ins: 1 so far.")
