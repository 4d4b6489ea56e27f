from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.address_health import note_trouble
from athletes.mail_health import mail_health
from athletes.models import BeatMark, MailStop, OutgoingMail
from athletes.models.address_health import Trouble
from questions.models import MailboxLook
from tests.conftest import logged_in
from tests.factories import NOW, make_mail, make_user
from tests.questions.factories import make_incoming

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_operator():
    return logged_in(make_user(email="olga@example.org", is_staff=True))


def test_the_page_does_not_exist_for_coaches_and_athletes(as_alice, as_bob):
    assert [client.get(reverse("desk:operator")).status_code for client in (as_alice, as_bob)] == [404, 404]


def test_operator_reads_that_all_is_well(as_operator):
    BeatMark.objects.create(name="beat", seen_at=timezone.now())
    make_mail(state="sent")

    page = as_operator.get(reverse("desk:operator")).content.decode()

    assert "The scheduler runs and nothing waits too long." in page


def test_operator_reads_what_is_late(as_operator):
    BeatMark.objects.create(name="beat", seen_at=timezone.now() - timedelta(minutes=5))
    make_mail(not_before=timezone.now() - timedelta(hours=3))

    page = as_operator.get(reverse("desk:operator")).content.decode()

    assert "last heard of 5 min ago" in page
    assert "due 3 h 00 ago" in page


def test_operator_reads_what_came_in_and_what_is_wrong_with_it(as_operator, settings):
    settings.IMAP_URL = "imaps://ask:secret@mail.example/INBOX"
    assertContains(as_operator.get(reverse("desk:operator")), "What came in is read.")
    make_incoming(received_at=timezone.now() - timedelta(minutes=40))
    MailboxLook.objects.begin(at=NOW)
    MailboxLook.objects.end(at=NOW, error="The mailbox at mail.example does not let ask in.")

    page = as_operator.get(reverse("desk:operator"))
    assertContains(page, "has waited 40 min to be read")
    assertContains(page, "does not let ask in.")
    assertNotContains(page, "secret")
    with pytest.raises(CommandError, match="has waited") as caught:
        call_command("check_mail_in")
    assert caught.value.returncode == 1


def test_a_mailbox_that_nobody_looks_into_is_told(settings, capsys):
    call_command("check_mail_in")
    assert "0 in a day" in capsys.readouterr().out
    settings.IMAP_URL = "imaps://ask:secret@mail.example/INBOX"
    MailboxLook.objects.begin(at=NOW)
    MailboxLook.objects.end(at=timezone.now() - timedelta(hours=2))

    with pytest.raises(CommandError, match="looked into the mailbox for 2 h 00"):
        call_command("check_mail_in")


def test_operator_counts_what_left_lately_by_kind(as_operator):
    now = timezone.now()
    for ago in (timedelta(minutes=5), timedelta(hours=5), timedelta(days=5)):
        make_mail(state="sent", sent_at=now - ago)
    make_mail(kind="plan_published", state="withheld")
    health = mail_health(at=now)

    assert (health.sent, health.sent_day, health.sent_hour, health.withheld) == (3, 2, 1, 1)
    kinds = {row["kind"]: (row["sent"], row["withheld"]) for row in OutgoingMail.objects.counted_by_kind()}
    assert kinds == {"weekly_plan": (3, 0), "plan_published": (0, 1)}
    assertContains(as_operator.get(reverse("desk:operator")), ">Plan published<")


def test_operator_reads_which_addresses_rest(as_operator):
    note_trouble("bob@example.org", Trouble.HARD, at=NOW)

    assertContains(
        as_operator.get(reverse("desk:operator")), "The mailbox does not exist, since 4 Nov 2026, 09:00 UTC."
    )


def test_operator_stops_all_mail_and_lets_it_go_on(as_operator):
    mail = make_mail()
    stopped = as_operator.post(reverse("desk:operator_stop"), {"why": "A wrong plan", "sure": "on"}, follow=True)
    assertContains(stopped, "A wrong plan")
    assert not OutgoingMail.objects.due(at=timezone.now()).exists()

    again = as_operator.post(reverse("desk:operator_stop"), {"why": "Another", "sure": "on"}, follow=True)
    assertContains(again, "A wrong plan")

    for _ in range(2):
        resumed = as_operator.post(reverse("desk:operator_resume"), follow=True)
    assertNotContains(resumed, "A wrong plan")
    assert list(OutgoingMail.objects.due(at=timezone.now())) == [mail]


@pytest.mark.parametrize(
    "typed", [{}, {"why": "x"}, {"sure": "on"}, {"why": " ", "sure": "on"}, {"why": "x" * 201, "sure": "on"}]
)
def test_mail_is_not_stopped_by_a_slip(as_operator, typed):
    page = as_operator.post(reverse("desk:operator_stop"), typed)

    assertContains(page, "Mail is not stopped yet", status_code=422)
    assert not MailStop.objects.exists()


@pytest.mark.parametrize("name", ["operator_stop", "operator_resume"])
def test_a_visit_moves_no_switch(as_operator, name):
    assert as_operator.get(reverse(f"desk:{name}")).status_code == 405


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"0", "1", "2"}),
        ({"state": "failed"}, {"1"}),
        ({"kind": "plan published"}, {"2"}),
        ({"words": "RUNNER1@"}, {"1"}),
        ({"words": "<2@testserver>"}, {"2"}),
        ({"words": "2@testserver"}, {"2"}),
        ({"state": "sent", "words": "runner1"}, set()),
        ({"state": "nonsense"}, set()),
        ({"words": "a\0b"}, set()),
        ({"words": "%"}, set()),
    ],
)
def test_operator_finds_a_mail(as_operator, asked, found):
    make_mail()
    make_mail(state="failed", last_error="550 nobody here")
    make_mail(kind="plan_published")
    page = as_operator.get(reverse("desk:operator_mails"), asked)

    assert {mail.key for mail in page.context["page"]} == found


def test_operator_reads_what_the_server_said(as_operator):
    make_mail(state="failed", attempts=8, last_error="SMTPRecipientsRefused: 550 nobody here")

    assertContains(as_operator.get(reverse("desk:operator_mails")), "8 tries. SMTPRecipientsRefused: 550 nobody here")


def test_a_given_up_mail_is_sent_again_under_its_own_id(as_operator, django_capture_on_commit_callbacks):
    mail = make_mail(state="failed", attempts=8)
    for _ in range(2):
        as_operator.post(reverse("desk:operator_mail_again", args=[mail.pk]))
    stored = OutgoingMail.objects.get()

    assert (stored.state, stored.attempts, stored.text, stored.message_id) == ("waiting", 0, "Run.", mail.message_id)


@pytest.mark.parametrize(
    "fields", [{"state": "failed", "text": ""}, {"state": "sent"}, {"state": "withheld", "text": ""}]
)
def test_what_is_not_given_up_or_has_no_words_is_not_sent_again(as_operator, fields):
    mail = make_mail(**fields)
    page = as_operator.post(reverse("desk:operator_mail_again", args=[mail.pk]), follow=True)

    assertContains(page, "Nothing to send")
    assert OutgoingMail.objects.get().state == fields["state"]


@pytest.mark.parametrize("mails", [1, 3])
def test_query_count_does_not_grow(as_operator, mails, django_assert_num_queries):
    for _ in range(mails):
        note_trouble(make_mail(state="failed").to, Trouble.HARD, at=NOW)

    with django_assert_num_queries(12):
        as_operator.get(reverse("desk:operator"))
    with django_assert_num_queries(5):
        as_operator.get(reverse("desk:operator_mails"))
