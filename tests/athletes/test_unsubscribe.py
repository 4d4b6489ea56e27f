"""Mail turned off from the mail itself."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from athletes.choices import MailKind
from athletes.models import Athlete, OutgoingMail, User
from athletes.unsubscribe import SIGNER, wish_token
from tests.factories import NOW, account_of, make_mail

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def mailbox():
    """A mail program: no cookies, and no token against forgery."""
    return Client(enforce_csrf_checks=True)


def url(athlete, kind="plan_published", way=""):
    return f"/mail/off/{wish_token(account_of(athlete).pk, kind)}/{way}"


def off(athlete):
    return User.objects.get(pk=account_of(athlete).pk).mail_off


@pytest.mark.parametrize("kind", MailKind.values)
def test_one_click_turns_this_kind_off_and_answers_without_a_redirect(mailbox, bob, kind):
    response = mailbox.post(url(bob, kind), ONE_CLICK)

    assert response.status_code == 200
    assert response.cookies == {}
    assert off(bob) == [kind]


def test_one_click_stops_the_weekly_mail(mailbox, bob):
    Athlete.objects.update(reminders_on=True, next_reminder_at=NOW + timedelta(days=1))
    mailbox.post(url(bob, "weekly_plan"), ONE_CLICK)

    stored = Athlete.objects.get(pk=bob.pk)
    assert (stored.reminders_on, stored.next_reminder_at) == (False, None)
    assert off(bob) == []


def test_the_morning_mail_goes_off_and_comes_back(mailbox, bob):
    Athlete.objects.filter(pk=bob.pk).update(daily_on=True)

    mailbox.post(url(bob, "daily_plan"), ONE_CLICK)
    assert not Athlete.objects.get(pk=bob.pk).daily_on
    assert off(bob) == []

    mailbox.post(url(bob, "daily_plan", "on/"))
    assert Athlete.objects.get(pk=bob.pk).daily_on


@pytest.mark.parametrize("method", ["get", "head"])
def test_programs_that_look_at_links_turn_nothing_off(mailbox, bob, method):
    response = getattr(mailbox, method)(url(bob))

    assert response.status_code == 200
    assert off(bob) == []


def test_the_page_asks_before_it_does_anything(mailbox, bob):
    page = mailbox.get(url(bob))

    assertContains(page, "Stop these mails?")
    assertContains(page, "Plan published")
    assertNotContains(page, "bob@example.org")


def test_pressed_twice_is_the_same_as_once(mailbox, bob):
    pages = [mailbox.post(url(bob), ONE_CLICK) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert off(bob) == ["plan_published"]


def test_what_is_off_can_be_put_back_on_from_the_same_page(mailbox, bob):
    mailbox.post(url(bob))
    page = mailbox.post(url(bob, way="on/"))

    assertContains(page, "It is still on")
    assert off(bob) == []


def test_the_weekly_mail_comes_back_at_its_hour(mailbox, bob):
    mailbox.post(url(bob, "weekly_plan"))
    mailbox.post(url(bob, "weekly_plan", "on/"))
    stored = Athlete.objects.get(pk=bob.pk)

    assert stored.reminders_on
    assert stored.next_reminder_at is not None


def test_all_mails_go_off_together(mailbox, bob):
    page = mailbox.post(url(bob, way="all/"))

    assertContains(page, "No other mail is on.")
    assert off(bob) == sorted(MailKind.values)
    assert not Athlete.objects.get(pk=bob.pk).reminders_on


def test_what_waits_in_the_outbox_does_not_leave_any_more(mailbox, bob, charlie):
    mine = make_mail(account_of(bob), kind="plan_published")
    others = [make_mail(account_of(bob)), make_mail(charlie, kind="plan_published")]
    sent = make_mail(account_of(bob), kind="plan_published", state="sent")
    mailbox.post(url(bob))

    mine.refresh_from_db()
    assert (mine.state, mine.text) == ("withheld", "")
    assert {mail.state for mail in OutgoingMail.objects.filter(pk__in=[one.pk for one in others])} == {"waiting"}
    assert OutgoingMail.objects.get(pk=sent.pk).state == "sent"


@pytest.mark.parametrize("way", ["", "all/", "on/"])
def test_a_key_that_we_did_not_make_opens_nothing(mailbox, bob, charlie, way):
    signature = wish_token(account_of(bob).pk, "plan_published").rpartition(":")[2]
    forged = [
        "1.plan_published:none",
        f"{charlie.pk}.plan_published:{signature}",
        f"{account_of(bob).pk}.weekly_plan:{signature}",
        SIGNER.sign(f"{account_of(bob).pk}.password_reset_key"),
        SIGNER.sign("999999.plan_published"),
        "\u202e%00",
    ]

    assert [mailbox.post(f"/mail/off/{token}/{way}").status_code for token in forged] == [404] * len(forged)
    assert off(bob) == charlie.mail_off == []


def test_a_key_signed_for_something_else_opens_nothing(mailbox, bob):
    from django.core.signing import Signer  # noqa: PLC0415 -- only here

    token = Signer(salt="elsewhere").sign(f"{account_of(bob).pk}.plan_published")

    assert mailbox.post(f"/mail/off/{token}/").status_code == 404


def test_somebody_elses_session_turns_off_the_mail_of_whose_key_it_is(as_charlie, bob, charlie):
    as_charlie.post(url(bob))

    assert off(bob) == ["plan_published"]
    charlie.refresh_from_db()
    assert charlie.mail_off == []


@pytest.mark.parametrize("way", ["all/", "on/"])
def test_a_visit_alone_does_nothing_on_the_other_addresses(mailbox, bob, way):
    assert mailbox.get(url(bob, way=way)).status_code == 405


@pytest.mark.parametrize("kinds_off", [[], sorted(MailKind.values)])
def test_the_page_takes_the_same_queries_whatever_is_off(mailbox, bob, kinds_off, django_assert_num_queries):
    User.objects.filter(pk=account_of(bob).pk).update(mail_off=kinds_off)
    address = url(bob)

    with django_assert_num_queries(3):
        mailbox.get(address)
