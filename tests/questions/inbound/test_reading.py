import base64
from datetime import UTC, datetime

import pytest

from questions.inbound.letter import Attachment, Mailbox, Unreadable
from questions.inbound.reading import attachment_of, read_letter
from tests.questions.inbound.mails import mail, multipart

HTML = "Content-Type: text/html; charset=utf-8\n\n"
PDF = "Content-Type: application/pdf\nContent-Disposition: attachment; filename=week.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0="
# `openssl smime -sign -nodetach` of "How many strides?", as far as what is signed goes: indefinite lengths, in two pieces.
SIGNED = bytes.fromhex(
    "308006092a864886f70d010702a0803080020101310030800609 2a864886f70d010701a080248004".replace(" ", "")
)


def read(raw):
    return read_letter(raw, vouchers=())


def test_a_reply_is_read_whole():
    letter = read(
        mail(
            "How many strides?\n\nOn Sun, 2 Nov 2025 at 18:00, Alice <alice@example.com> wrote:\n> Add strides.\n",
            Subject="=?utf-8?q?Strides_in_winter=3F?=",
            In_Reply_To="<9@example.com>",
            References="<7@example.com> <8@example.com>\n <9@example.com>",
            Cc="Dana <dana@example.com>",
            Delivered_To="reply+abc@mail.example.com",
        )
    )

    assert letter.message_id == "<1@example.org>"
    assert letter.answers_to == ("<9@example.com>", "<8@example.com>", "<7@example.com>")
    assert letter.sender == Mailbox("Bob", "bob@example.org")
    assert letter.recipients == ("alice@example.com", "dana@example.com", "reply+abc@mail.example.com")
    assert letter.subject == "Strides in winter?"
    assert letter.written_at == datetime(2025, 11, 3, 6, 10, tzinfo=UTC)
    assert letter.words == "How many strides?"
    assert letter.folded == "On Sun, 2 Nov 2025 at 18:00, Alice <alice@example.com> wrote:\n> Add strides."
    assert (letter.html, letter.attachments, letter.automatic) == ("", (), "")
    assert not letter.is_report
    assert not letter.is_vouched


def test_plain_text_is_preferred_to_html():
    letter = read(multipart("\nHow many strides?", HTML + "<p>How many <b>strides</b>?</p>", kind="alternative"))

    assert letter.words == "How many strides?"
    assert letter.html == "<p>How many <b>strides</b>?</p>"


@pytest.mark.parametrize("plain", ["\n", "\n \n\n", "\nYour mail program does not show HTML."])
def test_html_is_read_where_the_plain_text_says_nothing(plain):
    page = "<p>On Tuesday I did six strides after the easy run, and my calf was sore for two days. How many should I do next week?</p>"

    assert read(multipart(plain, HTML + page, kind="alternative")).words.startswith("On Tuesday I did six strides")


def test_text_on_both_sides_of_an_attachment_is_read():
    letter = read(multipart("\nSee my week.", PDF, "\nIs it too much?"))

    assert letter.words == "See my week.\n\nIs it too much?"
    assert letter.attachments == (Attachment(1, "week.pdf", "application/pdf", 5),)


def test_an_attachment_is_found_by_its_place():
    raw = multipart("\nSee my week.", "Content-Type: image/png\n\nfirst", PDF)

    assert [attachment.place for attachment in read(raw).attachments] == [1, 2]
    assert attachment_of(raw, 2) == (Attachment(2, "week.pdf", "application/pdf", 5), b"%PDF-")


@pytest.mark.parametrize("place", [0, 3, -1])
def test_where_no_attachment_is_none_is_found(place):
    with pytest.raises(Unreadable):
        attachment_of(multipart("\nSee my week.", PDF), place)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename*=utf-8''m%C3%A4rz.pdf", "märz.pdf"),
        ("attachment; filename*0*=utf-8''m%C3%A4; filename*1*=rz; filename*2=.pdf", "märz.pdf"),
        ("attachment; filename*=iso-8859-1'de'm%E4rz.pdf", "märz.pdf"),
        ("attachment; filename*=no-such-charset''m%C3%A4rz.pdf", "märz.pdf"),
        ('attachment; filename="=?utf-8?q?m=C3=A4rz.pdf?="', "märz.pdf"),
        ('attachment; filename="märz.pdf"', "märz.pdf"),
        ('attachment; filename="a;b.pdf"', "a;b.pdf"),
        ("attachment; filename*" + "9" * 5000 + "*=x", ""),
        ("attachment", ""),
    ],
)
def test_a_file_keeps_its_name(header, name):
    letter = read(multipart("\nMarch", f"Content-Type: application/pdf\nContent-Disposition: {header}\n\nx"))

    assert [attachment.name for attachment in letter.attachments] == [name]


def test_a_text_file_is_an_attachment_and_an_unnamed_text_is_read():
    letter = read(
        multipart(
            "\nOne", "Content-Disposition: attachment; filename=log.txt\n\nTwo", "Content-Disposition: inline\n\nThree"
        )
    )

    assert letter.words == "One\n\nThree"
    assert [attachment.name for attachment in letter.attachments] == ["log.txt"]


def test_the_words_of_an_attached_mail_are_folded():
    letter = read(
        multipart(
            "\nWhat of this?", "Content-Type: message/rfc822\n\nFrom: charlie@example.net\nSubject: Run\n\nRun with us?"
        )
    )

    assert letter.words == "What of this?"
    assert letter.folded == "From: charlie@example.net\nSubject: Run\n\nRun with us?"
    assert [attachment.content_type for attachment in letter.attachments] == ["message/rfc822"]


def test_a_mail_attached_without_a_word_is_what_they_sent():
    letter = read(multipart("Content-Type: message/rfc822\n\nFrom: charlie@example.net\n\nRun with us?"))

    assert letter.words == "From: charlie@example.net\n\nRun with us?"


def test_outlooks_wrapped_file_is_an_attachment():
    letter = read(multipart("\nHello", "Content-Type: application/ms-tnef; name=winmail.dat\n\nx\x9f>\x22"))

    assert [attachment.name for attachment in letter.attachments] == ["winmail.dat"]


@pytest.mark.parametrize(
    "raw",
    [
        multipart(
            "Content-Type: application/pgp-encrypted\n\nVersion: 1", "\n-----BEGIN PGP MESSAGE-----", kind="encrypted"
        ),
        mail(
            "MIAGCSqGSIb3DQEHA6CAMIACAQA=",
            Content_Type="application/pkcs7-mime; smime-type=enveloped-data",
            Content_Transfer_Encoding="base64",
        ),
        mail("\n-----BEGIN PGP MESSAGE-----\n\nhQIOA076g5Ou\n-----END PGP MESSAGE-----\n"),
    ],
)
def test_what_is_encrypted_cannot_be_read(raw):
    with pytest.raises(Unreadable, match="encrypted"):
        read(raw)


def test_an_encrypted_file_beside_words_leaves_the_words():
    raw = multipart("\nMy log is in the file.", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx")

    assert read(raw).words == "My log is in the file."


def test_what_is_signed_is_read():
    raw = multipart("\nHow many?", "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nx", kind="signed")

    assert read(raw).words == "How many?"


def test_what_is_signed_in_one_piece_is_read():
    text = b"Content-Type: text/plain\r\n\r\nHow many strides?"
    pieces = bytes([20]) + text[:20] + b"\x04" + bytes([len(text) - 20]) + text[20:] + bytes(6)
    raw = mail(
        base64.encodebytes(SIGNED + pieces),
        Content_Type="application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        Content_Transfer_Encoding="base64",
    )

    assert read(raw).words == "How many strides?"


def test_flowed_lines_are_joined():
    body = "How many strides should \nI do?\n\n-- \nBob\n> Add \n> strides."

    letter = read(mail(body, Content_Type="text/plain; format=flowed"))

    assert letter.words == "How many strides should I do?"
    assert "> Add strides." in letter.folded


def test_flowed_lines_lose_their_blank_where_the_mail_says_so():
    letter = read(mail("東京 \nマラソン", Content_Type="text/plain; format=flowed; delsp=yes; charset=utf-8"))

    assert letter.words == "東京マラソン"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        ("SG93IG1hbnk/", "base64"),
        ("SG93IG1hbnk", "base64"),
        ("SG93I\nG1hb!\nnk/", "base64"),
        ("How=20many=\n?", "quoted-printable"),
        ("How many?", "no-such-encoding"),
        ("begin 644 x\n)2&]W(&UA;GD_\nend", "x-uuencode"),
    ],
)
def test_a_broken_encoding_loses_as_little_as_can_be(body, encoding):
    assert read(mail(body, Content_Transfer_Encoding=encoding)).words.startswith("How many")


@pytest.mark.parametrize(
    "raw",
    [
        mail("How many?").replace(b"\n", b"\r\n"),
        mail("How many?").replace(b"\n", b"\r"),
        b"From bob@example.org Mon Nov  3 07:10:00 2025\n" + mail("How many?"),
        mail("How many?").replace(b"\n\n", b"\n"),
        mail("How many?").replace(b"Subject: Strides", b"Subject: Strides and\nmore of them"),
        mail("--edge\n\nHow many?\n", Content_Type='multipart/mixed; boundary="edge"'),
        mail("How many?", Content_Type='multipart/mixed; boundary="edge"'),
        mail("How many?", Content_Type="multipart/mixed"),
        mail("How many?", Content_Type="text"),
        mail("How many?", Content_Type="text/plain; charset"),
        mail("How many?", Content_Type='text/plain; charset="no such"'),
        mail(
            "--edge  \nContent-Type: text/plain\n\nHow many?\n--edge--  \n",
            Content_Type="multipart/mixed; boundary=edge",
        ),
    ],
)
def test_a_mail_out_of_shape_is_read(raw):
    letter = read(raw)

    assert letter.words == "How many?"
    assert letter.sender.address == "bob@example.org"


def test_parts_within_parts_are_read():
    inner = (
        'Content-Type: multipart/alternative; boundary="in"\n\n--in\n\nHow many?\n--in\n'
        + HTML
        + "<p>How many?</p>\n--in--"
    )
    related = f'Content-Type: multipart/related; boundary="mid"\n\n--mid\n{inner}\n--mid\nContent-Type: image/png; name=a.png\nContent-ID: <a>\n\nx\n--mid--'

    letter = read(multipart(related, PDF))

    assert letter.words == "How many?"
    assert [attachment.name for attachment in letter.attachments] == ["a.png", "week.pdf"]


@pytest.mark.parametrize("raw", [b"", b" \r\n\r\n"])
def test_nothing_cannot_be_read(raw):
    with pytest.raises(Unreadable, match="nothing"):
        read(raw)


def test_a_mail_without_words_of_its_own_has_none():
    assert read(mail("> Add strides.")).words == ""


def test_where_text_is_cut_it_says_so():
    letter = read(mail("How many?\n" * 200_000))

    assert (letter.words + letter.folded).endswith("[...]")
