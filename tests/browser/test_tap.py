"""One tap from the weekly mail, in a browser where nobody is signed in."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from athletes.models import Athlete
from plans.models import CheckIn, SessionLog, TrainingSession
from plans.taps import Said, token_of
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_open_press_and_take_back(page: Page, site: str, bob: Athlete) -> None:
    now = timezone.now()
    today = bob.today(now)
    make_published(bob, starts=(today - timedelta(days=today.weekday() + 7),))
    session = TrainingSession.objects.get(ingredient="fast")
    page.set_viewport_size({"width": 360, "height": 760})

    page.goto(site + reverse("plans:tap", args=[token_of(session.pk, Said.HARD, at=now)]))
    expect(page.get_by_role("heading", name="Cruise fives")).to_be_visible()
    assert not SessionLog.objects.exists()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="It was too hard").click()

    expect(page.get_by_text("it felt too hard")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in for more")).to_be_visible()
    assert CheckIn.objects.get().feeling == "hard"
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("button", name="It was too hard")).to_be_visible()
    assert not CheckIn.objects.exists()
    assert not SessionLog.objects.exists()
