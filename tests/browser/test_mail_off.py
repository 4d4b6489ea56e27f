"""From a mail: stop it, think better of it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from athletes.models import Athlete, User
from athletes.unsubscribe import wish_token
from tests.factories import account_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_bob_stops_a_mail_without_signing_in_and_puts_it_back_on(page: Page, site: str, bob: Athlete) -> None:
    user = account_of(bob)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/mail/off/{wish_token(user.pk, 'plan_published')}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Stop them").click()
    expect(page.get_by_role("heading", name="No more of these mails")).to_be_visible()
    assert User.objects.get(pk=user.pk).mail_off == ["plan_published"]
    page.get_by_role("button", name="Back on").click()
    expect(page.get_by_text(re.compile("It is still on"))).to_be_visible()
    assert User.objects.get(pk=user.pk).mail_off == []
