"""From an answer to a page of the library: written, asked for, agreed to, changed, asked again, taken down."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from athletes.models import Coach, OutgoingMail
from questions.models import Question
from tests.browser.conftest import log_in
from tests.questions.factories import make_answered, make_published, make_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
LIBRARY_PAGE = re.compile(r"/questions/(?!feed)[\w-]+/$")


def consent_link() -> str:
    mail = OutgoingMail.objects.filter(kind="consent_asked").latest("pk")
    found = re.search(r"/consent/\S+/", mail.text)
    assert found
    return found[0]


def faults(page: Page) -> list[str]:
    return [fault["id"] for fault in Axe().run(page).response["violations"]]


def test_an_answer_is_written_agreed_to_changed_and_taken_down(
    page: Page, browser: Browser, site: str, alice: Coach
) -> None:
    question = make_question(coach=alice, text="How do I rest? I take ibuprofen. Thanks.")
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/inbox/{question.pk}/")
    page.locator("textarea[name=text]").fill("Run a **third** less.")
    page.locator("input[name=video_url]").fill(VIDEO)
    page.locator("textarea[name=notes]").fill("1:15 how much to cut")
    expect(page.locator("#preview strong", has_text="third")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Send to Amanda").click()

    expect(page.locator("mark", has_text="ibuprofen")).to_be_visible()
    page.get_by_role("button", name=re.compile("Leave it out.*ibuprofen")).click()
    expect(page.locator("textarea[name=public_text]")).to_have_value("How do I rest? I take. Thanks.")
    page.get_by_role("button", name="Ask Amanda").click()
    expect(page.get_by_text("has not said anything yet")).to_be_visible()
    assert faults(page) == []

    with browser.new_context(locale="en-GB") as context:
        amanda = context.new_page()
        amanda.goto(site + consent_link())
        expect(amanda.get_by_role("main")).to_contain_text("Run a third less.")
        assert faults(amanda) == []
        amanda.get_by_label("Yes, as A.").check()
        amanda.get_by_role("button", name="Send my answer").click()
        amanda.get_by_role("link", name="See it in the library").click()
        expect(amanda).to_have_url(LIBRARY_PAGE)
        expect(amanda.get_by_role("main")).to_contain_text("Asked by A.")
        public = amanda.url

        page.reload()
        page.locator("textarea[name=text]").fill("Run a quarter less.")
        page.get_by_role("button", name="Save the correction").click()
        expect(page.get_by_text("You have corrected the answer since")).to_be_visible()
        page.get_by_role("button", name="Ask Amanda").click()
        expect(page.get_by_text("The earlier one stands until then")).to_be_visible()
        amanda.goto(public)
        expect(amanda.get_by_role("main")).to_contain_text("Run a third less.")

        amanda.goto(site + consent_link())
        amanda.get_by_label("Yes, as A.").check()
        amanda.get_by_role("button", name="Send my answer").click()
        amanda.goto(public)
        expect(amanda.get_by_role("main")).to_contain_text("Run a quarter less.")

        page.reload()
        page.get_by_role("button", name="Take it out again").click()
        expect(page.get_by_text("Taken out of the library", exact=False)).to_be_visible()
        assert amanda.goto(public).status == 404


def test_all_of_it_works_without_javascript(browser: Browser, site: str, alice: Coach) -> None:
    question = make_answered(by=alice, text="I take ibuprofen. How do I rest?", video_url=VIDEO)
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        log_in(page, site, "alice@example.org")
        page.goto(f"{site}/coach/inbox/{question.pk}/")
        page.get_by_role("button", name=re.compile("Leave it out.*ibuprofen")).click()
        expect(page.locator("textarea[name=public_text]")).to_have_value("I take. How do I rest?")
        page.get_by_role("button", name="Ask Amanda").click()
        expect(page.get_by_text("has not said anything yet")).to_be_visible()
        page.goto(site + consent_link())
        page.get_by_label("Yes, as a runner").check()
        page.get_by_role("button", name="Send my answer").click()
        page.get_by_role("link", name="See it in the library").click()
        expect(page.get_by_role("link", name="Play")).to_have_attribute("href", VIDEO)
        page.goto(site + consent_link())
        page.get_by_role("button", name="Take my yes back").click()
        expect(page.get_by_text("You took your yes back")).to_be_visible()


def test_a_video_is_made_when_it_is_pressed_and_a_note_jumps_to_its_moment(page: Page, site: str, alice: Coach) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(re.compile(r"^https://"), refuse)
    question = make_published(by=alice, video_url=VIDEO, notes=[{"at_s": 75, "text": "how much"}])
    page.goto(site + question.get_absolute_url())
    expect(page.locator("iframe")).to_have_count(0)
    assert asked == []

    page.get_by_role("link", name="Play").press("Enter")
    expect(page.locator("iframe.video")).to_have_attribute("src", re.compile("start=0"))
    expect(page.locator("iframe.video")).to_be_focused()
    page.get_by_role("link", name="1:15 how much").click()
    expect(page.locator("iframe.video")).to_have_attribute("src", re.compile("youtube-nocookie.com/embed/.*start=75"))
    assert asked
    assert all(url.startswith("https://www.youtube-nocookie.com/embed/") for url in asked)


def test_nothing_that_anybody_wrote_runs(page: Page, site: str, alice: Coach) -> None:
    ran: list[str] = []

    def note(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    bad = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
    url = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&x='\"><svg/onload=alert(1)>"
    question = make_published(
        by=alice,
        title=f"Why? {bad}",
        public_text=f"</textarea></title>{bad}",
        answer=f"{bad}\n\n[press](javascript:alert(1)) <svg/onload=alert(1)> [a](data:text/html,<script>alert(1)</script>)",
        transcript=bad,
        notes=[{"at_s": 75, "text": bad}],
        video_url=url,
        asker_name=f"Amanda {bad}",
        shown_name=f"Amanda {bad}",
    )
    log_in(page, site, "alice@example.org")
    thread = f"/coach/inbox/{question.pk}/"
    for path in (question.get_absolute_url(), "/questions/?q=alert+script", thread, "/coach/inbox/", "/"):
        page.goto(site + path)
        expect(page.locator("main")).to_be_visible()
        for link in page.locator("main .notes a[data-frame]").all():
            link.click()
        assert page.locator("main img, main svg[onload], main script").count() == 0, path
    assert ran == []
    assert Question.objects.count() == 1
