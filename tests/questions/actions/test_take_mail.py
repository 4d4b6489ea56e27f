"""What comes in is written down once, whatever it is."""

from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest

from questions.actions.take_mail import take
from questions.inbound.raw import HEAD_BYTES, read_raw
from questions.models import Door, IncomingMail
from tests.factories import NOW
from tests.questions.letters import letter
from tests.together import together

pytestmark = pytest.mark.django_db


def taken(raw, *, most=1_000_000, at=NOW, **envelope):
    return take(read_raw(BytesIO(raw), most=most), door=Door.COMMAND, at=at, **envelope)


def test_a_mail_is_kept_as_it_came():
    raw = letter("Naïve — 你好", number=7)
    taken(raw, envelope_from="<amanda@example.org>", envelope_to="ask@club.example")

    mail = IncomingMail.objects.get()
    assert (mail.key, mail.message_id, bytes(mail.raw), mail.size) == ("<7@example.org>",) * 2 + (raw, len(raw))
    assert (mail.state, mail.envelope_from, mail.envelope_to) == ("received", "amanda@example.org", "ask@club.example")


def test_the_same_mail_again_is_one_more_delivery():
    first = taken(letter())
    again = b"Received: from a by b; later\r\nX-Spam: no\r\n" + letter().replace(b"\r\n", b"\n") + b"\n\n"
    second = taken(again, at=NOW + timedelta(hours=3))

    assert second.pk == first.pk
    mail = IncomingMail.objects.get()
    assert (mail.deliveries, mail.received_at, bytes(mail.raw)) == (2, NOW, letter())


@pytest.mark.parametrize("times", [1, 2])
def test_other_words_under_the_same_message_id_are_held_and_not_lost(times):
    first = taken(letter("How long?"))
    other = letter("Buy shoes.")
    for _ in range(times):
        held = taken(other)

    assert held.key == f"sha256:{sha256(other).hexdigest()}"
    kept = IncomingMail.objects.order_by("pk").values_list("pk", "state", "deliveries", "message_id")
    assert list(kept) == [
        (first.pk, "received", 1, "<1@example.org>"),
        (held.pk, "quarantined", times, "<1@example.org>"),
    ]
    assert "other words" in held.reason


def test_without_a_message_id_the_whole_mail_is_its_name():
    raw = letter(Message_ID="", number="")
    raw = raw.replace(b"Message-ID: <@example.org>\r\n", b"")
    taken(raw)
    taken(raw)

    assert IncomingMail.objects.values_list("key", "deliveries").get() == (f"sha256:{sha256(raw).hexdigest()}", 2)


def test_what_is_too_large_is_refused_and_its_head_kept():
    raw = letter("a" * 300_000)
    taken(raw, most=200_000)
    taken(raw, most=200_000)

    mail = IncomingMail.objects.get()
    assert (mail.state, mail.size, bytes(mail.raw), mail.deliveries) == ("refused", len(raw), raw[:HEAD_BYTES], 2)
    assert "too large" in mail.reason
    assert mail.filed_at == NOW


def test_a_large_mail_with_other_words_is_another_one():
    taken(letter("a" * 300_000), most=200_000)
    taken(letter("a" * 299_999 + "b"), most=200_000)

    assert IncomingMail.objects.filter(reason__contains="other words").count() == 1


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (b"<a@b>", "<a@b>"),
        (b"  <a@b> (added by us)", "<a@b>"),
        (b"a@b", "<a@b>"),
        (b"<a @\r\n b>", "<a@b>"),
        (b"<caf\xc3\xa9@b>", "<caf\u00e9@b>"),
        (b"<caf\xe9@b>", "<caf\ufffd@b>"),
        (b"<a\0@b>", "<a@b>"),
    ],
)
def test_a_message_id_is_read_in_whatever_shape(said, key):
    assert taken(b"Message-ID: " + said + b"\r\nSubject: x\r\n\r\nHow?").key == key


@pytest.mark.parametrize("said", [b"", b"<>", b"< >", b"\0"])
def test_a_message_id_that_is_none_is_not_used(said):
    assert taken(b"Message-ID: " + said + b"\r\nSubject: x\r\n\r\nHow?").key.startswith("sha256:")


def test_a_very_long_message_id_still_comes_in_once():
    raw = b"Subject: x\r\nMessage-ID: <" + "ä".encode() * 5_000 + b"@b>\r\n\r\nHow?"
    taken(raw)
    taken(b"X: y\r\n" + raw)

    assert IncomingMail.objects.get().deliveries == 2


@pytest.mark.django_db(transaction=True)
def test_three_at_the_same_moment_are_one():
    together([lambda: taken(letter()) for _ in range(3)])

    assert IncomingMail.objects.values_list("deliveries", "state").get() == (3, "received")
