from questions.inbound.reading import read_letter

REPLY = b"""\
From: Bob <bob@example.org>
To: Alice <alice@example.org>
Subject: =?utf-8?q?Strides_in_winter=3F?=
Message-ID: <2@example.org>
In-Reply-To: <1@example.org>
Date: Mon, 3 Nov 2025 07:10:00 +0100

How many strides?

Bob

On Sun, 2 Nov 2025 at 18:00, Alice <alice@example.org> wrote:
> Add strides on Tuesday.
"""


def test_a_reply_is_read_apart_from_what_it_quotes():
    letter = read_letter(REPLY, vouchers=())

    assert letter.words == "How many strides?\n\nBob"
    assert letter.folded == "On Sun, 2 Nov 2025 at 18:00, Alice <alice@example.org> wrote:\n> Add strides on Tuesday."
    assert letter.subject == "Strides in winter?"
    assert letter.answers_to == ("<1@example.org>",)
