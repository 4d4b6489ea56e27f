from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from athletes.models import Athlete, User
from plans.actions.draft import start_off_season
from plans.actions.log import mark_done
from plans.actions.publish import publish
from plans.models import OffSeason, TrainingSession
from tests.factories import BOSTON, NOW, make_race

SEASON = reverse("plans:season")
MORNING = datetime(2026, 12, 9, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(MORNING, tick=False):
        yield


def plan_and_publish(athlete: Athlete, *, by: User) -> OffSeason:
    fall, spring = make_race(athlete), make_race(athlete, name="Boston", day=BOSTON, status="planned")
    off_season = start_off_season(athlete, fall_race=fall, a_race=spring, by=by, at=NOW)
    assert off_season.draft is not None
    publish(off_season, off_season.draft, seen_lock=off_season.lock, by=by, at=NOW, reason="as agreed")
    return off_season


@pytest.fixture
def season(bob, alice) -> OffSeason:
    return plan_and_publish(bob, by=alice.user)


def test_season_says_where_they_are_between_the_two_races(as_bob, season):
    page = as_bob.get(SEASON)

    assertContains(page, "day 38 after New York")
    assertContains(page, "New York")
    assertContains(page, "Boston")
    assertContains(page, "Four promises")


def test_done_is_counted_in_the_week_it_was_planned_for(as_bob, bob, season):
    first_run = TrainingSession.objects.of(bob).filter(distance_m__gt=0).in_order()[0]
    mark_done(first_run, by=bob.user, at=MORNING, distance_m=6_400)

    page = as_bob.get(SEASON)

    assertContains(page, "6.4 km")


def test_every_week_leads_to_its_page(as_bob, bob, season):
    page = as_bob.get(SEASON)

    for week in season.weeks.all():
        assertContains(page, reverse("plans:week_of", args=[week.start]))


def test_a_draft_is_nothing_to_the_athlete(as_bob, bob, alice):
    fall, spring = make_race(bob), make_race(bob, name="Boston", day=BOSTON, status="planned")
    start_off_season(bob, fall_race=fall, a_race=spring, by=alice.user, at=NOW)

    page = as_bob.get(SEASON)

    assertContains(page, "Your coach is building your season")
    assertNotContains(page, "Boston")


def test_the_coach_sees_the_same_season(as_alice, bob, season):
    assertContains(as_alice.get(reverse("plans:athlete_season", args=[bob.pk])), "Bob Brandt")


@pytest.mark.parametrize("stranger", ["as_dana", "as_charlie"])
def test_a_stranger_does_not_know_it_exists(request, stranger, bob, season):
    client = request.getfixturevalue(stranger)

    assert client.get(reverse("plans:athlete_season", args=[bob.pk])).status_code == 404


@pytest.mark.parametrize("others", [0, 2])
def test_season_query_count_does_not_grow(as_bob, bob, season, others, django_assert_num_queries):
    for number in range(others):
        make_race(bob, name=f"Club race {number}", distance_m=5_000)
    with django_assert_num_queries(6):
        as_bob.get(SEASON)
