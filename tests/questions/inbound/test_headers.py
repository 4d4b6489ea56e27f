from datetime import UTC, datetime

import pytest

from questions.inbound.letter import Mailbox
from questions.inbound.reading import read_letter
from tests.questions.inbound.mails import mail


def read(**headers):
    return read_letter(mail("Hello", **headers), vouchers=())


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("=?utf-8?q?M=C3=A4rz?=", "März"),
        ("=?UTF-8?B?TcOkcno=?=", "März"),
        ("=?utf-8?b?TcOkcno?=", "März"),
        ("=?utf-8?b?TcO?= =?utf-8?b?pHJ6?=", "März"),
        ("=?utf-8?q?M=C3?=\n =?utf-8?q?=A4rz?=", "März"),
        ("=?iso-8859-1?q?M=E4rz?= und Mai", "März und Mai"),
        ("=?iso-8859-1*de?q?M=E4rz?=", "März"),
        ("=?no-such-charset?q?M=C3=A4rz?=", "März"),
        ("=?utf-8?x?huh?=", "=?utf-8?x?huh?="),
        ("=?utf-8?b?A?= six", "=?utf-8?b?A?= six"),
        ("=?iso-2022-jp?B?GyRCJSIbKEI=?=", "ア"),
        ("März", "März"),
        ("März".encode("latin-1"), "März"),
        ("  two\n\tlines  ", "two lines"),
        ("a =?utf-8?q?=00b?=", "a b"),
        ("x" * 5000, "x" * 300),
        (None, ""),
    ],
)
def test_a_subject_is_read(header, subject):
    assert read(Subject=header).subject == subject


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("Bob <bob@example.org>", Mailbox("Bob", "bob@example.org")),
        ('"Bob \\"the legs\\" Smith" <Bob@Example.Org>', Mailbox('Bob "the legs" Smith', "bob@example.org")),
        ("bob@example.org (Bob)", Mailbox("Bob", "bob@example.org")),
        ("bob@example.org", Mailbox("", "bob@example.org")),
        ("=?utf-8?q?B=C3=B6b?= <bob@example.org>", Mailbox("Böb", "bob@example.org")),
        ('"charlie@evil.example" <bob@example.org>', Mailbox("charlie@evil.example", "bob@example.org")),
        ("Bob", Mailbox("Bob", "")),
        ("", Mailbox("", "")),
        (None, Mailbox("", "")),
        ("Bob " + "(" * 5000 + "<bob@example.org>", Mailbox("Bob " + "(" * 196, "")),
    ],
)
def test_a_sender_is_read(header, sender):
    assert read(From=header).sender == sender


@pytest.mark.parametrize(
    ("header", "message_id"),
    [
        ("<a@b>", "<a@b>"),
        ("  <a@b> (added by a server)", "<a@b>"),
        ("<no-at-sign>", "<no-at-sign>"),
        ("<" + "a" * 248 + ">", "<" + "a" * 248 + ">"),
        ("<" + "a" * 249 + ">", ""),
        ("a@b", ""),
        ("<a b@c>", ""),
        ("<a\tb@c>", ""),
        (b"<a\0@b>", ""),
        ("<ä@b>", ""),
        ("<>", ""),
        (None, ""),
    ],
)
def test_only_a_message_id_that_can_be_used_is_taken(header, message_id):
    assert read(Message_ID=header).message_id == message_id


def test_what_it_answers_is_told_once_and_nearest_first():
    letter = read(In_Reply_To="Your mail of Sunday <3@x>", References="<1@x><2@x> <3@x> junk <2@x>")

    assert letter.answers_to == ("<3@x>", "<2@x>", "<1@x>")


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("Mon, 3 Nov 2025 07:10:00 +0100", datetime(2025, 11, 3, 6, 10, tzinfo=UTC)),
        ("3 Nov 2025 07:10 GMT", datetime(2025, 11, 3, 7, 10, tzinfo=UTC)),
        ("Mon, 3 Nov 2025 07:10:00 -0000", datetime(2025, 11, 3, 7, 10, tzinfo=UTC)),
        ("Mon, 33 Nov 2025 07:10:00 +0100", None),
        ("Mon, 3 Nov 2025 07:10:00 +9999999999", None),
        ("Sunday", None),
        (None, None),
    ],
)
def test_a_date_is_read(header, moment):
    assert read(Date=header).written_at == moment


def test_recipients_are_told_once_and_in_lower_case():
    letter = read(
        To="Alice <Alice@Example.com>, dana@example.com",
        Cc="alice@example.com",
        X_Original_To="reply+ABC@mail.example.com",
    )

    assert letter.recipients == ("alice@example.com", "dana@example.com", "reply+abc@mail.example.com")
