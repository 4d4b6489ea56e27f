"""What an athlete says with one tap in the week, and what they are asked and told."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import SafetyAnswer
from plans.actions.log import mark_done
from plans.models import Ache, CheckIn, Proposal, TrainingSession
from plans.models.proposal import Outcome
from tests.conftest import logged_in
from tests.factories import account_of
from tests.plans.published import MONDAY, make_published

WEEK = reverse("plans:week")
SUNDAY = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(SUNDAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def published(bob):
    return make_published(bob)


@pytest.fixture
def long_run(bob, published):
    return done(bob, "long")


@pytest.fixture
def ache(as_bob):
    as_bob.post(reverse("plans:say_ache"), {"where": "left knee"})
    return Ache.objects.get()


def done(athlete, ingredient):
    session = TrainingSession.objects.of(athlete).get(ingredient=ingredient)
    mark_done(session, by=account_of(athlete), at=SUNDAY)
    return session


def feel(session):
    return reverse("plans:session_feel", args=[session.pk])


def test_a_session_that_is_done_asks_how_it_felt_in_its_place(as_bob, bob, published):
    long_run = TrainingSession.objects.of(bob).get(ingredient="long")
    assertNotContains(as_bob.get(WEEK), "How did it feel?")

    page = as_bob.post(reverse("plans:session_done", args=[long_run.pk]), headers=HTMX)

    assertContains(page, feel(long_run))


def test_one_tap_is_kept_shown_and_taken_back(as_bob, long_run):
    assertRedirects(as_bob.post(feel(long_run), {"feeling": "hard"}), WEEK)
    assert CheckIn.objects.get().session == long_run
    assertContains(as_bob.get(WEEK), 'value="hard" aria-pressed="true"')

    for _ in range(2):
        as_bob.post(reverse("plans:session_feel_undo", args=[long_run.pk]))
    assert not CheckIn.objects.exists()


def test_two_clicks_are_one_tap(as_bob, long_run):
    for _ in range(2):
        as_bob.post(feel(long_run), {"feeling": "hard"})
    assert CheckIn.objects.count() == 1


def test_the_session_just_told_of_stays_open(as_bob, bob):
    fast = done(bob, "fast")
    page = as_bob.post(feel(fast), {"feeling": "right"}, headers=HTMX)
    assertContains(page, '<details class="session" open>', count=1)
    assert as_bob.post(feel(fast), {"feeling": "right"})["Location"].endswith(f"/week/2026-12-16/#felt-{fast.pk}")


def test_what_is_not_done_cannot_have_felt_like_anything(as_bob, bob):
    open_one = TrainingSession.objects.of(bob).get(ingredient="long")
    assert as_bob.post(feel(open_one), {"feeling": "hard"}).status_code == 404


@pytest.mark.parametrize("said", [{}, {"feeling": "meh"}, {"feeling": "ache", "where": "x" * 81}, {"where": "\0"}])
def test_what_says_nothing_is_asked_again(as_bob, long_run, said):
    assert as_bob.post(feel(long_run), said).status_code == 422
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("stranger", ["as_alice", "as_charlie", "as_dana", "as_fay"])
def test_nobody_else_says_how_it_felt(request, stranger, long_run):
    client = request.getfixturevalue(stranger)
    assert client.post(feel(long_run), {"feeling": "hard"}).status_code == 404


def test_the_coach_reads_the_tap_on_the_session(as_bob, as_alice, bob, long_run):
    as_bob.post(feel(long_run), {"feeling": "ache", "where": "left <knee>"})
    page = as_alice.get(reverse("plans:athlete_week", args=[bob.pk, MONDAY]))
    assertContains(page, "Felt <b>something aches</b>: left &lt;knee&gt;.")
    assertNotContains(page, feel(long_run))


def test_an_ache_asks_the_safety_questions_at_once(as_bob, long_run):
    page = as_bob.post(feel(long_run), {"feeling": "ache", "where": "left knee"}, headers=HTMX)
    assertContains(page, "Left knee: before you run on it")
    assertContains(page, "changes how I run or walk")
    assertContains(page, "suspected bone stress")
    assert page["HX-Reswap"] == "outerHTML show:#ache-asks:top"


def test_they_can_be_skipped_and_then_rest(as_bob, ache):
    assertContains(as_bob.get(WEEK), "before you run on it")
    for _ in range(2):
        as_bob.post(reverse("plans:ache_skip", args=[ache.pk]))
    page = as_bob.get(WEEK)
    assertNotContains(page, "before you run on it")
    assertContains(page, '<b dir="auto">Left knee</b> aches, since 20 Dec.')
    assert not SafetyAnswer.objects.exists()


@pytest.mark.parametrize(
    ("signs", "flags"),
    [
        (["gait"], ["bone_stress"]),
        (["bone", "night"], ["bone_stress"]),
        (["nerve", "chest"], ["neurological", "chest_pain"]),
    ],
)
def test_a_yes_is_a_health_answer_and_leads_to_a_clinician(as_bob, bob, ache, signs, flags):
    page = as_bob.post(reverse("plans:ache_safety", args=[ache.pk]), {"flags": signs}, follow=True)
    assert SafetyAnswer.objects.get(athlete=bob).flags == flags
    assertContains(page, "See a clinician first")
    assertContains(page, "A clinician first.")


def test_a_no_changes_no_answer_that_was_given_before(as_bob, bob, ache):
    SafetyAnswer.objects.create(athlete=bob, flags=["clot"], cleared_on=SUNDAY.date(), answered_at=SUNDAY)
    as_bob.post(reverse("plans:ache_safety", args=[ache.pk]), {})
    assert SafetyAnswer.objects.count() == 1
    assertNotContains(as_bob.get(WEEK), "A clinician first.")


def test_a_yes_takes_back_a_clearance_that_did_not_know_of_it(as_bob, bob, ache):
    SafetyAnswer.objects.create(
        athlete=bob, flags=["clot"], cleared_on=SUNDAY.date(), answered_at=SUNDAY - timedelta(days=1)
    )
    as_bob.post(reverse("plans:ache_safety", args=[ache.pk]), {"flags": ["gait"]})
    newest = SafetyAnswer.objects.newest_first().first()
    assert (newest.flags, newest.cleared_on) == (["clot", "bone_stress"], None)


def test_an_answer_that_nobody_offered_is_refused(as_bob, ache):
    assert as_bob.post(reverse("plans:ache_safety", args=[ache.pk]), {"flags": ["hangnail"]}).status_code == 422
    assert not SafetyAnswer.objects.exists()


def test_the_coach_learns_that_it_aches_and_nothing_medical(as_bob, as_alice, bob, ache):
    as_bob.post(reverse("plans:ache_safety", args=[ache.pk]), {"flags": ["bone", "nerve"]})
    addresses = (
        reverse("desk:board"),
        reverse("desk:athlete", args=[bob.pk]),
        reverse("plans:athlete_week", args=[bob.pk, MONDAY]),
    )
    for address in addresses:
        page = as_alice.get(address)
        assertContains(page, "eft knee")
        for word in ("bone", "numb", "neurolog", "gait", "limp"):
            assertNotContains(page, word)


def test_it_stays_open_until_it_is_gone_whatever_the_next_tap_says(as_bob, bob, ache, long_run):
    as_bob.post(feel(long_run), {"feeling": "right"})
    assert Ache.objects.open().exists()

    for _ in range(2):
        as_bob.post(reverse("plans:ache_gone", args=[ache.pk]))
    assert not Ache.objects.open().exists()
    for _ in range(2):
        as_bob.post(reverse("plans:ache_back", args=[ache.pk]))
    assert Ache.objects.open().get() == ache


@pytest.mark.parametrize("name", ["ache_safety", "ache_skip", "ache_gone", "ache_back"])
@pytest.mark.parametrize("stranger", ["as_alice", "as_charlie", "as_dana", "as_fay"])
def test_an_ache_is_the_athletes_own(request, stranger, name, ache):
    assert request.getfixturevalue(stranger).post(reverse(f"plans:{name}", args=[ache.pk])).status_code == 404
    assert Ache.objects.open().get().asked_at is None


def test_the_athlete_reads_kindly_what_came_of_it(as_bob, bob, alice, published):
    proposal = Proposal.objects.create(
        athlete=bob, off_season=published, feeling="hard", cut_before=0.3, cut_after=0.35, at=SUNDAY
    )
    assertNotContains(as_bob.get(WEEK), "has read")
    Proposal.objects.filter(pk=proposal.pk).answer(
        Outcome.REFUSED, by=alice.user, at=SUNDAY, word="You raced on Saturday."
    )

    page = as_bob.get(WEEK)
    assertContains(page, "Alice Arden has read that it felt too hard, and keeps the plan as it is.")
    assertContains(page, "“You raced on Saturday.”")
    with time_machine.travel(SUNDAY + timedelta(days=15), tick=False):
        later = logged_in(account_of(bob))
        assertNotContains(later.get(reverse("plans:week_of", args=[MONDAY])), "has read")


@pytest.mark.parametrize("many", [1, 4])
def test_the_week_asks_no_more_questions_for_all_of_it(bob, many, django_assert_num_queries):
    for number in range(many):
        Ache.objects.create(athlete=bob, where=f"toe {number}", at=SUNDAY)
    for session in TrainingSession.objects.of(bob).filter(distance_m__gt=0)[:many]:
        mark_done(session, by=bob.user, at=SUNDAY)
        CheckIn.objects.create(athlete=bob, week_start=MONDAY, session=session, feeling="right", at=SUNDAY)
    client = logged_in(bob.user)
    with django_assert_num_queries(7):
        client.get(WEEK)
