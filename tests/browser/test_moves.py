"""A session changes its day by mouse, by touch and by keyboard; what breaks a rule is asked about in place."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from athletes.models import Athlete
from plans.models import OffSeason
from tests.browser.conftest import log_in
from tests.plans.drafted import drafted, first_key, make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(bob: Athlete) -> OffSeason:
    return make_draft(bob)


def day_of(draft: OffSeason, key: str) -> str:
    sessions = drafted(OffSeason.objects.get(pk=draft.pk)).response["weeks"][5]["sessions"]
    return str(next(one["date"] for one in sessions if one["key"] == key))


def rest_day(draft: OffSeason) -> str:
    sessions = drafted(draft).response["weeks"][5]["sessions"]
    return str(min(one["date"] for one in sessions if one["ingredient"] == "rest"))


def chip(page: Page, draft: OffSeason, key: str) -> Locator:
    return page.locator(f'.week-grid a[href="/coach/plans/{draft.pk}/sessions/{key}/"]')


def cell(page: Page, day: str) -> Locator:
    return page.locator(f'.week-grid td[data-day="{day}"]')


def open_builder(page: Page, site: str, draft: OffSeason) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(site + draft.get_absolute_url())


def drag(page: Page, what: Locator, to: Locator) -> None:
    what.scroll_into_view_if_needed()
    start, end = what.bounding_box(), to.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 10, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 12, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=6)
    page.mouse.up()


def test_a_drag_moves_a_session_and_opens_nothing(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    key, day = first_key(draft, "mobility"), rest_day(draft)

    drag(page, chip(page, draft, key), cell(page, day))

    expect(cell(page, day).locator("a.edited")).to_be_visible()
    assert page.url.endswith(draft.get_absolute_url())
    assert day_of(draft, key) == day
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".week-grid a.edited")).to_have_count(0)


def test_a_drag_into_another_week_is_let_go(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    key = first_key(draft, "mobility")
    before = day_of(draft, key)

    drag(page, chip(page, draft, key), cell(page, "2026-12-16"))

    expect(page.locator(".chip-ghost")).to_have_count(0)
    assert day_of(draft, key) == before


def test_a_breach_is_asked_about_and_left(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    key = first_key(draft, "long")
    before, fast_day = day_of(draft, key), day_of(draft, first_key(draft, "fast"))

    drag(page, chip(page, draft, key), cell(page, fast_day))
    question = page.get_by_role("dialog")
    expect(question).to_contain_text("This goes against")
    question.get_by_role("button", name="Leave it").click()
    expect(question).to_be_hidden()
    assert day_of(draft, key) == before

    drag(page, chip(page, draft, key), cell(page, fast_day))
    page.get_by_role("dialog").get_by_role("button", name="Keep it all the same").click()
    expect(cell(page, fast_day).locator("a.edited")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert day_of(draft, key) == fast_day


def test_the_keyboard_moves_day_by_day_and_keeps_its_place(page: Page, site: str, draft: OffSeason) -> None:
    open_builder(page, site, draft)
    key = first_key(draft, "mobility", week=6)
    home = day_of(draft, key)

    chip(page, draft, key).focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".week-grid a.edited")).to_have_count(1)
    expect(chip(page, draft, key)).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".week-grid a.edited")).to_have_count(0)
    assert day_of(draft, key) == home


def test_a_week_is_shifted_without_javascript(browser: Browser, site: str, draft: OffSeason) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        open_builder(page, site, draft)
        key = first_key(draft, "long")

        page.get_by_role("button", name="Week 6 a day earlier").click()

        expect(page.locator(".week-grid a.edited").first).to_be_visible()
        assert day_of(draft, key) == "2026-12-12"


@pytest.mark.slow
def test_a_long_press_lifts_a_session_on_a_phone(browser: Browser, site: str, draft: OffSeason) -> None:
    with browser.new_context(has_touch=True, viewport={"width": 1024, "height": 800}) as context:
        long_press(context, site, draft)


def long_press(context: BrowserContext, site: str, draft: OffSeason) -> None:
    page = context.new_page()
    open_builder(page, site, draft)
    key, day = first_key(draft, "mobility"), rest_day(draft)
    chip(page, draft, key).scroll_into_view_if_needed()
    start, end = chip(page, draft, key).bounding_box(), cell(page, day).bounding_box()
    assert start is not None
    assert end is not None
    finger = context.new_cdp_session(page)

    def touch(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", start["x"] + 8, start["y"] + 8)
    page.wait_for_timeout(600)
    expect(page.locator(".chip-ghost")).to_have_count(1)
    for n in range(1, 6):
        touch(
            "touchMove",
            start["x"] + (end["x"] + 20 - start["x"]) * n / 5,
            start["y"] + (end["y"] + 10 - start["y"]) * n / 5,
        )
    touch("touchEnd", 0, 0)
    expect(cell(page, day).locator("a.edited")).to_be_visible()
    assert day_of(draft, key) == day
