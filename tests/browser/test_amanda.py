"""The whole story: Amanda writes, the coach answers, publishes and plans, and one mail takes Amanda to her week."""

import re
from datetime import timedelta
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from athletes.models import Athlete, Coach, OutgoingMail
from plans.models import OffSeason, Week
from questions.models import Question
from tests.browser.conftest import log_in
from tests.factories import PASSWORD, make_athlete
from tests.questions.factories import make_published, make_question
from tests.questions.letters import letter, receive

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_CLICKS = 7  # of the coach, from the inbox to an answer for everybody and an off-season that is out
LETTER = """Hi Alice, I ran the Ghent Marathon on {fall:%d %B %Y} in 3:45, and my quads hate the stairs.
The Hamburg Marathon is on {goal:%d %B %Y}.

How do I maintain my fitness in winter but not train as hard? I ran 48 miles a week before the taper, five days a week, and my
longest run was 20 miles.

Amanda
"""


class Clicks:
    """Counts what the coach has to press."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, what: Locator) -> None:
        what.click()
        self.count += 1


def mail_comes_in(text: str) -> Question:
    """The one place where the story begins: as the mail server hands it over."""
    title = "How do I maintain my fitness in winter but not train as hard?"
    return receive(letter(text, subject=title), at=timezone.now() - timedelta(hours=1)).message.question


def amandas_words() -> str:
    today = timezone.localdate()
    return LETTER.format(fall=today - timedelta(days=4), goal=today + timedelta(days=160))


def test_from_a_letter_to_a_published_answer_and_her_week(
    page: Page, browser: Browser, site: str, alice: Coach, capsys: pytest.CaptureFixture[str]
) -> None:
    question, started, press = mail_comes_in(amandas_words()), monotonic(), Clicks()
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/inbox/")
    press(page.get_by_role("link", name=question.title).first)
    press(page.get_by_role("link", name="Plan Amanda’s off-season"))
    expect(page.get_by_role("textbox", name="A usual week")).to_have_value("48.0")
    press(page.get_by_role("button", name="Open the builder"))
    expect(page.get_by_text("Draft 1.", exact=True)).to_be_visible()
    press(page.get_by_role("link", name="Amanda Reyes’s question"))
    answer = page.locator("form", has=page.locator("textarea[name=text]"))
    answer.locator("textarea[name=text]").fill("Keep **everything**, just less of it.")
    answer.locator("[name=video_url]").fill("https://video.example.org/soup")
    answer.locator("[name=notes]").fill("0:20 why stopping costs\n1:15 how much to cut")
    expect(page.get_by_label("Send Amanda’s off-season with it")).to_be_checked()
    press(answer.get_by_role("button", name="Send"))
    shown = page.locator("form", has=page.locator("textarea[name=public_text]"))
    shown.locator("[name=public_text]").fill("What stays when the mileage goes down for the winter?")
    shown.locator("[name=title]").fill("What stays in winter?")
    press(shown.get_by_role("button", name="Ask Amanda"))
    expect(page.get_by_text("has not said anything yet")).to_be_visible()
    assert press.count <= MOST_CLICKS
    with capsys.disabled():
        print(f"\nFrom the letter to answer and off-season: {press.count} clicks, {monotonic() - started:.1f} s")  # noqa: T201 -- the stopwatch

    agrees(browser, site)
    reads_the_answer(page, site, question)
    follows_the_mail(browser, site)


def agrees(browser: Browser, site: str) -> None:
    """By the link that was mailed to her, with her first name: it is in the library at once."""
    link = re.search(r"/consent/\S+/", OutgoingMail.objects.get(kind="consent_asked").text)
    assert link
    with browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(site + link[0])
        expect(page.get_by_role("main")).to_contain_text("What stays when the mileage goes down for the winter?")
        page.get_by_label("Yes, as Amanda").check()
        page.get_by_role("button", name="Send my answer").click()
        expect(page.get_by_role("link", name="See it in the library")).to_be_visible()


def reads_the_answer(page: Page, site: str, question: Question) -> None:
    """As everybody reads it: her first name, the notes, and no address."""
    question.refresh_from_db()
    page.goto(site + question.get_absolute_url())
    main = page.get_by_role("main")
    expect(main.locator("strong", has_text="everything")).to_be_visible()
    expect(main).to_contain_text("Asked by Amanda.")
    expect(main).to_contain_text("1:15")
    expect(main).not_to_contain_text("amanda@example.org")


def follows_the_mail(browser: Browser, site: str) -> None:
    """The invitation in it, an account, and her week."""
    mail = OutgoingMail.objects.get(kind="question_answered")
    assert (mail.to, Week.objects.exists()) == ("amanda@example.org", True)
    link = re.search(r"/invitations/\S+", mail.text)
    assert link
    with browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(site + link[0])
        page.get_by_role("link", name="Make an account").click()
        page.locator("[name=name]").fill("Amanda Reyes")
        page.locator("[name=email]").fill("amanda@example.org")
        page.locator("[name=password1]").fill(PASSWORD)
        page.get_by_role("button", name="Make my account").click()
        page.goto(site + confirmation_link())
        page.locator("main form button").first.click()
        page.goto(site + link[0])
        page.get_by_role("button", name="Join").click()
        page.goto(f"{site}/week/")
        expect(page.get_by_role("main")).to_contain_text("Today")
    athlete = Athlete.objects.get()
    assert (athlete.user and athlete.user.email, OffSeason.objects.get().athlete) == ("amanda@example.org", athlete)


def confirmation_link() -> str:
    mail = OutgoingMail.objects.get(to="amanda@example.org", text__contains="/accounts/confirm-email/")
    link = re.search(r"/accounts/confirm-email/\S+", mail.text)
    assert link
    return link[0]


def test_a_visitor_s_plan_goes_along_and_the_coach_begins_with_it_without_javascript(
    browser: Browser, site: str, alice: Coach
) -> None:
    today = timezone.localdate()
    with browser.new_context(java_script_enabled=False, locale="en-GB") as context:
        page = context.new_page()
        page.goto(site)
        page.get_by_label("Fall race", exact=True).fill("Ghent")
        page.get_by_label("Spring race", exact=True).fill("Hamburg")
        page.get_by_label("Date of the fall race").fill((today - timedelta(days=20)).isoformat())
        page.get_by_label("Date of the spring race").fill((today + timedelta(days=150)).isoformat())
        page.get_by_label("Your usual week").fill("48")
        page.get_by_label("I am well", exact=False).check()
        page.get_by_role("button", name="Show my weeks").click()
        page.get_by_role("button", name="Ask about this plan").click()
        expect(page.get_by_text("This plan goes along")).to_be_visible()
        page.locator("textarea[name=text]").fill("Is that enough for me, or too much already?")
        page.get_by_label("Your name").fill("Amanda Reyes")
        page.locator("input[name=email]").fill("amanda@example.org")
        page.get_by_label("No, the answer is for me").check()
        page.get_by_role("button", name="Send my question").click()
        expect(page.get_by_role("heading", name="Your question is in")).to_be_visible()

        log_in(page, site, "alice@example.org")
        page.goto(f"{site}/coach/inbox/{Question.objects.get().pk}/plan/")
        expect(page.get_by_text("From the plan they made here.").first).to_be_visible()
        page.get_by_role("button", name="Open the builder").click()
        expect(page.get_by_text("Ghent to Hamburg")).to_be_visible()


def test_answers_come_while_a_question_is_written_and_lead_there(page: Page, site: str, alice: Coach) -> None:
    make_published(by=alice, slug="treadmill", title="Is the treadmill fine in winter?")
    page.goto(f"{site}/questions/ask/?q=May+I+rest")
    page.locator("textarea[name=text]").press_sequentially(" or use a treadmill?")
    likely = page.get_by_role("link", name="Is the treadmill fine in winter?")
    expect(likely).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_be_focused()
    likely.click()
    page.wait_for_url("**/questions/treadmill/")


@pytest.mark.parametrize("width", [320, 1280])
def test_planning_from_a_letter_fits_and_can_be_used_by_everybody(
    page: Page, site: str, alice: Coach, width: int
) -> None:
    question = mail_comes_in(amandas_words() + "\u202e" * 3 + "x" * 300)
    known = make_question(text=amandas_words(), athlete=make_athlete(name="Bob Brandt", coach=alice), coach=alice)
    page.set_viewport_size({"width": width, "height": 800})
    log_in(page, site, "alice@example.org")
    for each in (question, known):
        page.goto(f"{site}/coach/inbox/{each.pk}/plan/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found] == []
