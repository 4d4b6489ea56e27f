"""What changed since the coach published last: a quiet note on the week page, until it is read."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.models import OffSeason
from tests.factories import NOW
from tests.plans.published import make_published

DAY = timedelta(days=1)
WEEK = reverse("plans:week")
MONDAY = NOW.date() - 2 * DAY


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def season(bob) -> OffSeason:
    days = [
        {"date": str(NOW.date() + n * DAY), "was": [["Easy run", 8000, 2880], ["Mobility", 0, 900]], "now": [["Long run", 16000, 5600], ["Mobility", 0, 900]]}
        for n in (-1, 1, 3, 20)
    ]  # fmt: skip
    return make_published(bob, starts=(MONDAY, MONDAY + 7 * DAY, MONDAY + 14 * DAY), changed_days=days)


def test_days_of_this_week_and_the_next_say_before_and_after(as_bob, season):
    page = as_bob.get(WEEK)

    assertContains(page, "changed 2 days on 4 Nov")
    assertContains(page, '<span class="was">Easy run, 8 km</span>', count=2, html=True)
    assertContains(page, "Long run, 16 km")


def test_seen_puts_it_away_and_undo_brings_it_back(as_bob, season):
    seen, unseen = (reverse(f"plans:changes_{name}", args=[MONDAY]) for name in ("seen", "unseen"))
    for _ in range(2):
        as_bob.post(seen)
    assertNotContains(as_bob.get(WEEK), "changed 2 days")

    as_bob.post(unseen)

    assertContains(as_bob.get(WEEK), "changed 2 days")


def test_another_week_tells_nothing_of_it(as_bob, season):
    assertNotContains(as_bob.get(reverse("plans:week_of", args=[MONDAY + 7 * DAY])), "changed 2 days")


def test_the_coach_reads_it_and_leaves_it_unread(as_alice, bob, season):
    assertContains(as_alice.get(reverse("plans:athlete_week", args=[bob.pk, MONDAY])), "changed 2 days")

    assert as_alice.post(reverse("plans:changes_seen", args=[MONDAY])).status_code == 404
    season.refresh_from_db()
    assert season.changes_seen_at is None


def test_another_athlete_does_not_reach_it(as_charlie, season):
    assert as_charlie.post(reverse("plans:changes_seen", args=[MONDAY])).status_code == 404


def test_seen_goes_back_to_the_week(as_bob, season):
    assertRedirects(as_bob.post(reverse("plans:changes_seen", args=[NOW.date()])), WEEK)
