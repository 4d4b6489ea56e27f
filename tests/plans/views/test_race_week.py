"""Two races in one block: what the athlete reads of the week that the plan leaves to the second one."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from plans.actions.draft import start_off_season
from plans.emails.moments import spring_mail
from plans.models import OffSeason
from plans.pages.hand_over import hand_over
from tests.factories import NOW, account_of, make_race
from tests.plans.drafted import planner_of, publish_draft, redraft

SEASON, WEEK = reverse("plans:season"), reverse("plans:week")
RACE_DAY = date(2026, 12, 27)


@pytest.fixture
def season(bob) -> OffSeason:
    fall_race = make_race(bob, duration_s=13_500.0)
    a_race = make_race(bob, name="Málaga", day=RACE_DAY, status="planned")
    off_season = start_off_season(bob, fall_race=fall_race, a_race=a_race, by=planner_of(bob), at=NOW)
    redraft(off_season, {})
    publish_draft(off_season)
    return OffSeason.objects.with_races().get(pk=off_season.pk)


def get(client, person, url, day):
    with time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), tick=False):
        client.force_login(person)
        return client.get(url)


def test_the_season_says_from_the_first_day_on_when_race_week_is(season, as_bob, bob):
    page = get(as_bob, account_of(bob), SEASON, date(2026, 11, 10))

    assert season.published.response["status"] == "MULTI_RACE"
    assertContains(page, "Race week starts on Monday 21 December. Málaga is on Sunday 27 December.")
    assertContains(page, "Race week, day by day")
    assertContains(page, "Sun 27 Dec: Málaga, 42.2")
    assertContains(page, "<b>Race week</b> 1 wk", html=True)
    assertNotContains(page, "Spring plan")
    assertNotContains(page, "The spring plan")


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize("day", [date(2026, 12, 21), date(2026, 12, 24), RACE_DAY])
def test_the_week_page_holds_the_days_up_to_the_race(as_bob, bob, day):
    page = get(as_bob, account_of(bob), WEEK, day)

    assertContains(page, '<h1 id="hand-over">This is race week</h1>')
    assertContains(page, "Fri 25 Dec: rest.")
    assertContains(page, "Sat 26 Dec: 20 minutes easy, then 4 relaxed strides.")
    assertContains(page, "save your strength for Málaga")
    assertNotContains(page, "spring plan")


@pytest.mark.usefixtures("season")
def test_on_its_eve_the_season_page_leads_to_it_and_says_it_once(as_bob, bob):
    page = get(as_bob, account_of(bob), SEASON, date(2026, 12, 20))

    assertContains(page, "Tomorrow race week starts")
    assertContains(page, "Sat 26 Dec: 20 minutes easy", count=1)


@pytest.mark.usefixtures("season")
def test_after_the_race_nothing_of_it_is_ahead(as_bob, bob):
    assertContains(get(as_bob, account_of(bob), WEEK, date(2026, 12, 29)), "Your race was on Sunday 27 December")


def test_the_mail_of_that_day_names_race_week_and_its_days(season):
    over = hand_over(season, today=date(2026, 12, 21))
    assert over
    mail = spring_mail(over)

    assert mail.subject == "This is race week"
    assert "Sat 26 Dec: 20 minutes easy, then 4 relaxed strides." in mail.bodies.text
    assert "spring" not in mail.bodies.text
