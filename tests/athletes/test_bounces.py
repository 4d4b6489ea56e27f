"""Reports of non-delivery, as different mail servers write them."""

import io
import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from athletes.bounces import MOST_BYTES, Returned, is_report, read_complaint, read_dsn, status_in, trouble_of_status
from athletes.models import AddressHealth
from athletes.models.address_health import Trouble
from tests.factories import NOW, make_mail

ID = "<0@testserver>"

POSTFIX = f"""\
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces@testserver
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B0"

This is a MIME-encapsulated message.

--B0
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

<bob@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown

--B0
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net
X-Postfix-Queue-ID: 4F1Z2
Arrival-Date: Mon, 23 Nov 2026 06:00:00 +0000 (UTC)

Final-Recipient: rfc822; bob@example.org
Original-Recipient: rfc822;bob@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--B0
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <bounces@testserver>
Message-ID: {ID}
Subject: Your week

--B0--
"""

EXCHANGE = f"""\
From: <postmaster@outlook.example.com>
To: <bounces@testserver>
MIME-Version: 1.0
X-MS-Exchange-Message-Is-Ndr:
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_000_ndr"
In-Reply-To: {ID}
References: {ID}
Subject: Undeliverable: Your week

--_000_ndr
Content-Type: multipart/alternative; differences=Content-Type; boundary="_alt"

--_alt
Content-Type: text/plain; charset="us-ascii"

Your message couldn't be delivered.
--_alt
Content-Type: text/html; charset="us-ascii"

<p>Your message couldn't be delivered.</p>
--_alt--

--_000_ndr
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01.prod.outlook.example.com

Final-Recipient: rfc822;bob@example.org
Action: failed
Status: 5.0.0
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

--_000_ndr
Content-Type: message/rfc822

From: coach@testserver
To: bob@example.org
Message-ID: {ID}
Subject: Your week
MIME-Version: 1.0
Content-Type: text/plain

Run.
--_000_ndr--
"""

GMAIL = f"""\
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: bounces@testserver
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {ID}
In-Reply-To: {ID}
X-Failed-Recipients: bob@example.org
MIME-Version: 1.0
Content-Type: multipart/report; boundary="0000g"; report-type=delivery-status

--0000g
Content-Type: multipart/related; boundary="0000h"

--0000h
Content-Type: text/html; charset="UTF-8"

<p>The recipient's inbox is out of storage space.</p>
--0000h--
--0000g
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Mon, 23 Nov 2026 06:00:00 -0800 (PST)
X-Original-Message-ID: {ID}

Final-Recipient: rfc822; bob@example.org
Action: failed
Status: 5.2.2
Remote-MTA: dns; gmail-smtp-in.l.google.com. (192.0.2.26, the server for the domain.)
Diagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space.
Last-Attempt-Date: Mon, 23 Nov 2026 06:00:01 -0800 (PST)

--0000g--
"""


COMPLAINT = f"""\
From: feedback@mail.example.net
Subject: FW: Your week
To: bounces@testserver
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="C0"

--C0
Content-Type: text/plain; charset=us-ascii

This is an e-mail abuse report for a message received from 192.0.2.7.

--C0
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Reporter/1.0
Version: 1

--C0
Content-Type: message/rfc822

From: Off-season <coach@testserver>
To: <redacted@example.org>
Subject: Your week
Message-ID: {ID}

Monday: rest.

--C0--
"""


def read(text):
    return read_dsn(text.encode())


def run(raw, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    out = io.StringIO()
    call_command("receive_bounce", stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(
    ("report", "status"),
    [(POSTFIX, "5.1.1"), (EXCHANGE, "5.1.10"), (GMAIL, "5.2.2")],
    ids=["postfix", "exchange", "gmail"],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_report_tells_address_status_and_mail(report, status, ending):
    assert read(report.replace("\n", ending)) == [Returned("bob@example.org", status, ID)]


def test_one_report_may_be_about_several():
    second = POSTFIX.replace(
        "--B0\nContent-Description: Undelivered",
        "Final-Recipient: rfc822; <Dana@Example.org>\nAction: failed\nStatus: 4.4.7 (expired)\n\n--B0\nContent-Description: Undelivered",
    )

    assert read(second) == [Returned("bob@example.org", "5.1.1", ID), Returned("dana@example.org", "4.4.7", ID)]


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_only_what_is_given_up_counts(action):
    report = POSTFIX.replace("Action: failed", f"Action: {action}")

    assert read(report) == []
    assert is_report(report.encode())


def test_a_report_without_the_mail_still_says_what_it_answers_to():
    cut = POSTFIX.replace("text/rfc822-headers", "text/plain").replace(
        "\nMIME-Version", f"\nIn-Reply-To: {ID}\nMIME-Version", 1
    )

    assert read(cut)[0].message_id == ID


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0\0",
        b"Subject: hello\n\nAm I on holiday? Yes.\n",
        b"Content-Type: multipart/report; report-type=delivery-status\n\nno boundary at all",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n--x--",
        POSTFIX.replace("rfc822; bob@example.org", "").replace("rfc822;bob@example.org", "").encode(),
        POSTFIX.encode("utf-16"),
    ],
)
def test_what_is_no_report_says_nothing(raw):
    assert read_dsn(raw) == []


def test_parts_within_parts_without_an_end_say_nothing():
    nested = "".join(f'Content-Type: multipart/report; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))

    assert read(nested) == []
    assert not is_report(nested.encode())


def test_a_huge_report_is_read_as_far_as_it_says_something():
    huge = POSTFIX.replace("--B0--", "") + "X" * (3 * MOST_BYTES)

    assert read(huge) == [Returned("bob@example.org", "5.1.1", ID)]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        ("5.1.1", Trouble.HARD),
        ("5.1.2", Trouble.HARD),
        ("5.1.10", Trouble.HARD),
        ("5.2.1", Trouble.HARD),
        ("5.5.0", Trouble.HARD),
        ("5.2.2", Trouble.SOFT),
        ("5.7.1", Trouble.SOFT),
        ("5.1.8", Trouble.SOFT),
        ("4.4.7", Trouble.SOFT),
        ("5.0.0", Trouble.SOFT),
        ("", Trouble.SOFT),
    ],
)
def test_what_a_status_says_of_the_mailbox(status, trouble):
    assert trouble_of_status(status) == trouble


def test_an_address_of_a_machine_is_no_status():
    assert status_in("host 192.5.1.1 said 550") == ""
    assert status_in("550-5.2.2 full") == "5.2.2"


@pytest.mark.django_db
def test_a_report_of_our_mail_suspends_the_address_it_went_to(monkeypatch):
    make_mail(to="bob@example.org", state="sent", sent_at=NOW)

    assert run(POSTFIX.encode(), monkeypatch) == "Noted for bob@example.org."
    assert AddressHealth.objects.suspended().values_list("address", "reason").get() == ("bob@example.org", "hard")


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_readers_complaint_suspends_their_address_at_once(monkeypatch, ending):
    make_mail(to="bob@example.org", state="sent", sent_at=NOW)

    assert run(COMPLAINT.replace("\n", ending).encode(), monkeypatch) == "Noted for bob@example.org."
    assert AddressHealth.objects.suspended().values_list("address", "reason").get() == ("bob@example.org", "complaint")


@pytest.mark.parametrize("kind", ["not-spam", "opt-out", "auth-failure"])
def test_what_is_reported_without_complaining_is_no_complaint(kind):
    raw = COMPLAINT.replace("Type: abuse", f"Type: {kind}").encode()
    assert (read_complaint(raw), is_report(raw)) == ("", False)


@pytest.mark.django_db
def test_a_complaint_about_what_we_never_sent_is_read_and_left(monkeypatch):
    make_mail(to="bob@example.org", state="sent", sent_at=NOW, message_id="<other@testserver>")

    assert run(COMPLAINT.encode(), monkeypatch) == "Nothing to note: a delay, or no mail of ours."
    assert not AddressHealth.objects.exists()


@pytest.mark.django_db
def test_the_address_is_that_of_our_own_row(monkeypatch):
    make_mail(to="bob@example.org", state="sent", sent_at=NOW)
    run(POSTFIX.replace("bob@", "victim@").encode(), monkeypatch)

    assert list(AddressHealth.objects.values_list("address", flat=True)) == ["bob@example.org"]


@pytest.mark.django_db
def test_a_report_of_a_mail_that_we_never_sent_is_read_and_left(monkeypatch):
    make_mail(to="bob@example.org", state="sent", sent_at=NOW, message_id="<other@testserver>")

    assert run(POSTFIX.encode(), monkeypatch) == "Nothing to note: a delay, or no mail of ours."
    assert not AddressHealth.objects.exists()


@pytest.mark.django_db
def test_a_report_of_a_mail_whose_address_is_cleared_suspends_nobody(monkeypatch):
    make_mail(to="7@cleared.invalid", state="sent", sent_at=NOW - timedelta(days=40))
    run(POSTFIX.encode(), monkeypatch)

    assert not AddressHealth.objects.exists()


@pytest.mark.django_db
def test_the_same_report_twice_is_one(monkeypatch):
    make_mail(to="bob@example.org", state="sent", sent_at=NOW)
    for _ in range(2):
        run(GMAIL.encode(), monkeypatch)

    assert AddressHealth.objects.values_list("count", "suspended_at").get() == (1, None)


@pytest.mark.django_db
def test_a_mail_that_is_no_report_ends_with_65(monkeypatch):
    with pytest.raises(CommandError) as caught:
        run(b"Subject: hello\n\nThank you.", monkeypatch)

    assert caught.value.returncode == os.EX_DATAERR == 65


def test_without_a_database_the_server_is_asked_to_come_again(monkeypatch):
    def away(*_args, **_named):
        raise OperationalError("away")

    monkeypatch.setattr("athletes.management.commands.receive_bounce.apply_reports", away)
    with pytest.raises(CommandError) as caught:
        run(POSTFIX.encode(), monkeypatch)

    assert caught.value.returncode == os.EX_TEMPFAIL == 75
