"""How the week felt: one tap a week, which the coach can read."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.models import CheckIn
from tests.plans.published import MONDAY, make_published

WEEK = reverse("plans:week")
THIS_WEEK = reverse("plans:week_of", args=[MONDAY])
FEEL = reverse("plans:feel", args=[MONDAY])


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(datetime(2026, 12, 20, 8, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def published(bob):
    return make_published(bob)


def test_one_tap_is_kept_and_shown(as_bob, bob):
    assertRedirects(as_bob.post(FEEL, {"feeling": "right"}), THIS_WEEK)

    kept = CheckIn.objects.get()
    assert (kept.athlete, kept.week_start, kept.feeling, kept.by) == (bob, MONDAY, "right", bob.user)
    assertContains(as_bob.get(WEEK), 'value="right" aria-pressed="true"')


def test_a_second_tap_replaces_the_first(as_bob):
    for feeling in ("hard", "hard", "easy"):
        as_bob.post(FEEL, {"feeling": feeling})

    assert [one.feeling for one in CheckIn.objects.all()] == ["easy"]


def test_where_it_aches_is_kept_with_an_ache_alone(as_bob):
    as_bob.post(FEEL, {"feeling": "ache", "where": "left knee, ليلى 🦵"})
    assert CheckIn.objects.get().where == "left knee, ليلى 🦵"

    as_bob.post(FEEL, {"feeling": "right", "where": "left knee"})
    assert CheckIn.objects.get().where == ""


def test_it_can_be_taken_back(as_bob):
    as_bob.post(FEEL, {"feeling": "hard"})
    for _ in range(2):
        assertRedirects(as_bob.post(reverse("plans:feel_undo", args=[MONDAY])), THIS_WEEK)

    assert not CheckIn.objects.exists()


def test_an_unknown_feeling_is_refused_and_said(as_bob):
    assertContains(as_bob.post(FEEL, {"feeling": "meh"}), "meh is not one of the available choices", status_code=422)
    assert not CheckIn.objects.exists()


def test_a_week_that_has_not_begun_cannot_have_felt_like_anything(as_bob):
    with time_machine.travel(datetime(2026, 12, 6, 8, 0, tzinfo=UTC), tick=False):
        assert as_bob.post(FEEL, {"feeling": "right"}).status_code == 404


def test_it_is_asked_at_the_weeks_end_alone(as_bob):
    assertContains(as_bob.get(WEEK), "How was the week?")
    with time_machine.travel(datetime(2026, 12, 15, 8, 0, tzinfo=UTC), tick=False):
        assertNotContains(as_bob.get(WEEK), "How was the week?")


def test_the_coach_reads_it_and_cannot_say_it(as_alice, as_bob, bob):
    as_bob.post(FEEL, {"feeling": "ache", "where": "left knee"})

    page = as_alice.get(reverse("plans:athlete_week", args=[bob.pk, MONDAY + timedelta(days=6)]))
    assertContains(page, "left knee")
    assert as_alice.post(FEEL, {"feeling": "right"}).status_code == 404
