"""The inbox by keyboard and mouse, a draft that saves itself, and mails that would like to run something."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from athletes.models import Coach
from questions.models import AnswerDraft, Message, Question
from tests.browser.conftest import log_in
from tests.questions.factories import make_incoming, make_question
from tests.questions.mails import HOSTILE_HTML, make_raw

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCRIPT = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"
SAVED = re.compile(r"Saved \d\d:\d\d\.")


@pytest.fixture
def three(alice: Coach) -> list[Question]:
    return [make_question(coach=alice, title=f"Question {number}?") for number in (1, 2, 3)]


def editor(page: Page) -> Any:
    return page.get_by_label("Your answer")


@pytest.mark.usefixtures("three")
def test_the_keys_walk_tick_put_away_and_undo(page: Page, site: str) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/inbox/")
    rows = page.locator("[data-inbox-row]")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()

    for at in (0, 1):
        page.keyboard.press("j")
        expect(rows.nth(at).locator("[data-open]")).to_be_focused()
        page.keyboard.press("x")
        expect(rows.nth(at).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("!")
    expect(rows).to_have_count(1)
    expect(page.locator("[data-toast]")).to_contain_text("2 questions put to the spam.")
    page.keyboard.press("u")
    expect(rows).to_have_count(3)

    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(rows).to_have_count(2)
    page.get_by_label("Search these questions").press("j")
    expect(page.get_by_label("Search these questions")).to_have_value("j")


def test_a_thread_is_walked_read_put_off_and_answered_by_keyboard(page: Page, site: str, three: list[Question]) -> None:
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/inbox/")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 1?")
    expect(page.locator("[data-thread][aria-current]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert Question.objects.get(pk=three[0].pk).state == "waiting"
    assert Question.objects.get(pk=three[1].pk).state == "new"

    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 2?")
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 1?")
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Until tomorrow morning")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 2?")

    page.keyboard.press("a")
    page.keyboard.type("just a third less")
    expect(editor(page)).to_have_value("just a third less")
    expect(page.get_by_text(SAVED)).to_be_visible()


def test_words_survive_a_reload_and_a_window_behind_loses_none(page: Page, site: str, three: list[Question]) -> None:
    address = f"{site}/coach/inbox/{three[0].pk}/"
    log_in(page, site, "alice@example.org")
    page.goto(address)
    behind = page.context.new_page()
    behind.goto(address)

    page.bring_to_front()
    editor(page).press_sequentially("First words")
    expect(page.get_by_text(SAVED)).to_be_visible()
    editor(page).press_sequentially(", and more")
    with page.expect_response(lambda response: "/draft/save/" in response.url):
        editor(page).blur()
    page.reload()
    expect(editor(page)).to_have_value("First words, and more")

    behind.bring_to_front()
    editor(behind).press_sequentially("Words of the other window")
    expect(behind.get_by_text("A newer draft has been kept")).to_be_visible()
    expect(editor(behind)).to_have_value("Words of the other window")
    assert AnswerDraft.objects.get().text == "First words, and more"
    behind.get_by_role("button", name="Keep mine").click()
    expect(behind.get_by_text(SAVED)).to_be_visible()
    editor(behind).press_sequentially(", again")
    with behind.expect_response(lambda response: "/draft/save/" in response.url):
        editor(behind).blur()
    assert AnswerDraft.objects.get().text == "Words of the other window, again"


def test_a_sign_of_the_safety_list_begins_the_answer_before_what_is_written(
    page: Page, site: str, alice: Coach
) -> None:
    question = make_question(coach=alice, text="I had chest pain on the hill.")
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/inbox/{question.pk}/")
    editor(page).fill("Dear Amanda")
    page.get_by_role("link", name=re.compile("Begin the answer with it")).click()
    expect(editor(page)).to_have_value(re.compile(r"^Please stop running.*Dear Amanda$", re.DOTALL))


@pytest.mark.usefixtures("alice")
def test_no_script_of_a_mail_runs_and_nothing_of_it_loads(page: Page, site: str) -> None:
    raw = make_raw(
        f"Hello {SCRIPT}",
        html=HOSTILE_HTML,
        subject=f"Winter {SCRIPT}",
        files=((f"{SCRIPT}.svg", "image/svg+xml", b"<svg/>"),),
    )
    question = make_question(
        title=f"Winter {SCRIPT}"[:160], text=f"Hello {SCRIPT} chest pain {SCRIPT}", asker_name=SCRIPT
    )
    mail = make_incoming(raw, state="question", sender=f"{SCRIPT}@example.org", subject=f"Winter {SCRIPT}")
    Message.objects.filter(question=question).update(mail=mail, source="mail", folded=f"> {SCRIPT}", vouched_by="link")
    held = make_incoming(raw + b"\n", state="quarantined", reason=SCRIPT, sender=SCRIPT, subject=SCRIPT)
    asked: list[str] = []
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", refuse)
    log_in(page, site, "alice@example.org")

    for path in ("", f"{question.pk}/", "held/", f"mails/{mail.pk}/", f"mails/{held.pk}/", f"mails/{mail.pk}/body/"):
        page.goto(f"{site}/coach/inbox/{path}")
        page.wait_for_load_state("networkidle")
        assert all(frame.evaluate("window.hit") is None for frame in page.frames if not frame.parent_frame)

    page.goto(f"{site}/coach/inbox/mails/{mail.pk}/")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Hello coach")).to_be_visible()
    expect(frame.get_by_text("hidden words")).to_be_visible()
    assert dialogs == []
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


@pytest.mark.usefixtures("alice")
def test_an_attachment_is_downloaded_and_never_shown(page: Page, site: str) -> None:
    question = make_question()
    mail = make_incoming(
        make_raw(files=(("page.html", "text/html", b"<script>window.hit=1</script>"),)), state="question"
    )
    Message.objects.filter(question=question).update(mail=mail, source="mail")
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/inbox/{question.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="page.html").click()
    assert download.value.suggested_filename == "page.html"
    expect(page.get_by_text("A web page, which can ask for passwords")).to_be_visible()


def test_without_javascript_a_question_is_put_off_and_its_draft_kept(browser: Browser, site: str, alice: Coach) -> None:
    question = make_question(coach=alice)
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        log_in(page, site, "alice@example.org")
        page.goto(f"{site}/coach/inbox/{question.pk}/")
        editor(page).fill("A third less.")
        page.get_by_role("button", name="Keep as a draft").click()
        expect(editor(page)).to_have_value("A third less.")
        page.locator("summary", has_text="Snooze").click()
        page.get_by_role("button", name="Until Monday morning").click()
        expect(page.get_by_text("Nobody waits").first).to_be_visible()


@pytest.mark.usefixtures("alice")
def test_held_mail_is_looked_at_filed_and_held_again(page: Page, site: str) -> None:
    make_incoming(
        make_raw("How do I rest?"),
        state="quarantined",
        reason="It went nowhere.",
        subject="Winter",
        sender="amanda@example.org",
    )
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/inbox/")
    page.get_by_role("link", name="Held mails 1").click()
    page.get_by_role("link", name="Winter").click()
    page.get_by_role("button", name="A question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Winter")
    expect(page.get_by_text("How do I rest?")).to_be_visible()
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It went nowhere.")).to_be_visible()
