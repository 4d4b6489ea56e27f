"""The API's reference under the site's strict policy; the console's errors fail every browser test."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_link_to_an_object_opens_it(page: Page, site: str) -> None:
    page.goto(f"{site}/api/docs/")
    fields = page.locator("#PlanRequest")
    expect(fields).to_be_hidden()

    page.locator("#preview").get_by_role("link", name="PlanRequest").click()

    expect(fields).to_be_visible()
    expect(fields).to_contain_text("fall_race")


def test_the_reference_fits_a_phone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/api/docs/")
    page.locator("details.object").evaluate_all("all => all.forEach(one => { one.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
