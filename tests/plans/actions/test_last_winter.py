"""A returning athlete: last winter's choices, today's figures."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from plans.actions.last_winter import NoLastWinter, last_winter, start_like_last_winter
from plans.models import OffSeason
from tests.factories import NOW, make_race
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft

pytestmark = pytest.mark.django_db
NEXT_NOVEMBER = NOW + timedelta(days=364)
CHOICES: dict[str, Any] = {
    "athlete": {
        "comfort": 1,
        "usual_run_days": 6,
        "available_min": {"mon": 0, "wed": 75},
        "long_run_day": "sat",
        "long_run_every": 2,
        "fixed": [{"weekday": "wed", "ingredient": "fast"}],
    },
    "policy": {"cut": 0.32, "cut_reason": "a new baby", "break_days": 5, "second_fast": True},
    "note": "Enjoy the dark evenings.",
    "blackouts": [{"start": "2026-12-24", "end": "2026-12-26"}],
}
TAKEN = (
    "a cut of 32% (“a new baby”)",
    "wants to run +1",
    "5 days off after the race",
    "6 runs a week",
    "days (Mon off, Wed 75 min)",
    "long run on Saturday",
    "a long run every second week",
    "club nights on Wednesday",
    "a second fast workout",
    "the note",
)


@pytest.fixture
def before(bob):
    """Last winter, New York to Boston, as Alice chose it."""
    off_season = make_draft(bob)
    redraft(off_season, CHOICES)
    return off_season


@pytest.fixture
def races(bob):
    """Next fall's race is run, next spring's is ahead."""
    fall = make_race(bob, name="Chicago", day=date(2027, 10, 31), duration_s=13_300.0)
    return {"fall_race": fall, "a_race": make_race(bob, name="London", day=date(2028, 4, 23), status="planned")}


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NEXT_NOVEMBER, tick=False):
        yield


def start(bob, alice, races):
    return start_like_last_winter(bob, **races, by=alice.user, at=NEXT_NOVEMBER)


def test_choices_are_taken_over_and_said(bob, alice, before, races):
    off_season, found = start(bob, alice, races)
    request = drafted(off_season).request
    assert {name: request["athlete"][name] for name in CHOICES["athlete"]} == CHOICES["athlete"]
    assert request["policy"] == CHOICES["policy"]
    assert request["note"] == "Enjoy the dark evenings."
    assert (found.before, found.taken) == (before, TAKEN)


def test_dates_races_days_away_and_the_usual_week_are_todays(bob, alice, before, races):
    bob.baseline_m = 72_000.0
    bob.save()
    off_season, _ = start(bob, alice, races)
    request = drafted(off_season).request
    assert (request["fall_race"]["name"], request["a_race"]["name"]) == ("Chicago", "London")
    assert (request["today"], request["blackouts"]) == ("2027-11-03", [])
    assert request["spring_plan"]["weeks"] is None
    assert request["history"]["baseline_m"] == 72_000.0
    assert drafted(off_season).response["baseline"]["distance_m"] == 72_000.0


def test_edits_are_not_copied(bob, alice, before, races):
    redraft(before, edits=[{"op": "remove", "key": first_key(before, "easy")}])
    off_season, _ = start(bob, alice, races)
    assert drafted(off_season).edits == []


def test_what_was_published_counts_before_a_later_draft(bob, alice, before, races):
    publish_draft(before, at=NOW)
    redraft(before, {"policy": {"cut": 0.22}})
    off_season, _ = start(bob, alice, races)
    assert drafted(off_season).request["policy"]["cut"] == 0.32


def test_two_clicks_are_one_off_season(bob, alice, before, races):
    assert start(bob, alice, races)[0] == start(bob, alice, races)[0]
    assert (OffSeason.objects.count(), OffSeason.objects.get(fall_race=races["fall_race"]).versions.count()) == (2, 1)


def test_who_had_no_winter_here_has_nothing_to_take_over(bob, alice, before):
    fall, goal = before.fall_race, before.a_race
    assert last_winter(bob, fall_race=fall, a_race=goal, at=NEXT_NOVEMBER) is None
    with pytest.raises(NoLastWinter):
        start_like_last_winter(bob, fall_race=fall, a_race=goal, by=alice.user, at=NEXT_NOVEMBER)


def test_the_athletes_page_offers_it_and_the_builder_says_what_was_taken(as_alice, bob, before, races):
    home = reverse("desk:athlete", args=[bob.pk])
    page = as_alice.get(home)
    assertContains(page, "Build it like last winter")
    assertContains(page, "New York to Boston")
    assertContains(page, "a long run every second week")
    url = reverse("plans:start_like_last_winter", args=[bob.pk])
    built = as_alice.post(url, {name: race.pk for name, race in races.items()}, follow=True)
    assertContains(built, "Taken over: a cut of 32% (“a new baby”), wants to run +1")
    assertContains(built, "changes of single sessions: they belong to other weeks")
    assertNotContains(as_alice.get(home), "like last winter")


def test_pressed_without_a_winter_before_it_says_so(as_alice, bob, before):
    url = reverse("plans:start_like_last_winter", args=[bob.pk])
    said = {"fall_race": before.fall_race.pk, "a_race": before.a_race.pk}
    assertContains(as_alice.post(url, said), "no earlier off-season", status_code=422)


def test_a_stranger_builds_nothing(as_dana, bob, before, races):
    url = reverse("plans:start_like_last_winter", args=[bob.pk])
    assert as_dana.post(url, {name: race.pk for name, race in races.items()}).status_code == 404
    assert OffSeason.objects.count() == 1


def test_without_a_choice_there_is_nothing_to_say(bob, alice, races):
    make_draft(bob)
    off_season, found = start(bob, alice, races)
    assert (found.taken, off_season.fall_race) == ((), races["fall_race"])
