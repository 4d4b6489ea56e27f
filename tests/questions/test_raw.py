"""Bytes as they come in."""

from hashlib import sha256
from io import BytesIO

import pytest

from questions.inbound.raw import NoMail, normal_id, read_raw


class Drip(BytesIO):
    """A pipe that gives a little at a time, however much is asked for."""

    def __init__(self, size):
        super().__init__()
        self.left = size
        self.head = b"Subject: x\n\n"

    def read(self, size=None):
        if self.head:
            given, self.head = self.head, b""
            return given
        given = min(size or 0, self.left, 70_000)
        self.left -= given
        return b"a" * given


def test_a_pipe_is_read_to_its_end_and_little_of_it_is_held():
    mail = read_raw(Drip(5_000_000), most=100_000)

    assert (mail.is_cut, mail.size, len(mail.raw)) == (True, 5_000_012, 65_536)
    assert mail.digest == sha256(b"Subject: x\n\n" + b"a" * 5_000_000).hexdigest()


def test_exactly_the_most_is_not_too_large():
    assert not read_raw(Drip(88), most=100).is_cut
    assert read_raw(Drip(89), most=100).is_cut


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"   \r\n \n", b"hello", b"How are you?\nFine, thanks", b"\xff\xfe\x00" * 99]
)
def test_what_is_no_mail_is_told_apart(raw):
    with pytest.raises(NoMail):
        read_raw(BytesIO(raw), most=1000)


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: x",
        b"Subject: x\r\n\r\nHow?",
        b"\n\nSubject: x\n\nHow?",
        b"From bob@example.org Mon Nov  3 07:10:00 2025\nSubject: x\n\nHow?",
        b"\xef\xbb\xbfjunk\nSubject: x\n\nHow?",
        b"Subject: x\rTo: y\r\rHow?",
    ],
)
def test_any_mail_is_one(raw):
    assert read_raw(BytesIO(raw), most=1000).raw == raw


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_only_what_follows_the_headers_says_whether_it_is_the_same(end):
    first, second = (end.join([b"Received: " + hop, b"Subject: x", b"", b"How long?", b""]) for hop in (b"a", b"b"))

    assert len({read_raw(BytesIO(raw), most=1000).body_digest for raw in (first, second)}) == 1


def test_a_message_id_that_is_asked_for_is_read_like_one_that_came():
    assert normal_id("<a@b>") == normal_id(" a@b ") == "<a@b>"
    assert normal_id("") == normal_id("<>") == ""
    assert normal_id("x" * 400) == normal_id(f"<{'x' * 400}>")
    assert len(normal_id("x" * 400)) < 255
    assert normal_id("a\udce9") == "<a\ufffd>"
