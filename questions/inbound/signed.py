"""What stands in an S/MIME message that is signed and not encrypted (RFC 8551, 3.5.2). Whether the signature holds is not asked."""

from typing import Final

SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")  # the object identifier 1.2.840.113549.1.7.2
DATA: Final = bytes.fromhex("06092a864886f70d010701")  # and that of what was signed, 1.2.840.113549.1.7.1
WITHIN: Final = 100  # bytes from the start that the first stands in
OCTETS: Final = 0x04
OCTETS_IN_PIECES: Final = 0x24
LONG: Final = 0x80  # the length stands in the bytes that follow; alone, it is told by an end mark
MOST_PIECES: Final = 100_000


def signed_content(message: bytes) -> bytes | None:
    """The mail within, headers and all; None where there is none to be read, as in one that is encrypted."""
    if SIGNED_DATA not in message[:WITHIN]:
        return None
    at = message.find(DATA)
    if at < 0:
        return None
    explicit = _header(message, at + len(DATA))
    outer = _header(message, explicit[1]) if explicit else None
    if outer is None:
        return None
    tag, start, length = outer
    if tag == OCTETS and length is not None:
        return message[start : start + length]
    return _pieces(message, start, length) if tag == OCTETS_IN_PIECES else None


def _pieces(message: bytes, at: int, length: int | None) -> bytes:
    end = len(message) if length is None else at + length
    found: list[bytes] = []
    while at < end and len(found) < MOST_PIECES:
        tag, start, size = _header(message, at) or (0, 0, None)
        if tag != OCTETS or size is None:
            break
        found.append(message[start : start + size])
        at = start + size
    return b"".join(found)


def _header(message: bytes, at: int) -> tuple[int, int, int | None] | None:
    """Its tag, where its content begins, and how long that is; the length is None where an end mark tells it (X.690, 8.1.3)."""
    if at + 2 > len(message):
        return None
    tag, length = message[at], message[at + 1]
    if length < LONG:
        return tag, at + 2, length
    if length == LONG:
        return tag, at + 2, None
    size = length - LONG
    return tag, at + 2 + size, int.from_bytes(message[at + 2 : at + 2 + size])
