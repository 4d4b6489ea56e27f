"""A squad from the roster to published, counted in clicks, published by the worker's own code."""

import re
import time
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from athletes.models import Athlete, Coach, Squad
from plans.actions.assign import publish_waiting
from plans.models import AssignmentBatch, AssignmentRow
from tests.browser.conftest import log_in
from tests.factories import make_athlete, make_race, make_squad

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RACERS = 6


@pytest.fixture
def squad(alice: Coach) -> Squad:
    return make_squad(alice, *(racer(alice, n) for n in range(RACERS)), name="New York")


def racer(coach: Coach, n: int) -> Athlete:
    today = timezone.now().date()
    athlete = make_athlete(name=f"Runner {n}", coach=coach, baseline_m=50_000.0 + 1_000 * n)
    make_race(athlete, day=today - timedelta(days=20), duration_s=13_500.0)
    make_race(athlete, name="Boston", day=today + timedelta(days=150), status="planned")
    return athlete


def publish_in_four_clicks(page: Page, site: str, *, count: int) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/")

    page.get_by_role("link", name="Assign", exact=True).click()
    page.get_by_role("link", name=re.compile("^New York")).click()
    page.get_by_label("Spring plan before each A race").select_option("12")
    page.get_by_role("button", name=f"Publish {count}").click()

    expect(page.get_by_text(f"of {count} published")).to_be_visible()
    publish_waiting(AssignmentBatch.objects.get().pk, clock=timezone.now)
    expect(page.get_by_text("Done.", exact=True)).to_be_visible()
    expect(page.locator(".results .state", has_text="Published")).to_have_count(count)
    assert AssignmentRow.objects.published().count() == count


def test_a_squad_is_published_in_four_clicks_and_taken_back_in_one(page: Page, site: str, squad: Squad) -> None:
    publish_in_four_clicks(page, site, count=RACERS)

    page.get_by_role("button", name=f"Undo all {RACERS}").click()

    expect(page.get_by_text(f"{RACERS} taken back.")).to_be_visible()


@pytest.mark.slow
def test_thirty_athletes_are_published_within_two_minutes(page: Page, site: str, alice: Coach, squad: Squad) -> None:
    squad.athletes.add(*(racer(alice, n) for n in range(RACERS, 30)))
    began = time.monotonic()

    publish_in_four_clicks(page, site, count=30)

    assert time.monotonic() - began < 120


def test_one_row_changes_and_the_others_do_not(page: Page, site: str, squad: Squad) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/assign/?squad={squad.pk}")
    page.get_by_label("Spring plan before each A race").select_option("12")
    expect(page.get_by_text("12 wk from")).to_have_count(RACERS)
    first, second = page.locator(".assign-table tbody").nth(0), page.locator(".assign-table tbody").nth(1)
    before = second.inner_text()

    first.get_by_label(re.compile("Own length")).fill("22")
    first.get_by_label(re.compile("Own length")).press("Tab")

    expect(first.locator(".state[data-s=hint]")).to_be_visible()
    expect(page.get_by_role("button", name=f"Publish {RACERS - 1}")).to_be_visible()
    assert second.inner_text() == before
    first.get_by_role("button", name=re.compile("^Use a")).click()
    expect(first.get_by_text("Ready")).to_be_visible()
    expect(page.get_by_role("button", name=f"Publish {RACERS}")).to_be_enabled()


def test_it_works_without_javascript(browser: Browser, site: str, squad: Squad) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        log_in(page, site, "alice@example.org")
        page.goto(f"{site}/coach/assign/?squad={squad.pk}")
        page.get_by_label("Spring plan before each A race").select_option("12")
        page.get_by_role("button", name="Recompute").click()
        expect(page.locator(".assign-table .state", has_text="Ready")).to_have_count(RACERS)
        page.get_by_role("button", name=f"Publish {RACERS}").click()
        publish_waiting(AssignmentBatch.objects.get().pk, clock=timezone.now)

        page.get_by_role("link", name="Look again").click()
        expect(page.get_by_text("Done.", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_neither_page_has_accessibility_faults(page: Page, site: str, squad: Squad, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, site, "alice@example.org")
    for path in (f"/coach/assign/?squad={squad.pk}", "batch"):
        if path == "batch":
            page.get_by_label("Spring plan before each A race").select_option("12")
            page.get_by_role("button", name=f"Publish {RACERS}").click()
            page.wait_for_url(re.compile(r"/coach/assign/[0-9a-f-]{36}/"))
        else:
            page.goto(site + path)
        found = Axe().run(page).response["violations"]
        assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []
