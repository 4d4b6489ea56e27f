"""The page that gives the file: for the athlete in person, who has just given the password."""

import io
import zipfile

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db
PAGE, FILE = "/settings/export/", "/settings/export/off-season.zip"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_the_password_is_asked_for_first(as_bob, address):
    assert as_bob.get(address).url.startswith(reverse("account_reauthenticate"))


def test_the_password_leads_on_to_the_page(as_bob):
    asked = as_bob.get(PAGE)
    assertContains(as_bob.post(asked.url, {"password": PASSWORD}, follow=True), "Export everything")


def test_the_file_comes_with_a_name_and_is_kept_nowhere(as_bob):
    as_bob.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = as_bob.get(FILE)
    assert answer["Content-Disposition"] == 'attachment; filename="off-season-2026-11-04.zip"'
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        assert "export.json" in packed.namelist()
    answer.close()


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_a_coach_finds_no_such_page(as_alice, address):
    assert as_alice.get(address).status_code == 404
