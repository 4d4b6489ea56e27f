"""A coach hands a link over; an assistant asks, the coach publishes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import log_in
from tests.factories import make_assistant, make_athlete, make_coach
from tests.plans.drafted import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_link_is_made_and_copied(page: Page, site: str) -> None:
    alice = make_coach(name="Alice Arden", email="alice@example.org")
    frida = make_athlete(name="Frida Falk", coach=alice)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/{frida.pk}/")
    page.get_by_label("E-mail").fill("frida@example.org")
    page.get_by_role("button", name="Make a link instead").click()
    shown = page.locator("#the-link").inner_text()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shown


def test_an_assistant_asks_and_the_coach_finds_it(page: Page, site: str) -> None:
    alice = make_coach(name="Alice Arden", email="alice@example.org")
    make_assistant(alice)
    draft = make_draft(make_athlete(name="Bob Brandt", coach=alice))
    log_in(page, site, "fay@example.org")
    page.goto(f"{site}{draft.get_absolute_url()}")
    page.get_by_role("button", name="Ask Alice to publish").click()
    expect(page.get_by_text("ready since")).to_be_visible()
    page.context.clear_cookies()
    log_in(page, site, "alice@example.org")
    expect(page.get_by_text("Fay Falk asks you to publish this draft.")).to_be_visible()
    page.get_by_role("link", name="Look and publish").click()
    expect(page.get_by_text("Fay Falk asks you to publish it.")).to_be_visible()
