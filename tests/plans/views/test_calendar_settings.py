from datetime import UTC, datetime, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.actions.calendar_feed import switch_on
from plans.models import CalendarFeed
from tests.plans.published import make_published

AT = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)
PAGE = reverse("plans:calendar_settings")
ON, OFF, NEW = (reverse(f"plans:calendar_{name}") for name in ("on", "off", "new_address"))


@pytest.fixture(autouse=True)
def _sunday():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def address(bob) -> str:
    switch_on(bob, at=AT)
    return CalendarFeed.objects.get().address


def test_settings_lead_to_it(as_bob):
    assertContains(as_bob.get(reverse("athletes:settings")), f'href="{PAGE}"')


def test_it_is_off_until_it_is_switched_on(as_bob, bob):
    assertContains(as_bob.get(PAGE), "It is off")
    assert not CalendarFeed.objects.exists()

    page = as_bob.post(ON, follow=True)

    feed = CalendarFeed.objects.get(athlete=bob)
    assertContains(page, feed.address)
    assertContains(page, "Your calendar is on.")
    assert feed.address_since == AT


def test_the_address_is_shown_again_with_the_way_into_each_program(as_bob, address):
    page = as_bob.get(PAGE)

    assertContains(page, f'<code id="the-address">{address}</code>', html=True)
    assertContains(page, f'href="webcal://testserver{address.removeprefix("http://testserver")}"')
    for program in ("Apple Calendar", "Google Calendar", "Outlook"):
        assertContains(page, f"<summary>{program}</summary>", html=True)
    assertContains(page, "only a few times a day")
    assert "no-store" in page["Cache-Control"]


def test_the_address_is_long_and_never_the_same_twice(as_bob, address):
    token = address.split("/")[-2]
    as_bob.post(NEW)

    assert len(token) == 32  # 192 bits
    assert CalendarFeed.objects.get().token != token


def test_a_second_tap_keeps_the_address(as_bob, address):
    as_bob.post(ON)

    assert CalendarFeed.objects.get().address == address


def test_a_new_address_says_what_to_do_and_ends_the_old_one(as_bob, address):
    page = as_bob.post(NEW, follow=True)

    assertContains(page, "The one before opens nothing any more")
    assertContains(page, CalendarFeed.objects.get().address)
    assert Client().get(address).status_code == 404


def test_off_is_off(as_bob, address):
    for _ in range(2):
        page = as_bob.post(OFF, follow=True)

    assertContains(page, "Your calendar is off.")
    assertNotContains(page, address)
    assert Client().get(address).status_code == 404


def test_no_new_address_while_it_is_off(as_bob):
    as_bob.post(NEW)

    assert not CalendarFeed.objects.filter(token__isnull=False).exists()


def test_how_it_looks_is_kept_also_while_it_is_off(as_bob):
    answer = as_bob.post(PAGE, {"says": "discreet", "stands": "hour", "hour": "06:30"})

    assertRedirects(answer, PAGE)
    feed = CalendarFeed.objects.get()
    assert (feed.is_discreet, feed.hour, feed.is_on) == (True, time(6, 30), False)
    assertContains(as_bob.get(PAGE), 'value="06:30"')


def test_all_day_forgets_the_hour(as_bob):
    as_bob.post(PAGE, {"says": "whole", "stands": "day", "hour": "06:30"})

    assert CalendarFeed.objects.get().hour is None


@pytest.mark.parametrize(
    ("hour", "reason"),
    [("", "Say at which hour, such as 06:30"), ("25:99", "Enter a valid time"), ("six", "Enter a valid time")],
)
def test_an_hour_that_cannot_be_read_is_said_and_kept(as_bob, hour, reason):
    answer = as_bob.post(PAGE, {"says": "discreet", "stands": "hour", "hour": hour})

    assertContains(answer, reason, status_code=422)
    assertContains(answer, "Nothing you typed is lost", status_code=422)
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"says": "naked", "stands": "day"}, {"says": "whole", "stands": "\0"}])
def test_what_is_no_choice_changes_nothing(as_bob, address, sent):
    CalendarFeed.objects.update(is_discreet=True)

    assert as_bob.post(PAGE, sent).status_code == 422
    assert CalendarFeed.objects.get().is_discreet


def test_one_athlete_has_no_say_in_anothers(as_charlie, address, bob):
    for url in (ON, NEW, OFF):
        as_charlie.post(url)

    assert CalendarFeed.objects.get(athlete=bob).address == address


def test_the_page_costs_the_same_however_long_the_plan_is(as_bob, bob, address, django_assert_num_queries):
    make_published(bob)
    with django_assert_num_queries(4):
        as_bob.get(PAGE)
