"""A mail before anybody reads it: its bytes as they come in, under which name it is kept, and whether it came before."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from hashlib import sha256
from typing import BinaryIO, Final

HEAD_BYTES: Final = 65_536  # of a mail that is too large, so much is kept
MOST_HEADER_BYTES: Final = 1_000_000
CHUNK: Final = 1_000_000
LONGEST_ID: Final = 255  # characters
# Some lines end in "\n", some in "\r" alone; a "\r\n" is never two of them.
HEADERS_END: Final = re.compile(rb"(?:\r\n|\n|\r(?!\n)){2}")
HEADER: Final = re.compile(rb"^[!-9;-~]+[ \t]*:", re.MULTILINE)
WHITE: Final = b" \t\r\n"


class NoMail(Exception):
    """Nothing came, or nothing that has a header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMail:
    """`raw` is the whole mail, or its head where `is_cut`. Digests are always of the whole."""

    raw: bytes
    size: int
    is_cut: bool
    digest: str
    body_digest: str
    message_id: str

    @property
    def key(self) -> str:
        """Under which it comes in once."""
        return self.message_id or self.digest_key

    @property
    def digest_key(self) -> str:
        return f"sha256:{self.digest}"


def read_raw(stream: BinaryIO, *, most: int) -> RawMail:
    """All of the stream, in no more memory than `most` bytes and a little. Raises NoMail."""
    kept = _read(stream, most + 1)
    if not has_header(kept):
        raise NoMail
    whole, size = sha256(kept), len(kept)
    body = sha256(kept[_body_at(kept) :].translate(None, WHITE))
    while chunk := stream.read(CHUNK):
        whole.update(chunk)
        body.update(chunk.translate(None, WHITE))
        size += len(chunk)
    is_cut = size > most
    return RawMail(
        raw=kept[:HEAD_BYTES] if is_cut else kept,
        size=size,
        is_cut=is_cut,
        digest=whole.hexdigest(),
        body_digest=body.hexdigest(),
        message_id=_message_id(kept),
    )


def has_header(raw: bytes) -> bool:
    """Is this a mail at all? One line of its beginning that looks like a header makes it one."""
    start = raw[:MOST_HEADER_BYTES].lstrip()
    return HEADER.search(start, 0, _body_at(start)) is not None


def normal_id(text: str) -> str:
    """A Message-ID with its brackets and without white space, a very long one by its digest; empty where there is none."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")
    found = re.search(r"<([^<>]+)>", text)
    inside = "".join((found[1] if found else text.strip(" <>")).split())
    if len(inside) > LONGEST_ID - 2:
        inside = f"sha256.{sha256(inside.encode()).hexdigest()}"
    return f"<{inside}>" if inside else ""


def _message_id(raw: bytes) -> str:
    head = raw[: min(_body_at(raw), MOST_HEADER_BYTES)]
    return normal_id(_first(BytesHeaderParser(policy=compat32).parsebytes(head), "Message-ID"))


def _first(headers: Message, name: str) -> str:
    """As the bytes came: read by name, one with letters beyond ASCII would be some other object."""
    return next((str(value) for key, value in headers.raw_items() if key.lower() == name.lower()), "")


def _body_at(raw: bytes) -> int:
    found = HEADERS_END.search(raw)
    return found.end() if found else len(raw)


def _read(stream: BinaryIO, most: int) -> bytes:
    """A pipe gives what it has: ask until it is enough, or all."""
    parts, room = [], most
    while room and (part := stream.read(min(room, CHUNK))):
        parts.append(part)
        room -= len(part)
    return b"".join(parts)
