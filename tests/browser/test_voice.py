"""An athlete says how it was; their coach hears it and answers."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect

from athletes.models import Athlete
from plans.models import Ache, CheckIn, TrainingSession
from tests.browser.conftest import log_in
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 760}


@pytest.fixture
def bobs_week(bob: Athlete) -> Athlete:
    """A week that has begun, with every session on a day that has come."""
    today = bob.today(timezone.now())
    monday = today - timedelta(days=today.weekday())
    make_published(bob, starts=(monday - timedelta(days=7), monday))
    TrainingSession.objects.of(bob).filter(date__gte=monday, ingredient="fast").update(date=monday)
    return bob


def fast(page: Page):
    return page.locator(".week-days details.session").filter(has_text="Cruise fives")


def open_last_week(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Week 7").click()
    fast(page).locator("summary").first.click()


def test_done_then_one_tap_in_the_same_place(page: Page, site: str, bobs_week: Athlete) -> None:
    log_in(page, site, "bob@example.org")
    open_last_week(page)
    fast(page).get_by_role("button", name=re.compile("^Done")).click()
    hard = fast(page).get_by_role("button", name="Too hard")
    expect(hard).to_be_visible()
    before = page.evaluate("scrollY")

    hard.click()

    expect(hard).to_have_attribute("aria-pressed", "true")
    assert abs(page.evaluate("scrollY") - before) < 200
    assert CheckIn.objects.get().feeling == "hard"
    fast(page).get_by_role("button", name="Take it back").click()
    expect(hard).to_have_attribute("aria-pressed", "false")


def test_an_ache_asks_at_once_and_is_gone_with_a_tap(page: Page, site: str, bobs_week: Athlete) -> None:
    log_in(page, site, "bob@example.org")
    page.set_viewport_size(PHONE)
    page.locator(".aches summary").click()
    page.locator(".aches input[name=where]").fill("left knee, ليلى")
    page.locator(".aches").get_by_role("button", name="Say it").click()

    expect(page.get_by_role("heading", name="before you run on it")).to_be_in_viewport()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Skip").click()
    expect(page.get_by_role("heading", name="before you run on it")).to_be_hidden()

    page.get_by_role("button", name="It is gone").click()
    expect(page.get_by_text("Good to hear.")).to_be_visible()
    assert not Ache.objects.open().exists()


def test_both_sides_talk_about_a_session(browser: Browser, site: str, bobs_week: Athlete, browser_context_args) -> None:
    with browser.new_context(**browser_context_args) as his, browser.new_context(**browser_context_args) as hers:
        bob, alice = his.new_page(), hers.new_page()
        log_in(bob, site, "bob@example.org")
        open_last_week(bob)
        fast(bob).get_by_role("link", name="Write to your coach").click()
        fast(bob).get_by_role("textbox", name="To Alice Arden").fill("Icy out there.")
        fast(bob).get_by_role("button", name="Send").click()
        expect(fast(bob).get_by_text("Icy out there.").first).to_be_visible()

        log_in(alice, site, "alice@example.org")
        expect(alice.get_by_text("Wrote about Cruise fives")).to_be_visible()
        alice.get_by_role("link", name="Bob Brandt").click()
        alice.locator("[data-talk]").get_by_role("link", name=re.compile("^Answer")).click()
        alice.get_by_role("textbox", name="To Bob Brandt").fill("Treadmill then.")
        alice.get_by_role("button", name="Send").click()
        expect(alice.get_by_text("Treadmill then.").first).to_be_visible()
        alice.goto(f"{site}/coach/")
        expect(alice.get_by_text("Wrote about Cruise fives")).to_be_hidden()

        bob.goto(f"{site}/week/")
        bob.get_by_role("link", name=re.compile("Alice Arden wrote about Cruise fives")).click()
        expect(bob.get_by_text("Treadmill then.")).to_be_visible()
        assert Axe().run(bob).response["violations"] == []
        bob.wait_for_load_state("networkidle")
        bob.goto(f"{site}/week/")
        expect(bob.get_by_text("wrote about")).to_be_hidden()


def test_taps_and_talk_work_without_javascript(
    browser: Browser, site: str, bobs_week: Athlete, browser_context_args
) -> None:
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, site, "bob@example.org")
        open_last_week(page)
        fast(page).get_by_role("button", name=re.compile("^Done")).click()
        expect(fast(page).get_by_role("button", name="Too hard")).to_be_visible()
        fast(page).get_by_role("button", name="Too hard").click()
        expect(fast(page).get_by_role("button", name="Too hard")).to_have_attribute("aria-pressed", "true")
        fast(page).get_by_role("link", name="Write to your coach").click()
        page.get_by_role("textbox", name="To Alice Arden").fill("Icy out there.")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("list", name="What was said").get_by_text("Icy out there.").first).to_be_visible()
