"""What a coach reads of two taps alike, and what comes of each answer."""

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import SafetyAnswer
from plans.actions.proposal import effect
from plans.models import OffSeason, Proposal, SessionNote
from tests.conftest import logged_in
from tests.factories import make_athlete
from tests.plans.drafted import publish_draft, redraft
from tests.plans.talking import DECEMBER, felt, lived_in

pytestmark = pytest.mark.django_db
WEEK = reverse("plans:week")


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(DECEMBER, tick=False):
        yield


@pytest.fixture
def season(bob):
    bob.unit = "mi"
    bob.save()
    season = lived_in(bob, cut=0.275)
    felt(bob, "hard", "hard")
    return season


@pytest.fixture
def proposal(season):
    return Proposal.objects.get()


def answer(client, proposal, how, **said):
    return client.post(reverse(f"plans:{how}_proposal", args=[proposal.athlete_id, proposal.pk]), said)


def now(season):
    return OffSeason.objects.select_related("draft", "published", "athlete").get(pk=season.pk)


def test_the_coach_reads_why_and_what_it_would_change(as_alice, bob, season, proposal):
    page = as_alice.get(reverse("desk:athlete", args=[bob.pk]))
    assertContains(page, "Bob Brandt said “too hard” two weeks running: cut 27.5% → 32.5%")
    found = effect(Proposal.objects.with_plan().get(), at=DECEMBER)
    assert found.after_m < found.before_m
    assertContains(page, f"The {found.weeks} weeks to come, on average: ")
    assertContains(page, " mi.")
    assertContains(as_alice.get(season.get_absolute_url()), "cut 27.5% → 32.5%")


def test_accepting_makes_a_draft_and_publishes_nothing(as_alice, alice, season, proposal):
    published = season.published
    assertRedirects(answer(as_alice, proposal, "accept"), season.get_absolute_url())
    after = now(season)
    assert (after.draft.response["cut"]["value"], after.published) == (0.325, published)
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.answered_by, proposal.version) == ("accepted", alice.user, after.draft)


def test_the_second_click_makes_no_second_draft(as_alice, season, proposal):
    answer(as_alice, proposal, "accept")
    draft = now(season).draft
    assertRedirects(answer(as_alice, proposal, "accept"), season.get_absolute_url())
    answer(as_alice, proposal, "refuse")
    assert now(season).draft == draft
    assert Proposal.objects.get().outcome == "accepted"


def test_the_athlete_is_told_when_it_is_accepted_and_when_it_is_out(as_alice, as_bob, season, proposal):
    answer(as_alice, proposal, "accept")
    assertContains(as_bob.get(WEEK), "has read that it felt too hard, and is going over the weeks ahead.")
    publish_draft(now(season), at=DECEMBER)
    assertContains(as_bob.get(WEEK), "the weeks ahead are smaller now.")


def test_looking_first_shows_the_cut_and_saves_nothing(as_alice, season, proposal):
    draft = season.draft
    page = as_alice.get(f"{season.get_absolute_url()}?proposal={proposal.pk}")
    assertContains(page, "Not saved yet.")
    assert page.context["page"].cut.percent == "32.5"
    assert now(season).draft == draft
    assert Proposal.objects.get().is_open


@pytest.mark.parametrize("wanted", ["0", "x", "9" * 40, "\0"])
def test_a_proposal_that_is_not_there_shows_the_draft(as_alice, season, proposal, wanted):
    page = as_alice.get(season.get_absolute_url(), {"proposal": wanted})
    assert page.context["page"].cut.percent == "27.5"


@pytest.mark.parametrize(("cut", "outcome"), [(0.30, "edited"), (0.325, "accepted")])
def test_any_draft_with_another_cut_is_an_answer(season, proposal, alice, cut, outcome):
    redraft(now(season), {"policy": {"cut": cut}}, at=DECEMBER)
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.answered_by) == (outcome, alice.user)


def test_a_draft_with_the_same_cut_answers_nothing(season, proposal):
    redraft(now(season), {"athlete": {"comfort": 1}}, at=DECEMBER)
    assert Proposal.objects.get().is_open


def test_refusing_keeps_the_plan_and_says_a_word(as_alice, as_bob, bob, season, proposal):
    draft = season.draft
    assertRedirects(answer(as_alice, proposal, "refuse", word="Icy weeks <3"), reverse("desk:athlete", args=[bob.pk]))
    assert now(season).draft == draft
    assertContains(as_bob.get(WEEK), "“Icy weeks &lt;3”")
    assertContains(as_alice.get(reverse("desk:athlete", args=[bob.pk])), "kept as it is by Alice Arden, Sun 20 Dec")


def test_a_word_too_long_is_said(as_alice, proposal):
    answer(as_alice, proposal, "refuse", word="x" * 301)
    assert Proposal.objects.get().is_open


def test_where_no_step_is_left_the_coach_reads_it_in_words(as_alice, bob):
    lived_in(bob, cut=0.40)
    felt(bob, "hard", "hard")
    page = as_alice.get(reverse("desk:athlete", args=[bob.pk]))
    assertContains(page, "The cut is at 40% already, the largest of your band, 20–40%: no further step is proposed.")
    answer(as_alice, Proposal.objects.get(), "refuse")
    assert Proposal.objects.get().outcome == "seen"


def test_one_that_moves_no_cut_cannot_be_accepted(as_alice, bob):
    season = lived_in(bob, cut=0.40)
    felt(bob, "hard", "hard")
    answer(as_alice, Proposal.objects.get(), "accept")
    assert (now(season).draft, Proposal.objects.get().outcome) == (season.draft, "open")


@pytest.mark.parametrize("how", ["accept", "refuse"])
@pytest.mark.parametrize("stranger", ["as_bob", "as_charlie", "as_dana"])
def test_it_is_for_the_desk_alone_to_answer(request, stranger, how, proposal):
    assert answer(request.getfixturevalue(stranger), proposal, how).status_code == 404
    assert Proposal.objects.get().is_open


def test_an_assistant_prepares_the_draft(as_fay, season, proposal):
    answer(as_fay, proposal, "accept")
    assert now(season).draft.response["cut"]["value"] == 0.325


def test_another_coachs_athlete_in_the_address_opens_nothing(as_dana, dana, proposal):
    own = make_athlete(name="Own", coach=dana)
    address = reverse("plans:accept_proposal", args=[own.pk, proposal.pk])
    assert as_dana.post(address).status_code == 404


def test_who_is_not_cleared_meanwhile_gets_no_weeks_but_a_word(as_alice, bob, season, proposal):
    SafetyAnswer.objects.create(athlete=bob, flags=["clot"], answered_at=DECEMBER)
    page = as_alice.get(reverse("desk:athlete", args=[bob.pk]))
    assertContains(page, "Not cleared to train: nothing is planned now.")
    assertNotContains(page, "Accept: make the draft")


def test_a_runner_without_a_coach_answers_for_themselves(charlie):
    athlete = charlie.athlete
    season = lived_in(athlete)
    felt(athlete, "hard", "hard")
    client = logged_in(charlie)
    assertContains(client.get(WEEK), "It felt too hard twice in a row.")
    assertContains(client.get(season.get_absolute_url()), "cut 30% → 35%")
    answer(client, Proposal.objects.get(), "accept")
    assert now(season).draft.response["cut"]["value"] == 0.35


def test_talk_and_taps_survive_publishing_again(as_bob, as_alice, bob, season):
    session = season.sessions.filter(date__gt=DECEMBER.date(), ingredient="long").first()
    as_bob.post(reverse("plans:talk", args=[session.pk]), {"text": "May I run it on Saturday?"})
    redraft(now(season), {"policy": {"cut": 0.36}}, at=DECEMBER)
    publish_draft(now(season), at=DECEMBER)

    assertContains(as_alice.get(reverse("plans:talk", args=[session.pk])), "May I run it on Saturday?")
    assert SessionNote.objects.get().key == session.key
