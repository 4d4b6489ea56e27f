"""Settings on a phone: each section on its own, and what follows from it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from athletes.models import Athlete
from tests.browser.conftest import log_in
from tests.browser.test_offline import living

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATHS = ("/settings/", "/settings/days/", "/accounts/sessions/", "/offline/")


@pytest.fixture
def bobs_week(bob: Athlete) -> Athlete:
    return living(bob)


def test_bob_reads_in_miles_and_says_a_week_with_other_days(page: Page, site: str, bobs_week: Athlete) -> None:
    page.set_viewport_size({"width": 360, "height": 760})
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/settings/")
    page.get_by_label("miles").check()
    page.get_by_role("button", name="Keep the unit").click()
    expect(page.get_by_text("Everything is shown in miles now.")).to_be_visible()
    page.get_by_role("link", name="Weeks with other days").click()
    page.get_by_label("Tue").fill("0")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text(re.compile(r"^Tue none$"))).to_be_visible()
    page.goto(f"{site}/week/")
    expect(page.get_by_text(re.compile(r"of 34 mi")).first).to_be_visible()
    expect(page.get_by_text("Tue none")).to_be_visible()
    page.goto(f"{site}/settings/days/")
    page.get_by_role("button", name=re.compile("^Take back")).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(re.compile(r"^Tue none$"))).to_be_visible()


def test_the_pages_are_for_everybody_and_for_narrow_phones(page: Page, site: str, bobs_week: Athlete) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    log_in(page, site, "bob@example.org")
    for path in PATHS:
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert Axe().run(page).response["violations"] == [], path
