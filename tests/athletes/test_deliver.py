import itertools
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet

from athletes.actions.deliver import ENOUGH, LEASE, RETRY_AFTER, SERVER_PAUSE, SHIFT, deliver_batch
from athletes.actions.mail import queue_mail
from athletes.models import MailStop, OutgoingMail
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

    deliver(queue("bob@example.org", kind="invitation", html="<p>Run.</p>"), sink.port)

    assert OutgoingMail.objects.values_list("text", "html").get() == words


def test_a_given_up_mail_that_opens_nothing_keeps_its_words_for_another_try(sink):
    sink.refusals["bob@example.org"] = "550 5.1.1 nobody"

    deliver(queue("bob@example.org", html="<p>Run.</p>"), sink.port)

    assert OutgoingMail.objects.values_list("state", "text", "html").get() == ("failed", "Run.", "<p>Run.</p>")


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
    mails, moments = queue("bob@example.org"), itertools.chain([NOW] * 5, itertools.repeat(NOW + LEASE))

    deliver_batch(mails, over=server(sink.port), clock=lambda: next(moments))

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


def test_without_a_mail_server_every_mail_waits_and_no_try_is_used_up():
    mails, port, at = queue("bob@example.org", "charlie@example.org"), free_port(), NOW

    for _ in range(2 * len(RETRY_AFTER)):
        deliver(mails, port, at=at)
        at += SERVER_PAUSE

    assert states() == {"bob@example.org": "waiting", "charlie@example.org": "waiting"}
    assert set(OutgoingMail.objects.values_list("attempts", "not_before", "lease_until")) == {(1, at, None)}
    assert "refused" in OutgoingMail.objects.earliest("pk").last_error


def test_a_server_that_falls_silent_twice_in_a_row_is_left_alone(sink):
    sink.cuts = {"a@example.org", "b@example.org"}
    mails = queue("a@example.org", "b@example.org", "c@example.org", "d@example.org")

    deliver(mails, sink.port)

    assert sink.taken == []
    assert sink.connections == ENOUGH
    assert dict(OutgoingMail.objects.values_list("to", "attempts")) == dict.fromkeys(states(), 1)
    assert OutgoingMail.objects.due(at=NOW + SERVER_PAUSE).count() == len(mails)


def test_a_mailbox_over_which_the_server_hangs_up_does_not_keep_the_others_waiting(sink):
    sink.cuts = {"b@example.org"}
    mails = queue("a@example.org", "b@example.org", "c@example.org")

    deliver(mails, sink.port)

    assert states() == {"a@example.org": "sent", "b@example.org": "waiting", "c@example.org": "sent"}


def test_a_refused_mailbox_does_not_cost_the_connection(sink):
    sink.refusals["a@example.org"] = "451 later"

    deliver(queue("a@example.org", "b@example.org"), sink.port)

    assert sink.connections == 1


def test_who_is_told_to_stop_finishes_the_mail_in_hand_and_leaves_the_others(sink):
    mails = queue("a@example.org", "b@example.org", "c@example.org")

    deliver_batch(mails, over=server(sink.port), clock=lambda: NOW, is_stopping=lambda: len(sink.taken) == 1)

    assert states() == {"a@example.org": "sent", "b@example.org": "waiting", "c@example.org": "waiting"}
    assert OutgoingMail.objects.due(at=NOW).count() == 2


def test_a_batch_that_takes_too_long_is_left_to_the_next_look(sink):
    moments = itertools.count()
    mails = queue(*(f"r{n}@example.org" for n in range(200)))

    deliver_batch(mails, over=server(sink.port), clock=lambda: NOW + next(moments) * SHIFT / 40)

    assert 0 < len(sink.taken) < 20
    assert OutgoingMail.objects.due(at=NOW).count() == len(mails) - len(sink.taken)


def test_a_mail_whose_time_is_over_is_not_sent_any_more(sink):
    mails = queue("bob@example.org")
    OutgoingMail.objects.update(use_until=NOW)

    deliver(mails, sink.port)
    OutgoingMail.objects.lapse(at=NOW)

    assert sink.taken == []
    assert OutgoingMail.objects.values_list("state", "text").get() == ("lapsed", "")


def test_nothing_leaves_while_all_mail_is_stopped(sink):
    mails = queue("bob@example.org")
    stop = MailStop.objects.create(since=NOW)

    deliver(mails, sink.port)
    assert sink.taken == []

    stop.delete()
    deliver(mails, sink.port)
    assert states() == {"bob@example.org": "sent"}


def test_a_mail_that_has_left_is_marked_as_soon_as_the_database_is_back(sink, monkeypatch):
    mails, update = queue("bob@example.org"), QuerySet.update
    troubles = iter([OperationalError("going down"), InterfaceError("closed")])

    def update_after_a_while(rows, **values):
        trouble = next(troubles, None) if values.get("state") == "sent" else None
        if trouble:
            raise trouble
        return update(rows, **values)

    monkeypatch.setattr(QuerySet, "update", update_after_a_while)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction lives in it
    monkeypatch.setattr("athletes.actions.deliver.MARK_AGAIN_AFTER_S", (0, 0, 0))
    deliver(mails, sink.port)

    assert states() == {"bob@example.org": "sent"}
    assert len(sink.taken) == 1


def test_a_mail_whose_person_was_erased_is_no_trouble(sink):
    mails = queue("bob@example.org", "charlie@example.org")
    OutgoingMail.objects.get(to="bob@example.org").delete()

    deliver(mails, sink.port)

    assert sink.tell() == [("charlie@example.org", "Your week")]
