"""An address at rest on the coach's board: once, for those who coach."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.address_health import note_trouble, settle
from athletes.models.address_health import Trouble
from tests.factories import NOW, account_of, make_mail

pytestmark = pytest.mark.django_db
BOARD = "/coach/"


def test_the_coach_reads_once_that_no_mail_reaches_an_athlete(as_alice, as_dana, bob):
    make_mail(account_of(bob), state="failed", last_error="550 5.1.1 nobody")
    note_trouble("bob@example.org", Trouble.HARD, at=NOW)
    page = as_alice.get(BOARD)

    assertContains(page, "No mail reaches them.", count=1)
    assertNotContains(page, "Mail does not arrive.")
    assertNotContains(as_dana.get(BOARD), "No mail reaches them.")


def test_put_right_it_is_gone(as_alice, bob):
    note_trouble("bob@example.org", Trouble.HARD, at=NOW)
    settle("bob@example.org", at=NOW)

    assertNotContains(as_alice.get(BOARD), "No mail reaches them.")
