"""Whatever comes in: a letter or `Unreadable`, in bounded time, and no word lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.inbound.letter import Letter, Unreadable
from questions.inbound.quotes import divide
from questions.inbound.reading import attachment_of, read_letter
from tests.questions.inbound.mails import HEADERS, mail, multipart

PIECES = [
    b"From: ", b"To: ", b"Subject: ", b"bob@example.org", b"<1@example.org>", b"Message-ID: ", b"Date: Mon, 3 Nov 2025 07:10:00 +0100", b"\n", b"\r\n", b"\n\n",
    b"Content-Type: ", b"multipart/mixed; boundary=a", b'multipart/alternative; boundary="a"', b"message/rfc822", b"text/html", b"text/plain; charset=utf-16", b"; format=flowed",
    b"--a", b"--a--", b"Content-Transfer-Encoding: base64", b"quoted-printable", b"=?utf-8?q?", b"=?x?b?A?=", b"=C3", b"\xff\x00", b"> ", b"-- \n", b"wrote:", b"<blockquote>", b"<p",
    b"Content-Disposition: attachment; filename*0*=", b"application/pkcs7-mime", b"Authentication-Results: mx.example.com; dmarc=pass header.from=", b"(", b'"', b";", b"=", b" ", b"a",
]  # fmt: skip
SCRAPS = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)), max_size=60).map(b"".join)
LINES = ["How many?", "> Add strides.", "On Sun, 2 Nov 2025 at 18:00, Alice wrote:", "From: Alice", "Sent: Sunday", "To: Bob", "Subject: x", "-- ", "", "Sent from my iPhone", "-----Original Message-----", "Bob On Sun, Nov 2, 2025, 18:00 Alice wrote:", "_" * 32]  # fmt: skip


def read(raw):
    """The letter, its last attachment opened; None where it cannot be read."""
    try:
        letter = read_letter(raw, vouchers={"mx.example.com"})
    except Unreadable:
        return None
    for attachment in letter.attachments[-1:]:
        assert attachment_of(raw, attachment.place)[0] == attachment
    return letter


def texts_of(letter):
    yield from (
        letter.message_id,
        letter.subject,
        letter.words,
        letter.folded,
        letter.html,
        letter.sender.name,
        letter.sender.address,
    )
    yield from (*letter.recipients, *letter.answers_to, *(attachment.name for attachment in letter.attachments))


@given(
    st.one_of(st.binary(), SCRAPS, SCRAPS.map(lambda scraps: mail(scraps, Content_Type="multipart/mixed; boundary=a")))
)
def test_any_bytes_are_a_letter_or_unreadable(raw):
    letter = read(raw)

    assert letter is None or isinstance(letter, Letter)
    for text in texts_of(letter) if letter else ():
        assert "\0" not in text
        text.encode()


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=30).map("\n".join))
def test_no_word_of_a_text_is_lost_or_told_twice(text):
    divided = divide(text)

    assert sorted((divided.words + "\n" + divided.folded).split()) == sorted(text.split())


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_no_letter_of_a_mail_is_lost(text):
    letter = read(mail(text, Content_Type="text/plain; charset=utf-8"))

    assert letter is None or (letter.words + letter.folded).replace("\n", "") == text


def nested(levels):
    body = b"\n\nHow many?\n"
    for level in range(levels):
        edge = b"edge%d" % level
        body = (
            b"Content-Type: multipart/mixed; boundary="
            + edge
            + b"\n\n--"
            + edge
            + b"\n"
            + body
            + b"--"
            + edge
            + b"--\n"
        )
    return body


# Each is made when it is its turn: together they are some hundred megabytes.
BOMBS = {
    "a long text": lambda: mail("How many strides?\n" * 3_000_000),
    "one line": lambda: mail("x" * 5_000_000),
    "a large attachment": lambda: multipart(
        "\nSee my week.", "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + ("A" * 76 + "\n") * 600_000
    ),
    "one header": lambda: b"X: " + b"x" * 50_000_000 + b"\n\nHow many?",
    "a folded header": lambda: b"X: x\n" + b" x\n" * 1_000_000 + b"\nHow many?",
    "many headers": lambda: b"".join(b"X-%d: How many?\n" % at for at in range(10_000)) + mail("How many?"),
    "many parts": lambda: multipart(*(["\nHow many?"] * 10_000)),
    "many attachments": lambda: multipart(*(["Content-Type: image/png; name=a.png\n\nx"] * 10_000)),
    "parts in parts": lambda: nested(400),
    "mails in mails": lambda: b"Content-Type: message/rfc822\n\n" * 5_000 + b"How many?",
    "almost boundaries": lambda: mail("--ax\n" * 500_000, Content_Type="multipart/mixed; boundary=a"),
    "empty parts": lambda: mail("--a\n" * 500_000, Content_Type="multipart/mixed; boundary=a"),
    "a large page": lambda: mail("<div>How <b>many</b>?</div>" * 60_000, Content_Type="text/html"),
    "answers and quotes": lambda: mail("> How many?\nSix.\n" * 60_000),
    "long headers": lambda: mail(
        "", Subject="=?utf-8?q?a?= " * 20_000, From="(" * 50_000, References="<a@b> " * 50_000, To="a@b.org," * 50_000
    ),
    "odd headers": lambda: mail(
        "", Content_Type="text/plain" + ";" * 100_000, Authentication_Results="a" * 4_900, Date=" " * 100_000
    ),
    "lines that might say who wrote": lambda: mail("On Sun at 18:00 Alice\n" * 50_000),
    "a line that might": lambda: mail("On 1 " * 200_000),
    "lines that might be a block of headers": lambda: mail("From: Alice\n\n" * 80_000),
    "lines that might separate": lambda: mail("--- message " * 80_000),
    "signatures": lambda: mail("-- \n" * 250_000),
    "flowed lines": lambda: mail("a \n" * 300_000, Content_Type="text/plain; format=flowed"),
    "empty lines": lambda: mail("\n" * 1_000_000),
    "zeros": lambda: b"\0" * 1_000_000,
    "all bytes": lambda: bytes(range(256)) * 4_000,
    "colons": lambda: b"::::\n" * 100_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_read_in_bounded_time(bomb):
    raw = BOMBS[bomb]()
    start = time.process_time()

    read(raw)

    assert time.process_time() - start < 8  # two readings, each well under a second on a machine that does nothing else


def test_the_headers_of_these_mails_are_read():
    """So that the mails above are what they seem."""
    letter = read(mail("How many?"))

    assert letter.subject == HEADERS["Subject"]
    assert letter.message_id == HEADERS["Message-ID"]
