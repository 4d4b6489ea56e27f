"""What a draft does not follow yet, for whoever builds it; and what stands beside a published week."""

from datetime import date, timedelta

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.availability import OtherDays, say_days
from athletes.models import Athlete
from plans.models import OffSeason
from plans.pages.athlete_says import days_beside
from tests.access_world import publish_off_season
from tests.factories import NOW
from tests.plans.drafted import drafted
from tests.plans.views.building import url

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 12, 7)


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def season(bob, alice) -> OffSeason:
    return publish_off_season(bob, by=alice.user)


def test_days_without_time_reach_the_draft_by_one_button_and_the_plan_leaves_them_free(as_alice, bob, season):
    assertNotContains(as_alice.get(season.get_absolute_url()), "other days")
    say_days(bob, OtherDays(start=MONDAY, minutes={"tue": 0, "thu": 30}, note="Trip"), at=NOW)
    page = as_alice.get(season.get_absolute_url())
    assertContains(page, "No time in single weeks: Tue 8 Dec.")
    assertContains(page, "7 – 13 Dec: Tue none, Thu 30 min. Trip")
    season.refresh_from_db()
    as_alice.post(url("newest", season), {"lock": season.lock})
    draft = drafted(OffSeason.objects.get(pk=season.pk))
    assert draft.request["blackouts"] == [{"start": "2026-12-08", "end": "2026-12-08"}]
    planned = {one["date"] for week in draft.response["weeks"] for one in week["sessions"] if one["distance_m"]}
    assert "2026-12-08" not in planned
    page = as_alice.get(season.get_absolute_url())
    assertNotContains(page, "No time in single weeks")
    assertContains(page, "1 week with other days.")


def test_another_unit_and_first_day_are_told(as_alice, season):
    Athlete.objects.update(unit="mi", week_start="sun")
    page = as_alice.get(season.get_absolute_url())
    assertContains(page, "The unit is miles now; this draft is rounded to kilometres.")
    assertContains(page, "Weeks start on Sunday now.")


def test_weeks_that_are_over_are_not_said(as_alice, bob, season):
    say_days(bob, OtherDays(start=MONDAY - timedelta(weeks=6), minutes={"tue": 0}), at=NOW)
    assertNotContains(as_alice.get(season.get_absolute_url()), "other days")


@pytest.mark.usefixtures("season")
def test_the_week_page_says_them_to_both(as_bob, as_alice, bob):
    say_days(bob, OtherDays(start=date(2026, 11, 2), minutes={"sat": 30}), at=NOW)
    assertContains(as_bob.get("/week/2026-11-04/"), "Sat 30 min")
    assertContains(as_alice.get(f"/coach/athletes/{bob.pk}/week/2026-11-04/"), "Sat 30 min")
    assertNotContains(as_bob.get("/week/2026-11-11/"), "Sat 30 min")


def test_a_week_says_its_own_days_alone():
    said = {"sun": 0, "mon": 45}
    sunday = date(2026, 12, 6)
    assert days_beside(said, start=sunday, first=MONDAY, last=MONDAY + timedelta(days=6)) == "Mon 45 min"
    assert days_beside(None, start=None, first=MONDAY, last=MONDAY) == ""
