"""Addresses that mail comes back from, and how they come back themselves."""

import re
from datetime import timedelta

import pytest
from django.core.mail import get_connection
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.address_health import note_delivered, note_trouble, settle
from athletes.actions.deliver import deliver_batch
from athletes.actions.mail import queue_mail
from athletes.models import AddressHealth, OutgoingMail
from athletes.models.address_health import SOFT_GAP, SOFT_LIMIT, Trouble
from athletes.tasks import clear_old_mail
from tests.factories import NOW, account_of, make_mail
from tests.mail_sink import running_sink
from tests.together import together

pytestmark = pytest.mark.django_db
BOB = "bob@example.org"
DAY = timedelta(days=1)


@pytest.fixture
def sink():
    with running_sink() as found:
        yield found


def suspended():
    return set(AddressHealth.objects.suspended().values_list("address", "reason"))


def deliver(sink, *mails, at=NOW):
    over = get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=sink.port, timeout=5)
    deliver_batch([mail.pk for mail in mails], over=over, clock=lambda: at)
    return [OutgoingMail.objects.get(pk=mail.pk).state for mail in mails]


def softly(*days, address=BOB):
    return [note_trouble(address, Trouble.SOFT, at=NOW + day * DAY) for day in days]


@pytest.mark.parametrize("trouble", [Trouble.HARD, Trouble.COMPLAINT])
def test_a_lost_mailbox_and_a_complaint_suspend_at_once(trouble):
    assert note_trouble("Bob@Example.org", trouble, at=NOW)
    assert suspended() == {(BOB, trouble)}


def test_refusals_for_now_suspend_after_five_days_of_them():
    assert softly(0, 7, 14, 21, 28) == [False] * (SOFT_LIMIT - 1) + [True]


def test_many_refusals_of_one_day_count_once():
    assert not any(softly(*[0] * 20))
    assert AddressHealth.objects.get().count == 1


def test_a_long_silence_begins_the_count_anew():
    gap = SOFT_GAP.days + 1

    assert not any(softly(0, 1, 2, 3, 3 + gap, 4 + gap))
    assert AddressHealth.objects.get().count == 2


def test_a_delivery_between_ends_the_count():
    softly(0, 1, 2, 3)
    note_delivered(BOB, at=NOW + 4 * DAY)

    assert not any(softly(5, 6, 7, 8))


def test_a_delivery_does_not_end_a_suspension():
    note_trouble(BOB, Trouble.COMPLAINT, at=NOW)
    note_delivered(BOB, at=NOW + DAY)

    assert suspended() == {(BOB, "complaint")}


def test_the_same_report_again_changes_nothing():
    note_trouble(BOB, Trouble.HARD, at=NOW)
    before = AddressHealth.objects.values().get()

    assert not note_trouble(BOB, Trouble.HARD, at=NOW)
    assert AddressHealth.objects.values().get() == before


def test_a_report_from_before_it_was_put_right_says_nothing_any_more():
    note_trouble(BOB, Trouble.HARD, at=NOW)
    assert settle(BOB, at=NOW + DAY)

    assert not note_trouble(BOB, Trouble.HARD, at=NOW)
    assert suspended() == set()
    assert note_trouble(BOB, Trouble.HARD, at=NOW + 2 * DAY)


def test_settling_what_is_fine_does_nothing():
    assert not settle(BOB, at=NOW)
    assert not AddressHealth.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_reports_at_once_are_one():
    together([lambda: note_trouble(BOB, Trouble.HARD, at=NOW)] * 2)

    assert list(AddressHealth.objects.values_list("address", "count")) == [(BOB, 1)]


def test_mail_to_a_suspended_address_is_held_back(sink):
    note_trouble(BOB, Trouble.HARD, at=NOW - DAY)
    mails = [make_mail(to="Bob@example.org"), make_mail(to="charlie@example.org")]

    assert deliver(sink, *mails) == ["withheld", "sent"]
    assert OutgoingMail.objects.get(state="withheld").text == ""
    assert [to for to, _ in sink.tell()] == ["charlie@example.org"]


@pytest.mark.parametrize("trouble", Trouble.values)
def test_account_mail_is_tried_all_the_same(sink, trouble):
    AddressHealth.objects.create(address=BOB, reason=trouble, first_at=NOW, last_at=NOW, suspended_at=NOW)

    assert deliver(sink, make_mail(to=BOB, kind="password_reset_key")) == ["sent"]


def test_an_invitation_is_no_account_mail(sink):
    note_trouble(BOB, Trouble.COMPLAINT, at=NOW - DAY)

    assert deliver(sink, make_mail(to=BOB, kind="invitation")) == ["withheld"]


def test_what_another_worker_has_in_hand_is_left_to_it(sink):
    note_trouble(BOB, Trouble.HARD, at=NOW - DAY)
    mail = make_mail(to=BOB, lease_until=NOW + timedelta(minutes=1))

    assert deliver(sink, mail) == ["waiting"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("550 5.1.1 no such user", "hard"),
        ("550 nobody here", "hard"),
        ("550 5.2.1 disabled", "hard"),
        ("552 5.2.2 mailbox full", None),
        ("550 5.7.1 we do not like your address", None),
        ("554 5.7.1 spam", None),
    ],
)
def test_what_our_server_answers_is_noted(sink, answer, reason):
    sink.refusals[BOB] = answer
    deliver(sink, queue_mail(to=BOB, kind="weekly_plan", key="1", subject="Week", text="Run.", at=NOW))

    assert suspended() == ({(BOB, reason)} if reason else set())
    assert AddressHealth.objects.get().count == 1


def test_a_passing_refusal_is_not_counted_while_we_try(sink):
    sink.refusals[BOB] = "450 4.2.1 later"

    assert deliver(sink, make_mail(to=BOB)) == ["waiting"]
    assert not AddressHealth.objects.exists()


def test_the_person_reads_it_and_lets_us_try_again(as_bob, bob):
    note_trouble(BOB, Trouble.HARD, at=NOW)

    assertContains(as_bob.get("/settings/"), "Mail to bob@example.org came back.")
    page = as_bob.post("/settings/mail/try-again/", follow=True)
    assertContains(page, "The next mail goes to bob@example.org again.")
    assertNotContains(page, "came back")
    assert suspended() == set()
    assert as_bob.post("/settings/mail/try-again/").status_code == 302


def test_trying_again_is_for_ones_own_address(as_charlie):
    note_trouble(BOB, Trouble.HARD, at=NOW)
    as_charlie.post("/settings/mail/try-again/", {"address": BOB, "email": BOB})

    assert suspended() == {(BOB, "hard")}


def test_an_address_that_is_proven_takes_mail_again(client):
    note_trouble("erin@example.org", Trouble.HARD, at=NOW)
    client.post("/accounts/signup/", {"name": "Erin", "email": "Erin@example.org", "password1": "the hills are kind"})
    mail = OutgoingMail.objects.get(to__iexact="erin@example.org")
    found = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.text)
    assert suspended()
    client.post(found[1] if found else "")

    assert suspended() == set()


def test_old_troubles_are_forgotten_and_suspensions_are_not(monkeypatch):
    softly(0)
    note_trouble("charlie@example.org", Trouble.HARD, at=NOW)
    monkeypatch.setattr("athletes.tasks.timezone.now", lambda: NOW + 2 * SOFT_GAP)
    clear_old_mail()
    clear_old_mail()

    assert list(AddressHealth.objects.values_list("address", flat=True)) == ["charlie@example.org"]


def test_an_erased_person_leaves_no_address_behind(bob):
    from coachapp.desk.own_data.erasing import erase_person  # noqa: PLC0415 -- only here

    note_trouble(BOB, Trouble.HARD, at=NOW)
    note_trouble("charlie@example.org", Trouble.HARD, at=NOW)
    erase_person(account_of(bob))

    assert list(AddressHealth.objects.values_list("address", flat=True)) == ["charlie@example.org"]
