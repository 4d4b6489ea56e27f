"""A test is entered on a phone, and the zones are there; the season page answers with a picture and with words."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from athletes.models import Athlete
from tests.browser.conftest import log_in
from tests.plans.drafted import make_draft, publish_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 760}


def test_bob_enters_a_threshold_test_and_has_zones(page: Page, site: str, bob: Athlete) -> None:
    publish_draft(make_draft(bob))
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/zones/")
    page.get_by_text(re.compile("^Enter it")).nth(1).click()
    typed = page.get_by_label("Threshold heart rate", exact=True)
    typed.fill("410")
    page.get_by_role("button", name="Keep it").and_(page.locator(":visible")).click()
    expect(page.get_by_text("A threshold heart rate lies between 80 and 220.")).to_be_visible()
    expect(typed).to_have_value("410")

    typed.fill("168")
    page.get_by_role("button", name="Keep it").and_(page.locator(":visible")).click()

    expect(page.get_by_text("It is kept.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Zone 2 easy endurance 143 – 151"))).to_be_visible()
    expect(page.get_by_text(re.compile("Newer than your plan: threshold heart rate 168 bpm"))).to_be_visible()
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Zones from your threshold")).to_have_count(0)


def test_the_season_answers_with_a_picture_that_can_be_heard(page: Page, site: str, bob: Athlete) -> None:
    today = bob.today(timezone.now())
    publish_draft(make_draft(bob))
    assert bob.off_seasons.get().fall_race.date < today + timedelta(days=1)
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/season/")

    picture = page.get_by_role("img", name=re.compile(r"Your plan: \d+% to \d+% of your usual week over 12 weeks"))

    expect(picture).to_be_visible()
    expect(picture.locator("text")).to_have_text(["−7%", "−14%", "−16%"])
    page.get_by_text("Sources, and the picture as a table").click()
    expect(page.get_by_role("row", name=re.compile("^Week 1 "))).to_be_visible()
    expect(page.get_by_text("Its authors warn that data on athletes are thin.")).to_be_visible()
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("address", ["/zones/", "/season/"])
def test_pages_hold_at_320_pixels_and_with_large_text(page: Page, site: str, bob: Athlete, address: str) -> None:
    publish_draft(make_draft(bob))
    page.set_viewport_size({"width": 320, "height": 700})
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_zones_and_season_print_on_one_page_each(page: Page, site: str, bob: Athlete) -> None:
    publish_draft(make_draft(bob))
    bob.max_hr_bpm, bob.lthr_bpm, bob.resting_hr_bpm = 186, 168, 50
    bob.save()
    log_in(page, site, "bob@example.org")
    for address in ("/zones/", "/season/"):
        page.goto(f"{site}{address}")
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1, address
