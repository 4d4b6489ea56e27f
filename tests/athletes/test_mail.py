from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from athletes.actions.mail import queue_mail
from athletes.emails import message_of
from athletes.models import OutgoingMail
from athletes.models.mail import WORDLESS
from athletes.tasks import send_mail_batch
from tests.factories import NOW, account_of

pytestmark = pytest.mark.django_db


def queue(to="bob@example.org", **fields):
    defaults: dict[str, Any] = {
        "kind": "weekly_plan",
        "key": "2026-12-14",
        "subject": "Your week",
        "text": "Run.",
        "at": NOW,
    }
    return queue_mail(to=to, **(defaults | fields))


@pytest.fixture
def handed_over(monkeypatch):
    """The ids that go to the broker."""
    batches: list[list[int]] = []
    monkeypatch.setattr(send_mail_batch, "delay", batches.append)
    return batches


def test_queue_mail_writes_one_row_for_recipient_kind_and_key():
    first = queue()
    again = queue(subject="Another try")

    assert first is not None
    assert again is None
    assert [mail.subject for mail in OutgoingMail.objects.all()] == ["Your week"]


def test_queue_mail_tells_recipients_kinds_and_keys_apart():
    queue()
    queue(to="charlie@example.org")
    queue(kind="plan_published")
    queue(key="2026-12-21")

    assert OutgoingMail.objects.count() == 4
    assert OutgoingMail.objects.values("message_id").distinct().count() == 4


def test_message_id_names_the_site_and_not_the_address():
    message_id = queue().message_id

    assert message_id.startswith("<")
    assert message_id.endswith("@testserver>")
    assert "bob" not in message_id


def test_a_subject_is_one_line():
    assert queue(subject="Your\r\nBcc: charlie@example.org  week").subject == "Your Bcc: charlie@example.org week"


def test_mail_goes_to_the_broker_when_its_cause_is_committed(handed_over, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = queue()
        assert handed_over == []

    assert handed_over == [[mail.pk]]


def test_mail_for_later_is_left_to_beat(handed_over, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue(not_before=NOW + timedelta(hours=1))

    assert handed_over == []


def test_a_cause_that_fails_leaves_no_mail():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


def test_a_dead_broker_does_not_fail_the_request(monkeypatch, caplog, django_capture_on_commit_callbacks):
    def refuse(mail_ids):
        raise OperationalError("connection refused")

    monkeypatch.setattr(send_mail_batch, "delay", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        mail = queue()

    assert OutgoingMail.objects.due(at=NOW).get() == mail
    assert "broker is away" in caplog.text


def test_subject_and_address_are_cleared_thirty_days_after_sending():
    for to in ("bob@example.org", "charlie@example.org"):
        queue(to=to)
    queue(to="dana@example.org")
    OutgoingMail.objects.exclude(to="dana@example.org").update(state="sent", sent_at=NOW)

    assert OutgoingMail.objects.clear_old(at=NOW + timedelta(days=29)) == 0
    assert OutgoingMail.objects.clear_old(at=NOW + timedelta(days=30)) == 2
    assert OutgoingMail.objects.clear_old(at=NOW + timedelta(days=30)) == 0

    cleared = OutgoingMail.objects.filter(state="sent")
    assert set(cleared.values_list("subject", "text")) == {("", "")}
    assert all(mail.to.endswith("@cleared.invalid") for mail in cleared)
    assert OutgoingMail.objects.get(state="waiting").text == "Run."


def test_a_cleared_mail_is_still_known():
    queue()
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    OutgoingMail.objects.clear_old(at=NOW + timedelta(days=31))

    assert queue() is None


def test_who_wants_no_mail_of_a_kind_gets_none_and_all_of_the_others(bob):
    user = account_of(bob)
    user.mail_off = ["plan_published"]
    assert queue(user.email, kind="plan_published", recipient=user) is None
    assert queue(user.email, kind="weekly_plan", recipient=user) is not None
    assert [mail.kind for mail in OutgoingMail.objects.all()] == ["weekly_plan"]


def test_a_calendar_goes_with_the_mail_and_its_words_go_after_sending():
    mail = queue(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    (file,) = [part for part in message_of(mail).message().walk() if part.get_content_type() == "text/calendar"]

    assert file.get_filename() == "training.ics"
    assert "BEGIN:VCALENDAR" in file.get_payload(decode=True).decode()
    assert set(WORDLESS) == {"text", "html", "calendar"}
