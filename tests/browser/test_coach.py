"""The main job in a real browser: a runner, two races, a winter; and the runner's own phone at the end of it."""

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from athletes.models import Athlete, Coach
from plans.models import OffSeason, TrainingSession
from tests.browser.conftest import log_in
from tests.factories import make_athlete, make_race
from tests.plans.drafted import first_key, make_draft, publish_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def add_runner(page: Page, site: str, *, raced: date, goal: date) -> None:
    page.goto(f"{site}/coach/athletes/")
    page.get_by_role("link", name="Add athlete").first.click()
    page.locator("input[name=name]").fill("Rosa Quick")
    for prefix, name, day in (("fall", "New York", raced), ("goal", "Boston", goal)):
        page.locator(f"input[name={prefix}-name]").fill(name)
        page.locator(f"input[name={prefix}-date]").fill(day.isoformat())
    page.locator("input[name=baseline_m]").fill("60")
    page.get_by_role("button", name="Add athlete").click()
    expect(page.get_by_role("heading", name="Rosa Quick")).to_be_visible()


def publish_with_a_way_out(page: Page) -> None:
    """An eighteen-week spring plan leaves too few weeks: take the first remedy it offers, then publish."""
    page.get_by_role("button", name="Do this").first.click()
    page.get_by_role("button", name=re.compile("Publish")).click()
    expect(page.get_by_text(re.compile("^Published")).first).to_be_visible()


def test_a_coach_adds_a_runner_builds_a_winter_and_publishes_it(page: Page, site: str, alice: Coach) -> None:
    today = timezone.now().date()
    log_in(page, site, "alice@example.org")

    add_runner(page, site, raced=today - timedelta(days=18), goal=today + timedelta(days=150))
    page.get_by_role("button", name="Build it").click()
    expect(page).to_have_url(re.compile(r"/coach/plans/"))
    expect(page.locator(".week-grid tbody tr").first).to_be_visible()
    publish_with_a_way_out(page)

    off_season = OffSeason.objects.get(athlete__name="Rosa Quick")
    assert off_season.published is not None
    assert TrainingSession.objects.of(off_season.athlete).exists()


def test_the_plan_repaints_as_the_cut_moves_and_the_draft_is_kept(page: Page, site: str, bob: Athlete) -> None:
    off_season = make_draft(bob)
    log_in(page, site, "alice@example.org")
    page.goto(site + off_season.get_absolute_url())
    before = page.locator(".week-grid").inner_text()

    slider = page.locator("input[type=range]")
    slider.focus()
    for _ in range(8):
        slider.press("ArrowRight")

    expect(page.get_by_text("Saved.", exact=True)).to_be_visible(timeout=20_000)
    page.reload()
    assert page.locator(".week-grid").inner_text() != before


def test_a_coach_swaps_a_session_and_takes_it_back(page: Page, site: str, bob: Athlete) -> None:
    off_season = make_draft(bob)
    log_in(page, site, "alice@example.org")
    page.goto(site + off_season.get_absolute_url())
    page.locator(".week-grid [data-i=fast]").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    choices = page.locator("input[type=radio][name$=code], select[name$=code] option")
    assert choices.count() > 1


def test_the_runner_sees_the_week_as_soon_as_it_is_published(
    page: Page, browser: Browser, site: str, bob: Athlete
) -> None:
    today = timezone.now().date()
    make_race(bob, day=today - timedelta(days=20))
    make_race(bob, name="Boston", day=today + timedelta(days=200), status="planned")
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/{bob.pk}/")
    page.get_by_role("button", name="Build it").click()
    expect(page).to_have_url(re.compile(r"/coach/plans/"))
    page.get_by_role("button", name=re.compile("Publish")).click()
    expect(page.get_by_text(re.compile("^Published")).first).to_be_visible()

    with browser.new_context(viewport={"width": 360, "height": 760}, locale="en-GB") as context:
        phone = context.new_page()
        log_in(phone, site, "bob@example.org")
        expect(phone.get_by_text(re.compile(r"^Today, \w+day"))).to_be_visible()
        expect(phone.get_by_text("The soup")).to_be_visible()


@pytest.mark.parametrize("path", ["/coach/athletes/", "/coach/athletes/new/", "/coach/inbox/", "builder", "athlete"])
def test_the_desk_has_no_accessibility_faults(page: Page, site: str, bob: Athlete, path: str) -> None:
    off_season = make_draft(bob)
    places = {"builder": off_season.get_absolute_url(), "athlete": f"/coach/athletes/{bob.pk}/"}
    log_in(page, site, "alice@example.org")
    page.goto(site + places.get(path, path))

    found = Axe().run(page).response["violations"]

    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []


def test_a_coach_changes_one_rule_sees_whom_it_touches_and_takes_it_back(page: Page, site: str, bob: Athlete) -> None:
    make_draft(bob)
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/policy/")
    page.locator("input[name=q]").press_sequentially("starts from")
    expect(page.locator("[data-words]:visible")).to_have_count(1)

    page.locator("input[name='cut.start']").fill("25")
    page.get_by_role("button", name="Whom would it touch?").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 1 plans would differ")
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="Save these rules").click()

    expect(page.get_by_text("Saved as version 1 of your rules.")).to_be_visible()
    expect(page.locator("input[name='cut.start']")).to_have_value("25")
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: the rules before are in force again.")).to_be_visible()
    expect(page.locator("input[name='cut.start']")).to_have_value("")


def test_a_coach_copies_a_workout_sees_it_in_a_plan_and_finds_it_in_the_swap_list(
    page: Page, site: str, bob: Athlete
) -> None:
    off_season = make_draft(bob)
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/library/built-in/F05/")
    page.get_by_role("link", name="Make your own from it").click()

    page.locator("input[name=title]").fill("Canal kilometres")
    page.locator("input[name=most]").fill("3")
    page.locator("input[name=most]").blur()
    expect(page.get_by_text("It keeps every rule there.")).to_be_visible()
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Canal kilometres")).to_be_visible()

    page.goto(f"{site}/coach/plans/{off_season.pk}/sessions/{first_key(off_season, 'fast')}/")
    expect(page.locator("optgroup option", has_text="Canal kilometres")).to_have_count(1)


def test_back_leads_where_the_coach_was(page: Page, site: str, bob: Athlete) -> None:
    make_athlete(name="Zoe Zahn", coach=bob.coach)
    season = make_draft(bob)
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/")
    page.locator("#q").press_sequentially("bob")
    expect(page).to_have_url(re.compile(r"q=bob"))
    expect(page.get_by_role("link", name="Zoe Zahn")).to_have_count(0)
    page.get_by_role("link", name="Bob Brandt").click()
    page.locator(f'main a[href="{season.get_absolute_url()}"]').first.click()
    page.locator("label", has_text="+2").click()
    expect(page.locator("#builder-said")).to_have_text("Saved.")

    page.go_back()
    expect(page).to_have_url(f"{site}/coach/athletes/{bob.pk}/")
    page.go_back()
    expect(page).to_have_url(re.compile(r"q=bob"))
    expect(page.get_by_role("link", name="Bob Brandt")).to_be_visible()
    expect(page.get_by_role("link", name="Zoe Zahn")).to_have_count(0)


@pytest.mark.parametrize("spring_weeks", [8, 12])
def test_a_season_prints_on_one_page(page: Page, site: str, bob: Athlete, spring_weeks: int) -> None:
    publish_draft(make_draft(bob, weeks=spring_weeks))
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/{bob.pk}/season/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1
