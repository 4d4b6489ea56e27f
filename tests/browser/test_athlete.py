"""The athlete's day on a phone."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from athletes.models import Athlete
from plans.models import TrainingSession, Week
from tests.browser.conftest import log_in
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 760}


@pytest.fixture
def living_week(bob: Athlete) -> Athlete:
    """Published around today, so that the page has a today to show."""
    today = bob.today(timezone.now())
    monday = today - timedelta(days=today.weekday())
    make_published(bob, starts=(monday - timedelta(days=7), monday, monday + timedelta(days=7)))
    return bob


def test_bob_sees_today_and_marks_a_session_done_and_open_again(page: Page, site: str, living_week: Athlete) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    expect(page).to_have_url(re.compile("/week/$"))
    expect(page.get_by_text(re.compile(r"^Today, \w+day"))).to_be_visible()
    kept = page.locator(".bowl text").first

    page.locator(".week-days details.session").filter(has_text="Cruise fives").locator("summary").first.click()
    page.get_by_role("button", name=re.compile("Done ?: Cruise fives")).first.click()

    expect(page.get_by_text("Cruise fives: done.")).to_be_visible()
    expect(kept).to_have_text(re.compile(r"\d of \d"))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Cruise fives: open again.")).to_be_visible()


def test_bob_finds_what_to_do_on_ice_and_what_to_drop_when_tired(page: Page, site: str, living_week: Athlete) -> None:
    on_ice = "On ice or in the dark: treadmill hills for the same minutes."
    sessions = TrainingSession.objects.of(living_week).filter(distance_m__gt=0)
    sessions.update(alternate={"code": "T02", "title": "Treadmill hills", "text": on_ice})
    Week.objects.of(living_week).update(reason="A settled week. Tired? Drop the strides first.")
    page.set_viewport_size({"width": 320, "height": 700})
    log_in(page, site, "bob@example.org")
    expect(page.get_by_text("Tired? Drop the strides first.")).to_be_visible()

    page.get_by_role("link", name="Week 9").click()
    row = page.locator(".week-days details.session").filter(has_text="Cruise fives")
    expect(row.get_by_text(on_ice)).to_be_hidden()
    row.locator("summary").click()

    expect(row.get_by_text(on_ice)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page).response["violations"] == []


def test_nothing_is_wider_than_a_phone(page: Page, site: str, living_week: Athlete) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    log_in(page, site, "bob@example.org")
    for path in ("/week/", "/season/", "/races/", "/settings/"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_week_works_without_javascript(browser, site: str, living_week: Athlete, browser_context_args) -> None:
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, site, "bob@example.org")
        page.locator(".week-days details.session").filter(has_text="Strength A").locator("summary").click()
        page.get_by_role("button", name=re.compile("Done ?: Strength A")).first.click()
        expect(page.get_by_text("Strength A: done.")).to_be_visible()
