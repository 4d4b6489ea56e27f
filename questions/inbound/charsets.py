"""Bytes to text, whatever their charset is said to be. Text holds no NUL, no lone surrogate and no control but tab and newline."""

import codecs
import re
from typing import Final

# A name that says less than is meant: each of these reads all that the other does, and more. As browsers do.
MEANT: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
OTHER_NAMES: Final = {
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac-roman",
    "iso-8859-8-i": "iso8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "x-cp1252": "cp1252",
    "cp-1252": "cp1252",
    "x-unicode-2-0-utf-8": "utf-8",
}
# Python's own that no mail is written in, and that may take a long time or mean something else.
NOT_FOR_MAIL: Final = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "undefined"}
)
ONE_BYTE: Final = re.compile(r"cp12\d\d|cp874|iso8859|koi8|mac|latin")
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
LINE_ENDS: Final = re.compile(r"\r+\n|\r|\x85|\u2028|\u2029")
JAPANESE: Final = re.compile(rb"\x1b\$[@B]|\x1b\(J")
TWICE: Final = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)


def decoded(raw: bytes, charset: str) -> str:
    """Never fails: the charset that is named, else UTF-8, else Windows-1252."""
    return tidy(_repaired(_decoded(raw, _codec(charset))))


def decoded_header(raw: bytes) -> str:
    """A header's value; one that is not ASCII, though it should be, is UTF-8 or Windows-1252."""
    return CONTROLS.sub("", _decoded(raw, None)).replace("\n", " ").replace("\r", " ")


def tidy(text: str) -> str:
    return CONTROLS.sub("", LINE_ENDS.sub("\n", text))


def _codec(charset: str) -> str | None:
    name = charset.strip("\"' ").lower()
    name = OTHER_NAMES.get(name, name)
    if not name or len(name) > 40 or name in NOT_FOR_MAIL:  # noqa: PLR2004 - longer than any
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    return MEANT.get(found.name, found.name) if is_text and found.name not in NOT_FOR_MAIL else None


def _decoded(raw: bytes, codec: str | None) -> str:
    for attempt in _attempts(raw, codec):
        try:
            return raw.decode(attempt)
        except (UnicodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace") if codec is None or ONE_BYTE.match(codec) else raw.decode(codec, "replace")


def _attempts(raw: bytes, codec: str | None) -> list[str]:
    """What is valid UTF-8 beyond ASCII is that, though it be called Latin: no Latin text is by chance."""
    if codec is None and JAPANESE.search(raw):
        return ["iso2022_jp_ext"]
    if codec is None or (ONE_BYTE.match(codec) and not raw.isascii()):
        return ["utf-8", codec or "cp1252"]
    if codec == "utf-8":
        return ["utf-8", "cp1252"]
    return [codec, "utf-8"]


def _repaired(text: str) -> str:
    """UTF-8 that was taken for Windows-1252 and written as UTF-8 again. Only where all of the text says so."""
    if not TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
