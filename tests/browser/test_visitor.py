"""A visitor's winter: try the planner, keep the plan, ask, and find the answer."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from athletes.models import Coach, OutgoingMail
from plans.words.tools import TOOLS
from questions.models import Question
from tests.browser.conftest import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_planner(page: Page, site: str) -> None:
    today = timezone.now().date()
    page.goto(site)
    page.get_by_label("Fall race", exact=True).fill("New York")
    page.get_by_label("Spring race", exact=True).fill("Boston")
    page.get_by_label("Date of the fall race").fill((today - timedelta(days=20)).isoformat())
    page.get_by_label("Date of the spring race").fill((today + timedelta(days=150)).isoformat())
    page.get_by_label("Your usual week").fill("48")
    page.locator("label", has=page.get_by_role("radio", name="mi", exact=True)).click()


def test_a_visitor_plans_without_an_account_once_they_say_they_are_well(page: Page, site: str) -> None:
    fill_planner(page, site)
    page.get_by_role("button", name="Show my weeks").click()
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#result .season-strip")).to_have_count(0)

    page.get_by_label("I am well", exact=False).check()
    page.get_by_role("button", name="Show my weeks").click()

    expect(page.locator("#result .season-strip").first).to_be_visible()
    expect(page.locator("#result")).to_contain_text("48 →")
    assert not OutgoingMail.objects.exists()


def test_the_planner_works_without_javascript(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        fill_planner(page, site)
        page.get_by_label("I am well", exact=False).check()
        page.get_by_role("button", name="Show my weeks").click()
        expect(page.locator("#result .season-strip").first).to_be_visible()
        page.locator("#all-checks > summary").click()
        expect(page.locator("#all-checks").get_by_role("heading", name="Ready for spring")).to_be_visible()


def test_a_question_is_asked_answered_and_published(page: Page, browser: Browser, site: str, alice: Coach) -> None:
    page.goto(f"{site}/questions/ask/")
    page.get_by_label("Your question in one sentence").fill("How do I keep my fitness through the winter?")
    page.get_by_role("button", name="Go on").click()
    page.locator("textarea[name=text]").fill("How do I keep my fitness through the winter but not train as hard?")
    page.get_by_label("Your name").fill("Amanda")
    page.locator("input[name=email]").fill("amanda@example.net")
    page.get_by_text("Yes, with my first name").click()
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("heading", name="Your question is in")).to_be_visible()
    question = Question.objects.get()

    with browser.new_context(locale="en-GB") as context:
        desk = context.new_page()
        log_in(desk, site, "alice@example.org")
        desk.goto(f"{site}/coach/inbox/")
        desk.get_by_role("link", name=question.title).first.click()
        answer_form = desk.locator("form", has=desk.locator("textarea[name=text]"))
        answer_form.locator("textarea[name=text]").fill("Keep **everything**, just less of it.")
        answer_form.get_by_role("button", name="Send").click()
        publish_form = desk.locator("form", has=desk.locator("textarea[name=public_text]"))
        publish_form.locator("textarea[name=public_text]").fill("What stays when the mileage goes down for the winter?")
        publish_form.get_by_role("button", name="Ask Amanda").click()
        expect(desk.get_by_text("has not said anything yet")).to_be_visible()

    mail = OutgoingMail.objects.get(kind="consent_asked")
    page.goto(site + mail.text[mail.text.index("/consent/") :].split()[0])
    page.get_by_label("Yes, as Amanda").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("heading", name="It stands in the library")).to_be_visible()
    question.refresh_from_db()
    page.goto(site + question.get_absolute_url())
    expect(page.get_by_role("main").locator("strong", has_text="everything")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("amanda@example.net")
    assert set(OutgoingMail.objects.values_list("kind", "to")) >= {("question_answered", "amanda@example.net")}


def test_a_race_becomes_paces_in_either_unit_at_an_address_to_keep(page: Page, site: str) -> None:
    page.goto(f"{site}/tools/")
    page.get_by_role("link", name="Training paces", exact=True).click()
    page.get_by_label("Time", exact=True).fill("4x")
    page.get_by_role("button", name="Calculate").click()
    expect(page.get_by_text("Write the time as hours:minutes:seconds")).to_be_visible()
    expect(page.get_by_label("How far")).to_be_hidden()

    page.get_by_label("Time", exact=True).fill("41:21")
    page.get_by_role("button", name="Calculate").click()
    expect(page.locator("#result")).to_contain_text("4:57 – 5:34 /km")
    page.locator("label", has=page.get_by_role("radio", name="mi", exact=True)).click()
    expect(page.locator("#result")).to_contain_text("7:58 – 8:58 /mi")
    expect(page.get_by_role("radio", name="mi", exact=True)).to_be_focused()

    page.goto(page.url)
    expect(page.locator("#result")).to_contain_text("7:58 – 8:58 /mi")
    page.get_by_role("link", name="Equivalent times of the same race").click()
    expect(page.locator("#result")).to_contain_text("as good as 10 km in 41:21")


def test_a_calculator_works_without_javascript(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        page.goto(f"{site}/tools/equivalent-times/")
        page.get_by_label("I raced").select_option("other")
        page.get_by_label("How far").first.fill("12")
        page.get_by_label("Time", exact=True).fill("50:00")
        page.get_by_role("button", name="Calculate").click()
        expect(page.locator("#result")).to_contain_text("as good as 12 km in 50:00")
        assert page.url.endswith("#result")


@pytest.mark.parametrize("width", [320, 360])
def test_calculators_fit_on_a_phone(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    for tool in TOOLS:
        page.goto(f"{site}{reverse(tool.url)}?{tool.query}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tool.title


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/questions/",
        "/questions/ask/",
        "/accounts/login/",
        "/accounts/signup/",
        "/tools/",
        "/tools/age-grade/",
        "/tools/heart-rate/?highest=180",
        "/tools/heart-rate/?highest=many",
        *(f"{reverse(tool.url)}?{tool.query}" for tool in TOOLS),
    ],
)
def test_open_pages_have_no_accessibility_faults(page: Page, site: str, path: str) -> None:
    page.goto(site + path)

    found = Axe().run(page).response["violations"]

    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []
