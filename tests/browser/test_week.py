"""The athlete's week on a phone: another day, ill and back, other weeks by key and finger, and on paper."""

import re
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect

from athletes.models import Athlete
from plans.models import Absence, OffSeason, TrainingSession
from tests.browser.conftest import log_in
from tests.factories import make_race
from tests.plans.drafted import draft_between
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE: ViewportSize = {"width": 360, "height": 640}
DAY = timedelta(days=1)


@pytest.fixture
def living_week(bob: Athlete) -> Athlete:
    today = bob.today(timezone.now())
    monday = today - today.weekday() * DAY
    make_published(bob, starts=(monday - 7 * DAY, monday, monday + 7 * DAY))
    return bob


@pytest.fixture
def living_plan(bob: Athlete) -> OffSeason:
    """Really planned, so that the rules can be asked; today is in one of its first weeks, and has a run."""
    today = bob.today(timezone.now())
    fall = make_race(bob, day=today - 40 * DAY, duration_s=13_500.0)
    return draft_between(bob, fall, make_race(bob, name="Boston", day=today + 128 * DAY, status="planned"))


def coming(season: OffSeason, today: date) -> TrainingSession:
    """A session of the week after this one: the whole week is open to it."""
    monday = today + (7 - today.weekday()) * DAY
    found = TrainingSession.objects.filter(off_season=season, ingredient="mobility", date__gte=monday)
    return found.in_order()[0]


def test_another_day_and_back_again(page: Page, site: str, bob: Athlete, living_plan: OffSeason) -> None:
    session = coming(living_plan, bob.today(timezone.now()))
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    page.goto(f"{site}/week/{session.date}/")
    row = page.locator(f"#ways-{session.pk}").locator("xpath=ancestor::details")
    row.locator("summary").first.click()

    row.get_by_role("link", name="Not this day").click()
    expect(page.get_by_role("heading", name="Another day?")).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    row.locator(".day-choices button").first.click()

    expect(page.get_by_text(re.compile("moved to "))).not_to_have_count(0)
    page.locator("[data-toasts]").get_by_role("button", name="Undo").click()
    expect(page.locator(".moved-away")).to_have_count(0)
    session.refresh_from_db()
    assert session.moved_from is None


def test_ill_in_one_tap_for_a_few_days_and_back(page: Page, site: str, living_week: Athlete) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")

    page.get_by_role("button", name="Ill today").click()
    expect(page.get_by_role("heading", name="Get well first")).to_be_visible()
    page.get_by_role("button", name="A few days").click()
    expect(page.get_by_role("button", name="A few days")).to_have_attribute("aria-pressed", "true")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="I am back").click()

    expect(page.get_by_text("Good to have you back.")).to_be_visible()
    expect(page.get_by_role("button", name="Ill today")).to_be_visible()
    assert not Absence.objects.exists()


def test_the_arrow_keys_turn_the_page_but_never_while_typing(page: Page, site: str, living_week: Athlete) -> None:
    log_in(page, site, "bob@example.org")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Week 9 of 9")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Week 8 of 9")).to_be_visible()

    page.get_by_text("Other days").click()
    page.get_by_label("First day").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Alt+ArrowUp")

    expect(page.get_by_text("Week 8 of 9")).to_be_visible()


def test_a_swipe_turns_the_page_and_a_scroll_does_not(browser: Browser, site: str, living_week: Athlete) -> None:
    with browser.new_context(viewport=PHONE, has_touch=True, locale="en-GB") as context:
        page = context.new_page()
        log_in(page, site, "bob@example.org")
        swipe = """([x, y]) => {
            const week = document.querySelector("#week");
            const touch = (cx, cy) => new Touch({ identifier: 1, target: week, clientX: cx, clientY: cy });
            const send = (type, touches, changed) => week.dispatchEvent(
                new TouchEvent(type, { touches, changedTouches: changed, bubbles: true }));
            send("touchstart", [touch(200, 300)], [touch(200, 300)]);
            send("touchend", [], [touch(200 + x, 300 + y)]);
        }"""
        page.evaluate(swipe, [-120, 110])
        expect(page.get_by_text("Week 8 of 9")).to_be_visible()
        page.evaluate(swipe, [-120, 10])
        expect(page.get_by_text("Week 9 of 9")).to_be_visible()
        page.evaluate(swipe, [120, 10])
        expect(page.get_by_text("Week 8 of 9")).to_be_visible()


def test_five_questions_are_answered_without_scrolling(
    page: Page, site: str, bob: Athlete, living_plan: OffSeason
) -> None:
    page.set_viewport_size(PHONE)
    log_in(page, site, "bob@example.org")
    thumb = page.locator(".masthead nav").bounding_box()
    assert thumb is not None

    answers = [".track", ".today-head h1", ".day-card .why"]
    if bob.sessions.filter(date=bob.today(timezone.now()), distance_m__gt=0).exists():
        answers += [".day-card .targets", ".day-card .not-today-link"]
    for answer in answers:
        box = page.locator(answer).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= thumb["y"], answer


def test_a_week_is_one_page_of_paper(page: Page, site: str, bob: Athlete, living_plan: OffSeason) -> None:
    log_in(page, site, "bob@example.org")

    paper = page.pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (360, "200%")])
def test_narrow_screens_and_large_text_lose_nothing(
    page: Page, site: str, living_week: Athlete, width: int, text: str
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    log_in(page, site, "bob@example.org")
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", text)
    page.get_by_text("Other days").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_all_works_without_javascript(browser: Browser, site: str, living_week: Athlete) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, site, "bob@example.org")
        page.get_by_role("button", name="Away today").click()
        expect(page.get_by_role("heading", name="Away")).to_be_visible()
        page.get_by_role("button", name="I am back").click()
        expect(page.get_by_role("button", name="Away today")).to_be_visible()
