import pytest

from questions.inbound.charsets import decoded


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("März".encode(), "utf-8", "März"),
        ("März".encode("cp1252"), "iso-8859-1", "März"),
        ("“5 €”".encode("cp1252"), "iso-8859-1", "“5 €”"),
        ("März".encode(), "iso-8859-1", "März"),
        ("März".encode(), "us-ascii", "März"),
        ("März".encode("cp1252"), "utf-8", "März"),
        ("März".encode("cp1252"), "", "März"),
        ("März".encode(), "no-such-charset", "März"),
        ("März".encode(), "x" * 99, "März"),
        ("März".encode(), "idna", "März"),
        (b"a\\u0041", "unicode_escape", "a\\u0041"),
        (b"6a6b", "hex", "6a6b"),
        ("бег".encode("koi8-r"), "KOI8-R", "бег"),
        ("бег".encode("cp1251"), '"windows-1251"', "бег"),
        ("东京".encode("gb18030"), "gb2312", "东京"),
        ("①".encode("cp932"), "shift_jis", "①"),
        ("ア".encode("iso2022_jp"), "", "ア"),
        ("달리기".encode("cp949"), "ks_c_5601-1987", "달리기"),
        ("März".encode("utf-16"), "utf-16", "März"),
        ("Здравствуй, Алиса".encode() + b"\xff", "utf-8", "Здравствуй, Алиса\ufffd"),
        ("MÃ¤rz â€” ja".encode(), "utf-8", "März — ja"),
        ("Ã is a letter, ä too".encode(), "utf-8", "Ã is a letter, ä too"),
        (b"a\0b\x07c\x1bd\xef\xbb\xbfe", "utf-8", "abcde"),
        (b"a\r\nb\rc\r\r\nd\xe2\x80\xa8e", "utf-8", "a\nb\nc\nd\ne"),
        (b"\xed\xa0\x80", "utf-8", "í\xa0€"),
    ],
)
def test_bytes_become_the_text_that_was_meant(raw, charset, text):
    assert decoded(raw, charset) == text
