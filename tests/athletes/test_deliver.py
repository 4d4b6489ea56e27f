from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import get_connection

from athletes.actions.deliver import LEASE, RETRY_AFTER, deliver_batch
from athletes.actions.mail import queue_mail
from athletes.models import OutgoingMail
from tests.factories import NOW
from tests.mail_sink import free_port, running_sink

pytestmark = pytest.mark.django_db


@pytest.fixture
def sink():
    with running_sink() as found:
        yield found


def server(port):
    return get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=port, timeout=5)


def queue(*addresses, **fields):
    defaults: dict[str, Any] = {
        "kind": "weekly_plan",
        "key": "2026-12-14",
        "subject": "Your week",
        "text": "Run.",
        "at": NOW,
    }
    mails = [queue_mail(to=to, **(defaults | fields)) for to in addresses]
    return [mail.pk for mail in mails if mail]


def deliver(mail_ids, port, *, at=NOW):
    deliver_batch(mail_ids, over=server(port), clock=lambda: at)


def states():
    return dict(OutgoingMail.objects.values_list("to", "state"))


def test_a_batch_leaves_over_one_connection_under_its_own_message_ids(sink):
    mails = queue("bob@example.org", "charlie@example.org", html="<p>Run.</p>")

    deliver(mails, sink.port)

    assert sink.tell() == [("bob@example.org", "Your week"), ("charlie@example.org", "Your week")]
    assert sink.connections == 1
    assert [mail["Message-ID"] for mail in sink.taken] == list(
        OutgoingMail.objects.order_by("pk").values_list("message_id", flat=True)
    )
    assert sink.taken[0].get_body(("html",)).get_content().strip() == "<p>Run.</p>"
    assert sink.taken[0]["Auto-Submitted"] == "auto-generated"
    assert set(OutgoingMail.objects.values_list("state", "sent_at", "lease_until")) == {("sent", NOW, None)}


@pytest.mark.parametrize(
    ("answer", "words"),
    [("250 OK", ("", "")), ("550 5.1.1 nobody", ("", "")), ("450 4.2.1 full", ("Run.", "<p>Run.</p>"))],
)
def test_words_go_when_no_try_will_follow(sink, answer, words):
    sink.refusals["bob@example.org"] = answer

    deliver(queue("bob@example.org", html="<p>Run.</p>"), sink.port)

    assert OutgoingMail.objects.values_list("text", "html").get() == words


def test_a_batch_that_runs_twice_sends_once(sink):
    mails = queue("bob@example.org")

    deliver(mails, sink.port)
    deliver(mails, sink.port)

    assert len(sink.taken) == 1


def test_a_mail_in_another_workers_hands_is_left_alone_until_its_lease_ends(sink):
    mails = queue("bob@example.org")
    OutgoingMail.objects.filter(pk__in=mails).claim(at=NOW, lease=LEASE)

    deliver(mails, sink.port, at=NOW + LEASE - timedelta(seconds=1))
    assert sink.taken == []

    deliver(mails, sink.port, at=NOW + LEASE)
    assert len(sink.taken) == 1


def test_a_lease_that_runs_out_before_the_handing_over_keeps_the_mail_back(sink):
    moments = iter([NOW, NOW + LEASE])

    deliver_batch(queue("bob@example.org"), over=server(sink.port), clock=lambda: next(moments))

    assert sink.taken == []
    assert OutgoingMail.objects.due(at=NOW + LEASE).count() == 1


@pytest.mark.parametrize(("answer", "state"), [("450 4.2.1 full", "waiting"), ("550 5.1.1 nobody", "failed")])
def test_one_bad_mailbox_does_not_keep_the_others_waiting(sink, answer, state):
    sink.refusals["bob@example.org"] = answer
    mails = queue("alice@example.org", "bob@example.org", "charlie@example.org")

    deliver(mails, sink.port)

    assert states() == {"alice@example.org": "sent", "bob@example.org": state, "charlie@example.org": "sent"}
    assert answer in OutgoingMail.objects.get(to="bob@example.org").last_error


def test_an_address_that_is_none_is_given_up(sink):
    mails = queue("bob@@example.org", "charlie@example.org")

    deliver(mails, sink.port)

    assert states() == {"bob@@example.org": "failed", "charlie@example.org": "sent"}


def test_tries_grow_apart_and_end(sink):
    sink.refusals["bob@example.org"] = "451 later"
    (mail_id,) = queue("bob@example.org")
    at, waits = NOW, []
    while (mail := OutgoingMail.objects.get(pk=mail_id)).state == "waiting":
        waits.append(mail.not_before - at)
        at = mail.not_before
        deliver([mail_id], sink.port, at=at)

    assert waits == [timedelta(0), *RETRY_AFTER]
    assert mail.state == "failed"
    assert at - NOW < timedelta(days=2)


def test_without_a_mail_server_every_mail_waits_for_the_next_try():
    mails = queue("bob@example.org", "charlie@example.org")

    deliver(mails, free_port())

    assert states() == {"bob@example.org": "waiting", "charlie@example.org": "waiting"}
    assert set(OutgoingMail.objects.values_list("attempts", "not_before", "lease_until")) == {
        (1, NOW + RETRY_AFTER[0], None)
    }
    assert "refused" in OutgoingMail.objects.earliest("pk").last_error


def test_a_mail_whose_person_was_erased_is_no_trouble(sink):
    mails = queue("bob@example.org", "charlie@example.org")
    OutgoingMail.objects.get(to="bob@example.org").delete()

    deliver(mails, sink.port)

    assert sink.tell() == [("charlie@example.org", "Your week")]
