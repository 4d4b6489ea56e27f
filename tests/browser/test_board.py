"""The coach's day at the board, by keyboard, mouse and plain form; and a race that moves under a published plan."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from athletes.models import Athlete, Coach
from tests.browser.conftest import log_in
from tests.factories import make_athlete, make_race
from tests.plans.drafted import make_draft, publish_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two_raced(bob: Athlete, alice: Coach) -> None:
    """Two who ran different races and have no off-season."""
    today = timezone.now().date()
    for athlete, days in ((bob, 5), (make_athlete(name="Zoe Zahn", coach=alice), 3)):
        make_race(athlete, name=f"Race of {athlete.name}", day=today - timedelta(days=days))
        make_race(athlete, name="Boston", day=today + timedelta(days=200), status="planned")


@pytest.mark.usefixtures("two_raced")
def test_keys_walk_the_board_set_a_row_aside_and_the_toast_brings_it_back(page: Page, site: str) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Two need you today")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-board-row]").nth(1).locator("[data-act]")).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("One needs you today")
    expect(page.locator("[data-board-row]")).to_have_count(1)
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two need you today")


@pytest.mark.usefixtures("two_raced")
def test_one_press_plans_the_first(page: Page, site: str) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/coach/plans/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bob Brandt")


@pytest.mark.usefixtures("two_raced")
def test_without_javascript_a_row_is_set_aside_and_brought_back(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        log_in(page, site, "alice@example.org")
        page.goto(f"{site}/coach/")
        page.locator("summary", has_text="Set aside: Zoe Zahn").click()
        page.get_by_role("button", name="For a week").locator("visible=true").click()
        expect(page.locator("[data-board-row]")).to_have_count(1)
        page.locator("summary", has_text="1 set aside").click()
        page.locator("button", has_text="Bring back: Zoe Zahn").click()
        expect(page.locator("[data-board-row]")).to_have_count(2)


def test_a_race_that_moves_is_left_and_then_accepted(page: Page, site: str, bob: Athlete) -> None:
    season = make_draft(bob)
    publish_draft(season)
    season.a_race.date += timedelta(weeks=3)
    season.a_race.save()
    log_in(page, site, "alice@example.org")
    page.goto(site + season.get_absolute_url())

    page.get_by_role("button", name="Take what is true today").click()
    page.locator("#changes > summary").click()
    expect(page.locator(".changes dt").first).to_be_visible()
    page.get_by_role("button", name="Leave it as it is now").click()
    expect(page.locator("#changes")).to_have_count(0)

    page.get_by_role("button", name="Redo").click()
    page.get_by_role("button", name="Publish the changes").click()
    expect(page.get_by_text("Published.", exact=True).first).to_be_visible()
    expect(page.locator("#changes")).to_have_count(0)
    assert season.weeks.count() == 15
