"""An athlete takes everything along; deletes the account, signs in again, and keeps it."""

import json
import zipfile

import pytest
from playwright.sync_api import Page, expect

from athletes.models import Erasure
from tests.browser.conftest import log_in
from tests.desk.own_data.world import EMAIL, NAME, make_zqvx
from tests.factories import PASSWORD, make_coach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def give_password_again(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_the_file_is_downloaded_and_opens(page: Page, site: str) -> None:
    make_zqvx(make_coach(name="Alice Arden", email="alice@example.org"))
    log_in(page, site, EMAIL)
    page.goto(f"{site}/settings/")
    page.get_by_role("link", name="Export everything").click()
    give_password_again(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    with zipfile.ZipFile(waiting.value.path()) as packed:
        assert json.loads(packed.read("export.json"))["athlete"][0]["name"] == NAME
        assert packed.testzip() is None


def test_deleted_signed_in_and_kept(page: Page, site: str) -> None:
    make_zqvx(make_coach(name="Alice Arden", email="alice@example.org"))
    log_in(page, site, EMAIL)
    page.goto(f"{site}/settings/")
    page.get_by_role("link", name="Delete my account").click()
    give_password_again(page)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("To keep it, sign in before that.")).to_be_visible()
    log_in(page, site, EMAIL)
    expect(page.get_by_role("heading", name="Keep your account?")).to_be_visible()
    page.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_text("Your account stays, with everything in it.")).to_be_visible()
    assert not Erasure.objects.exists()
