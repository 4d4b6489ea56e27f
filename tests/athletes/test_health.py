"""Health answers are the athlete's alone; everybody else learns "cleared" or "not"."""

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import SafetyAnswer
from plans.actions.draft import answer
from plans.mapping import is_cleared
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HEALTH = reverse("athletes:health")


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def test_who_is_well_is_cleared(as_bob, bob):
    assertRedirects(as_bob.post(HEALTH, {"is_well": "on"}), reverse("athletes:settings"))

    assert is_cleared(bob, on=bob.today(NOW))


def test_what_is_ticked_stops_planning_without_a_word_about_it(as_bob, bob):
    as_bob.post(HEALTH, {"flags": ["heart_condition"]})

    refused = answer(bob, request={}, at=NOW)
    assert (refused["status"], refused["weeks"]) == ("REFER", [])
    assert "heart" not in str(refused)


def test_a_clinicians_word_clears_for_a_year(as_bob, bob):
    as_bob.post(HEALTH, {"flags": ["heart_condition"], "cleared_on": "2026-10-01"})

    assert is_cleared(bob, on=bob.today(NOW))
    assert not is_cleared(bob, on=bob.today(NOW).replace(year=2027, month=10, day=2))


def test_pregnancy_is_never_ours_to_clear(as_bob, bob):
    as_bob.post(HEALTH, {"flags": ["pregnancy"], "cleared_on": "2026-10-01"})

    assert not is_cleared(bob, on=bob.today(NOW))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "Tick what applies to you"),
        ({"is_well": "on", "flags": ["clot"]}, "Tick what applies to you"),
        ({"flags": ["clot"], "cleared_on": "2027-01-01"}, "still to come"),
        ({"flags": ["hangnail"]}, "hangnail"),
    ],
)
def test_an_answer_that_says_nothing_or_too_much_is_asked_again(as_bob, said, reason):
    page = as_bob.post(HEALTH, said)

    assertContains(page, reason, status_code=422)
    assert not SafetyAnswer.objects.exists()


def test_the_coach_sees_none_of_it(as_bob, as_alice, bob):
    as_bob.post(HEALTH, {"flags": ["eating_disorder"]})

    page = as_alice.get(reverse("desk:athlete", args=[bob.pk]))
    assertNotContains(page, "eating")
    assert as_alice.get(HEALTH).status_code == 404


def test_earlier_answers_are_kept_and_the_last_one_counts(as_bob, bob):
    as_bob.post(HEALTH, {"flags": ["concussion"]})
    with time_machine.travel(NOW.replace(hour=12), tick=False):
        as_bob.post(HEALTH, {"is_well": "on"})

    assert SafetyAnswer.objects.filter(athlete=bob).count() == 2
    assert is_cleared(bob, on=bob.today(NOW))
