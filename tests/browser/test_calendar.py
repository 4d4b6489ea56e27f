"""An athlete brings the plan into their own calendar."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, ViewportSize, expect

from athletes.models import Athlete
from tests.browser.conftest import log_in
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 760}


@pytest.fixture
def published(bob: Athlete) -> Athlete:
    today = bob.today(timezone.now())
    make_published(bob, starts=(today - timedelta(days=today.weekday()),))
    return bob


def read(address: str) -> tuple[int, list[str]]:
    """As a calendar program does, which has no session."""
    answer = Client().get(address)
    events = Calendar.from_ical(answer.content).walk("VEVENT") if answer.status_code == 200 else []
    return answer.status_code, [str(event["summary"]) for event in events]


def test_bob_switches_his_calendar_on_makes_it_discreet_and_takes_it_back(
    page: Page, site: str, published: Athlete
) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/settings/")
    page.get_by_role("link", name=re.compile("Your calendar")).click()

    page.get_by_role("button", name="Switch it on").click()
    expect(page.get_by_text("Your calendar is on.")).to_be_visible()
    address = page.locator("#the-address").inner_text()
    assert "Long run, 16.1 km" in read(address)[1]
    page.get_by_text("Google Calendar", exact=True).click()
    expect(page.get_by_text("only a few times a day")).to_be_visible()
    assert not Axe().run(page).response["violations"]
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")

    page.get_by_label("Only “Training”").check(force=True)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Your calendar shows it the next time it looks.")).to_be_visible()
    assert set(read(address)[1]) == {"Training", "Race"}

    page.get_by_role("button", name="Make a new address").click()
    expect(page.get_by_text("The one before opens nothing any more")).to_be_visible()
    renewed = page.locator("#the-address").inner_text()
    assert [read(each)[0] for each in (address, renewed)] == [404, 200]

    page.get_by_role("button", name="Switch it off").click()
    expect(page.get_by_role("heading", name="It is off")).to_be_visible()
    assert read(renewed)[0] == 404


def test_the_address_is_copied_at_a_press(page: Page, site: str, published: Athlete) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/settings/calendar/")
    page.get_by_role("button", name="Switch it on").click()

    page.get_by_role("button", name="Copy the address").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#the-address").inner_text()


def test_without_javascript_the_address_can_still_be_had(page: Page, site: str, published: Athlete) -> None:
    page.context.route("**/*.js", lambda route: route.abort())
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/settings/calendar/")
    page.get_by_role("button", name="Switch it on").click()

    expect(page.locator("#the-address")).to_contain_text("/off-season.ics")
    expect(page.get_by_role("button", name="Copy the address")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download calendar file").click()
    assert download.value.suggested_filename == "off-season.ics"
