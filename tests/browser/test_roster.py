"""A coach's roster in a real browser: filters that repaint, squads by ticking, a spreadsheet that comes in."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from athletes.models import Athlete, Coach, Squad
from tests.browser.conftest import log_in
from tests.factories import make_athlete, make_squad
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLUB = "Name;Squad;Usual week (mi)\nRosa Quick;New York;30,5\nTom Slow;;-\nNina New;;22\n".encode("cp1252")


def test_a_spreadsheet_is_looked_at_and_then_imported(page: Page, site: str, alice: Coach) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/")
    page.get_by_role("link", name="Import").first.click()
    page.locator("input[type=file]").set_input_files({"name": "club.csv", "mimeType": "text/csv", "buffer": CLUB})
    page.get_by_label("Squad for all of them").fill("Winter")
    page.get_by_role("button", name="Look at it first").click()

    expect(page.get_by_text("Line 3", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="Rosa Quick")).to_be_visible()
    assert not Athlete.objects.exists()
    assert faults_of(page) == []
    page.get_by_role("button", name="Import 2, leave out 1").click()

    expect(page).to_have_url(re.compile(r"sort=newest"))
    expect(page.get_by_text("2 athletes are in. 1 left out.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Rosa Quick"))).to_contain_text("New York, Winter")
    assert set(Athlete.objects.values_list("name", flat=True)) == {"Rosa Quick", "Nina New"}


def test_the_roster_repaints_as_the_coach_asks(page: Page, site: str, alice: Coach, bob: Athlete) -> None:
    make_squad(alice, bob)
    make_athlete(name="Frida Falk", coach=alice)
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/")
    page.locator(".choice label", has_text="New York").click()
    expect(page.get_by_role("link", name="Frida Falk")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"squad=\d+"))

    page.get_by_label("Plan", exact=True).select_option("published")
    expect(page.get_by_role("heading", name="Nobody fits")).to_be_visible()
    page.get_by_role("link", name="Clear all").click()

    expect(page.get_by_role("link", name="Frida Falk")).to_be_visible()
    page.get_by_role("link", name="Name", exact=True).click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Name")
    expect(page.locator("tbody th").first).to_contain_text("Frida Falk")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def plain_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=request.param, locale="en-GB") as context:
        yield context.new_page()


def test_ticked_athletes_go_into_a_squad(plain_page: Page, site: str, alice: Coach, bob: Athlete) -> None:
    make_squad(alice)
    log_in(plain_page, site, "alice@example.org")
    plain_page.goto(f"{site}/coach/athletes/?q=bob")
    bar = plain_page.get_by_role("group", name="The ticked athletes")
    expect(bar).to_be_hidden()
    plain_page.locator("tbody input[type=checkbox]").check()
    bar.get_by_text("Put into a squad").click()
    bar.get_by_role("button", name="New York").first.click()

    expect(plain_page.get_by_text("1 athlete is in New York now.")).to_be_visible()
    expect(plain_page).to_have_url(re.compile(r"q=bob"))
    assert Squad.objects.get().athletes.get() == bob


def test_one_box_ticks_the_whole_page(page: Page, site: str, alice: Coach, bob: Athlete) -> None:
    make_athlete(name="Frida Falk", coach=alice)
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/")
    page.get_by_label("All on this page").check()
    page.get_by_role("group", name="The ticked athletes").get_by_label("Its name").fill("Everybody")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Everybody is there: 2 athletes are in it.")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", "?q=nobody", "squads/", "import/"])
def test_the_pages_have_no_accessibility_faults(page: Page, site: str, alice: Coach, path: str, width: int) -> None:
    runner = make_athlete(name="Frida Falk", coach=alice)
    make_published(runner, starts=(date(2026, 11, 2),))
    make_squad(alice, runner)
    log_in(page, site, "alice@example.org")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/coach/athletes/{path}")
    if not path:
        page.locator("tbody input[type=checkbox]").check()
    assert faults_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def faults_of(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]
