"""The athlete's next weekly mail as their coach sees it before it leaves."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from athletes.actions.reminder import schedule_reminder
from athletes.models import OutgoingMail
from plans.models import OffSeason
from tests.plans.published import make_published

pytestmark = pytest.mark.django_db

SATURDAY = datetime(2026, 12, 12, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _saturday(bob):
    make_published(bob)
    schedule_reminder(bob, at=SATURDAY)
    with time_machine.travel(SATURDAY, tick=False):
        yield


def url(bob, name="mail_preview"):
    return reverse(f"desk:{name}", args=[bob.pk])


def test_both_bodies_and_when_it_leaves(as_alice, bob):
    page = as_alice.get(url(bob))
    words = page.content.decode()

    assert "Monday 14 December, 06:00" in words
    assert "Week 7 of" in words
    assert "Cruise fives, 9.7 km" in words
    assert 'sandbox=""' in words
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_the_frame_runs_no_script_and_is_shown_nowhere_else(as_alice, bob):
    frame = as_alice.get(url(bob, "mail_preview_html"))
    policy = frame["Content-Security-Policy"]

    assert "Cruise fives" in frame.content.decode()
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "frame-ancestors 'self'" in policy
    assert frame["X-Frame-Options"] == "SAMEORIGIN"


def test_no_link_in_it_speaks_for_the_athlete(as_alice, bob):
    as_alice.post(url(bob, "mail_preview_send"))
    mail = OutgoingMail.objects.get()

    for body in (mail.text, mail.html, as_alice.get(url(bob, "mail_preview_html")).content.decode()):
        assert "/tap/" not in body
        assert "/mail/off/" not in body
        assert f"http://testserver/coach/athletes/{bob.pk}/week/" in body


def test_a_test_goes_to_who_asks_and_a_double_click_sends_one(as_alice, bob):
    for _ in range(2):
        assert as_alice.post(url(bob, "mail_preview_send")).status_code == 302

    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject[:12]) == ("alice@example.org", "Test: Week 7")
    assert "BEGIN:VCALENDAR" in mail.calendar
    bob.refresh_from_db()
    assert bob.reminded_at is None


def test_without_an_open_week_it_says_so(as_alice, bob):
    OffSeason.objects.update(published=None)

    assert "no open week to tell" in as_alice.get(url(bob)).content.decode()
    assert as_alice.get(url(bob, "mail_preview_html")).status_code == 404


def test_who_turned_it_off_is_said(as_alice, bob):
    bob.reminders_on, bob.next_reminder_at = False, None
    bob.save()
    with time_machine.travel(datetime(2026, 12, 15, 12, 0, tzinfo=UTC), tick=False):
        assert "turned the weekly mail off" in as_alice.get(url(bob)).content.decode()


def test_a_week_that_was_told_is_not_announced_again(as_alice, bob):
    bob.reminded_at, bob.reminded_week = SATURDAY, date(2026, 12, 14)
    schedule_reminder(bob, at=SATURDAY)
    bob.save()
    with time_machine.travel(datetime(2026, 12, 15, 12, 0, tzinfo=UTC), tick=False):
        words = as_alice.get(url(bob)).content.decode()

    assert "No mail of this week is to come" in words
    assert "It leaves on" not in words
