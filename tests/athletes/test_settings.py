from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import Athlete, User
from tests.athletes.pages import ENTRY
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SETTINGS = {
    "name": "Bob B. Brandt",
    "time_zone": "america/new york",
    "unit": "mi",
    "week_start": "sun",
    "reminders_on": "on",
    "reminder_weekday": "sun",
    "reminder_hour": "18",
}


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def test_settings_reach_the_account_and_the_record(as_bob, bob):
    assertRedirects(as_bob.post("/settings/", SETTINGS), "/settings/")
    bob.refresh_from_db()
    assert (bob.name, bob.time_zone, bob.unit, bob.week_start) == ("Bob B. Brandt", "America/New_York", "mi", "sun")
    assert (bob.user.name, bob.user.time_zone, bob.user.unit) == ("Bob B. Brandt", "America/New_York", "mi")


def test_the_next_week_by_mail_follows_the_new_clock(as_bob, bob):
    as_bob.post("/settings/", SETTINGS)
    bob.refresh_from_db()
    assert bob.next_reminder_at == datetime(2026, 11, 8, 23, 0, tzinfo=UTC)
    as_bob.post("/settings/", {name: value for name, value in SETTINGS.items() if name != "reminders_on"})
    bob.refresh_from_db()
    assert (bob.reminders_on, bob.next_reminder_at) == (False, None)


def test_a_wrong_zone_is_told_and_nothing_is_lost(as_bob):
    page = as_bob.post("/settings/", SETTINGS | {"time_zone": "Atlantis/City"})
    assertContains(page, "Atlantis/City is not on the list", status_code=422)
    assertContains(page, "Bob B. Brandt", status_code=422)
    assert User.objects.get(email="bob@example.org").name == "Bob Brandt"


def test_a_coach_has_settings_without_a_weekly_mail(as_alice):
    assertNotContains(as_alice.get("/settings/"), "Your week by e-mail")
    assertRedirects(as_alice.post("/settings/", SETTINGS), "/settings/")
    assert User.objects.get(email="alice@example.org").unit == "mi"


def test_changing_the_unit_reads_what_was_left_alone_in_the_old_one(as_bob, bob):
    as_bob.post("/settings/training/", ENTRY | {"unit": "mi", "baseline_m": "60.0", "baseline_long_m": "15"})
    bob.refresh_from_db()
    assert (bob.baseline_m, bob.baseline_long_m) == (60_000.0, pytest.approx(15 * 1609.344))


def test_a_runner_corrects_their_own_record(as_bob, bob):
    assertRedirects(as_bob.post("/settings/training/", ENTRY), "/settings/")
    bob.refresh_from_db()
    assert (bob.birth_date, bob.long_run_day, bob.available_min) == (date(1990, 5, 17), "sun", {"mon": 0, "tue": 60})


def test_a_record_with_an_account_cannot_say_under_sixteen(as_alice, bob):
    page = as_alice.post(f"/coach/athletes/{bob.pk}/edit/", ENTRY | {"birth_date": "2012-01-01"})
    assertContains(page, "Accounts are for runners of 16 and older", status_code=422)
    assert Athlete.objects.get().birth_date == date(1988, 4, 2)
