"""An athlete's log and baseline on a phone."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from athletes.models import Activity, Athlete, HistoryWeek
from plans.models import SessionLog
from tests.browser.conftest import log_in
from tests.factories import make_history
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 760}


@pytest.fixture
def living_week(bob: Athlete) -> Athlete:
    today = bob.today(timezone.now())
    monday = today - timedelta(days=today.weekday())
    make_published(bob, starts=(monday - timedelta(days=7), monday))
    return bob


@pytest.fixture
def diarist(living_week: Athlete) -> Athlete:
    """Nine weeks up to New York's race week: the usual one is 50 km, or 56 without the ill one."""
    Athlete.objects.filter(pk=living_week.pk).update(baseline_m=None, baseline_long_m=None)
    race = living_week.races.get(name="New York")
    race_week = race.date - timedelta(days=race.date.weekday())
    make_history(living_week, 56, 56, 56, 56, 56, 56, 20, 40, 30, 10, first=race_week - timedelta(weeks=9))
    return living_week


def test_bob_logs_a_run_that_was_not_planned_and_takes_it_back(page: Page, site: str, living_week: Athlete) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    page.get_by_role("link", name="Log", exact=True).click()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Add a run").click()
    page.get_by_label("Distance").fill("5")
    page.get_by_label("Minutes").fill("30")
    page.get_by_label("How hard, 0 to 10").select_option("3")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Keep it").click()

    expect(page.get_by_text("5 km in 30 min, effort 3 of 10")).to_be_visible()
    page.get_by_role("link", name=re.compile("Change ?Another run")).click()
    page.get_by_role("button", name=re.compile("’s Long run")).click()
    expect(page.get_by_text("It was Long run, and counts as that.")).to_be_visible()
    assert SessionLog.objects.get().distance_m == 5_000
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("As it was before.")).to_be_visible()
    expect(page.get_by_text("Another run", exact=True)).to_be_visible()
    page.get_by_role("link", name=re.compile("Change ?Another run")).click()
    page.get_by_role("button", name="Take it out of the log").click()
    expect(page.get_by_text("The run is out of your log.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Another run", exact=True)).to_be_visible()
    assert Activity.objects.get().distance_m == 5_000


def test_bob_logs_last_week_with_one_tap(page: Page, site: str, living_week: Athlete) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/log/")
    page.get_by_text("7 not logged").last.click()
    page.get_by_role("button", name=re.compile("As planned ?: Long run")).last.click()

    expect(page.get_by_text("Long run: done.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Long run: as it was before.")).to_be_visible()
    assert not SessionLog.objects.exists()


def test_bob_marks_a_week_ill_and_sees_the_baseline_change(page: Page, site: str, diarist: Athlete) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/baseline/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A usual week: 50 km")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert Axe().run(page).response["violations"] == []

    week = HistoryWeek.objects.get(distance_m=20_000)
    row = page.locator(".weeks > li").filter(has=page.locator(f'form[action*="{week.start}"]'))
    row.get_by_role("button", name="ill", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("A usual week: 56 km")
    expect(page.get_by_text("Left out: ill", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A usual week: 50 km")


def test_log_and_baseline_work_without_javascript(browser, site: str, diarist: Athlete, browser_context_args) -> None:
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, site, "bob@example.org")
        page.goto(f"{site}/log/")
        page.get_by_text("7 not logged").last.click()
        page.get_by_role("button", name=re.compile("As planned ?: Long run")).last.click()
        expect(page.get_by_text("Long run: done.")).to_be_visible()
        page.goto(f"{site}/baseline/")
        page.get_by_role("button", name="ill", exact=True).last.click()
        expect(page.get_by_text("Left out: ill", exact=True)).to_be_visible()
