"""A mail taken apart by its boundaries: where each part stands, and what its headers say.

The standard library's parser takes a mail line by line, each line against the boundary of every level it stands in: 50 MB take
a second, and levels without an end more than any mail is worth. Here each level is searched once, and everything is counted.
"""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from typing import Final

from questions.inbound.charsets import decoded_header

MOST_PARTS: Final = 1_000  # in a mail; what stands behind is in the original
MOST_DEPTH: Final = 20
MOST_HEADER_BYTES: Final = 500_000  # of all parts of a mail together
MOST_HEADERS: Final = 1_000  # of one part
MOST_HEADER_CHARS: Final = 10_000  # of one header
MOST_SEARCHES: Final = 20_000  # for lines that begin as a boundary does
END_OF_HEADERS: Final = re.compile(rb"\r?\n\r?\n")
HEADER: Final = re.compile(rb"([!-9;-~]{1,100})[ \t]*:[ \t]*(.*)", re.DOTALL)
NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]+")


@dataclass(slots=True)
class Room:
    """What is left of the limits."""

    parts: int = MOST_PARTS
    header_bytes: int = MOST_HEADER_BYTES
    searches: int = MOST_SEARCHES


@dataclass
class Part:
    """`raw[start:end]` is what follows its headers. The parts of a forwarded mail are one: that mail."""

    headers: Message
    raw: bytes = field(repr=False)
    start: int
    end: int
    parts: list["Part"] = field(default_factory=list)

    @cached_property
    def content_type(self) -> str:
        return self.headers.get_content_type()

    @cached_property
    def disposition(self) -> str:
        return self.headers.get_content_disposition() or ""

    def param(self, name: str) -> str:
        """Of Content-Type; empty when it is not there."""
        said = self.headers.get_param(name)
        return (said if isinstance(said, str) else said[2] if said else "").strip()

    def body(self, most: int | None = None) -> bytes:
        """What was encoded, as much of it as could be; of a long one only what `most` bytes of mail hold."""
        end = self.end if most is None else min(self.end, self.start + most)
        return _unpacked(self.raw[self.start : end], str(self.headers.get("Content-Transfer-Encoding", "")))

    def walk(self) -> Iterator["Part"]:
        """From the outside in, in the order of the mail."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.parts))

    def leaves(self) -> Iterator["Part"]:
        """What is no mere wrapping: a place in these is the place of an attachment."""
        return (part for part in self.walk() if not part.parts or part.content_type.startswith("message/"))


def take_apart(raw: bytes) -> Part:
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    return _part(raw, 0, len(raw), "text/plain", 0, Room())


def _part(raw: bytes, start: int, end: int, default_type: str, depth: int, room: Room) -> Part:
    room.parts -= 1
    headers, start = _headers(raw, start, end, room)
    headers.set_default_type(default_type)
    part = Part(headers, raw, start, end)
    if depth < MOST_DEPTH and room.parts > 0:
        part.parts = _inner(part, depth + 1, room)
    return part


def _inner(part: Part, depth: int, room: Room) -> list[Part]:
    if part.headers.get_content_maintype() == "multipart":
        default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
        return [
            _part(part.raw, start, end, default, depth, room) for start, end in _pieces(part, room) if room.parts > 0
        ]
    if part.content_type in {"message/rfc822", "message/global"}:
        raw = part.raw[part.start : part.end]
        body = part.body()
        if body == raw:
            return [_part(part.raw, part.start, part.end, "text/plain", depth, room)]
        return [_part(body, 0, len(body), "text/plain", depth, room)]
    return []


def _pieces(part: Part, room: Room) -> Iterator[tuple[int, int]]:
    """Where the parts begin and end. None where the boundary is missing: what stands there is text then."""
    boundary = b"--" + part.param("boundary").encode("utf-8", "replace")
    start = -1
    for at, after, is_last in _boundary_lines(part, boundary, room) if len(boundary) > 2 else ():  # noqa: PLR2004 - the dashes
        if start >= 0:
            yield start, max(start, at)
        if is_last:
            return
        start = after
    if start >= 0:
        yield start, part.end


def _boundary_lines(part: Part, boundary: bytes, room: Room) -> Iterator[tuple[int, int, bool]]:
    """For each: where the part before it ends, where the next begins, whether it closes. The break before it belongs to it."""
    at = part.raw.find(boundary, part.start, part.end)
    while at >= 0 and room.searches > 0:
        room.searches -= 1
        line_end = part.raw.find(b"\n", at, part.end)
        line_end = part.end if line_end < 0 else line_end
        rest = part.raw[at + len(boundary) : min(line_end, at + len(boundary) + 200)].strip()
        begins_line = at == part.start or part.raw[at - 1 : at] == b"\n"
        if begins_line and rest in {b"", b"--"}:
            before = at - 2 if part.raw[at - 2 : at] == b"\r\n" else at - 1
            yield max(before, part.start), min(line_end + 1, part.end), rest == b"--"
        at = part.raw.find(b"\n" + boundary, max(line_end - 1, at), part.end)
        at = at + 1 if at >= 0 else at


def _headers(raw: bytes, start: int, end: int, room: Room) -> tuple[Message, int]:
    """And where they end. A mail that begins with no header has none."""
    message = Message()
    block_end, body = _end_of_headers(raw, start, end)
    lines = raw[start : min(block_end, start + room.header_bytes)].split(b"\n")
    room.header_bytes = max(0, room.header_bytes - (block_end - start))
    found: list[tuple[bytes, list[bytes]]] = []
    at = start
    for number, line in enumerate(lines):
        header = HEADER.match(line)
        if header:
            found.append((header[1], [header[2]]))
        elif found and (line[:1] in b" \t" or _is_torn(lines, number)):
            found[-1][1].append(line)
        elif not (number == 0 and line.startswith((b"From ", b">From "))):
            return _filled(message, found), at
        at += len(line) + 1
    return _filled(message, found), body


def _is_torn(lines: list[bytes], number: int) -> bool:
    """Folded without the white space, as headers follow behind it; else the text begins here, without an empty line."""
    return number + 1 < len(lines) and HEADER.match(lines[number + 1]) is not None


def _end_of_headers(raw: bytes, start: int, end: int) -> tuple[int, int]:
    for empty in (b"\r\n", b"\n"):
        if raw.startswith(empty, start, end):
            return start, start + len(empty)
    found = END_OF_HEADERS.search(raw, start, end)
    return (found.start(), found.end()) if found else (end, end)


def _filled(message: Message, found: list[tuple[bytes, list[bytes]]]) -> Message:
    for name, lines in found[:MOST_HEADERS]:
        value = b"".join(line.rstrip(b"\r") for line in lines)
        message[name.decode("ascii")] = decoded_header(value[:MOST_HEADER_CHARS])
    return message


def _unpacked(body: bytes, encoding: str) -> bytes:
    match encoding.strip().lower():
        case "base64":
            return _from_base64(body)
        case "quoted-printable":
            return quopri.decodestring(body)
        case "x-uuencode" | "uuencode" | "x-uue":
            return _from_uuencode(body)
        case _:
            return body


def _from_base64(body: bytes) -> bytes:
    """A word that is not base64 ends it no sooner than it must: mailing lists write their foot below."""
    letters = NOT_BASE64.sub(b"", body)
    letters = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return base64.b64decode(letters + b"=" * (-len(letters) % 4))


def _from_uuencode(body: bytes) -> bytes:
    lines = body.splitlines()
    begin = next((at for at, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    found = []
    for line in lines[begin + 1 :]:
        if line.strip() == b"end":
            break
        try:
            found.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(found)
