"""The coach steers with the mouse and the keyboard; without JavaScript the same form does the same."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from athletes.models import Athlete, Coach
from plans.models import OffSeason, PlanVersion
from tests.browser.conftest import log_in
from tests.plans.drafted import drafted, first_key, make_draft, redraft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(bob: Athlete) -> OffSeason:
    return make_draft(bob)


def newest(draft: OffSeason) -> PlanVersion:
    return drafted(OffSeason.objects.get(pk=draft.pk))


def open_builder(page: Page, site: str, draft: OffSeason) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(site + draft.get_absolute_url())


def test_the_slider_repaints_saves_and_publishes_what_is_on_screen(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    total = page.locator(".week-grid tfoot .total")
    before = total.inner_text()

    page.locator("#cut-range").fill("38")

    expect(page.locator("[data-publish]")).to_be_disabled()
    expect(total).not_to_have_text(before)
    expect(page.locator("#builder-said")).to_have_text("Saved.")
    expect(page.get_by_role("checkbox", name=re.compile("Use the rules"))).not_to_be_checked()
    expect(page.locator("[data-publish]")).to_be_enabled()
    page.get_by_role("button", name="Publish to Bob").click()
    expect(page.get_by_text("Published.", exact=True).first).to_be_visible()
    published = OffSeason.objects.get().published
    assert published is not None
    assert published.response["cut"]["value"] == 0.38


def test_the_rules_mark_and_thumb_follow_the_other_controls(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    thumb = page.locator("#cut-range")
    expect(thumb).to_have_value("32.5")

    page.locator("label", has_text="+2").click()

    expect(page.locator("#builder-said")).to_have_text("Saved.")
    expect(thumb).to_have_value("27.5")
    assert newest(draft).request["policy"]["cut"] is None
    assert newest(draft).request["athlete"]["comfort"] == 2


def test_several_changes_in_a_row_all_arrive(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)

    for comfort in ("+2", "−1", "+1"):
        page.locator("label", has_text=re.compile(rf"^\s*{re.escape(comfort)}$")).click()
    page.locator("#spring-16").check()
    page.get_by_text("Note to the athlete").first.click()
    page.get_by_label("Note to the athlete").fill("Mind the ice.")
    page.get_by_label("Note to the athlete").blur()

    expect(page.locator("#builder-said")).to_have_text("Saved.")
    expect(page.locator(".week-grid tbody tr")).to_have_count(8)
    request = newest(draft).request
    said = (request["athlete"]["comfort"], request["spring_plan"]["weeks"], request["note"])
    assert said == (1, 16, "Mind the ice.")


def test_a_newer_draft_is_shown_instead_of_overwritten(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    redraft(draft, {"policy": {"cut": 0.25}})

    page.locator("label", has_text="+2").click()

    expect(page.get_by_role("heading", name="Changed meanwhile")).to_be_visible()
    assert newest(draft).request["athlete"]["comfort"] == 0
    page.get_by_role("button", name="Save mine").click()
    expect(page.get_by_role("heading", name="Changed meanwhile")).to_be_hidden()
    assert newest(draft).request["athlete"]["comfort"] == 2


def test_what_cannot_be_read_is_named_and_the_plan_stays(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    page.get_by_text("Days and habits").click()

    page.locator("#b_minutes_wed").fill("ninety")
    page.locator("#b_minutes_wed").blur()

    expect(page.locator("#builder-errors")).to_contain_text("Wednesday: Write whole minutes")
    expect(page.locator(".week-grid tbody tr")).to_have_count(12)
    expect(page.locator("[data-publish]")).to_be_disabled()


def test_what_is_open_in_the_answer_stays_open_and_keeps_the_focus(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    page.locator("#all-checks > summary").press("Enter")

    page.evaluate("document.querySelector('[name=comfort][value=\"2\"]').click()")

    expect(page.locator("#builder-said")).to_have_text("Saved.")
    expect(page.locator("#all-checks")).to_have_attribute("open", "")
    expect(page.locator("#all-checks > summary")).to_be_focused()


def test_a_way_out_is_one_click(page: Page, site: str, draft: OffSeason) -> None:
    redraft(draft, {"spring_plan": {"weeks": 20}})
    open_builder(page, site, draft)

    page.get_by_role("button", name="Do this").first.click()

    expect(page.locator(".week-grid")).to_be_visible()
    assert newest(draft).status in {"OK", "SPLIT"}


def test_without_javascript_the_buttons_do_it(
    browser: Browser, site: str, draft: OffSeason, browser_context_args: dict[str, Any]
) -> None:
    with browser.new_context(**browser_context_args, java_script_enabled=False) as context:
        page = context.new_page()
        open_builder(page, site, draft)
        page.locator("#spring-16").check()
        page.get_by_role("button", name="Recompute").click()
        expect(page.locator(".week-grid tbody tr")).to_have_count(8)
        assert newest(draft).request["spring_plan"]["weeks"] == 12
        page.get_by_role("button", name="Save draft").first.click()
        assert newest(draft).request["spring_plan"]["weeks"] == 16
        page.locator(f'a[href$="/{first_key(draft, "fast", week=5)}/"]').click()
        page.get_by_label("Workout").select_option("F06")
        page.get_by_role("button", name="Save").click()
        if page.get_by_label("I know, keep it").is_visible():
            page.get_by_label("I know, keep it").check()
            page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("swapped for Cruise fives")).to_be_visible()


def test_nothing_is_wider_than_a_phone(page: Page, site: str, alice: Coach, draft: OffSeason) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    open_builder(page, site, draft)
    session = f"{draft.get_absolute_url()}sessions/{first_key(draft, 'fast')}/"
    for path in (draft.get_absolute_url(), session, f"/coach/athletes/{draft.athlete_id}/"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
