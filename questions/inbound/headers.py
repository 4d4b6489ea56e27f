"""What the headers of a mail say, in words."""

import email.errors
import email.header
import email.utils
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from itertools import groupby
from typing import Final

from questions.inbound.charsets import decoded, tidy
from questions.inbound.letter import Mailbox

MESSAGE_ID: Final = re.compile(r"<[^<>\s\x00-\x20\x7f-\U0010ffff]{1,248}>")
ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\\\"'@]{1,64}@[^\s<>()\[\],;:\\\"'@]{1,255}")
MOST_IDS: Final = 100
MOST_RECIPIENTS: Final = 500
MOST_CHARS: Final = 2_000  # of a header that is read word by word
WENT_TO: Final = (
    "To",
    "Cc",
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Forwarded-To",
    "Apparently-To",
    "Resent-To",
    "Resent-Cc",
)


def text_of(headers: Message, name: str) -> str:
    """The first header of this name, on one line; empty without."""
    return words_of(str(headers.get(name, "")))


def words_of(value: str) -> str:
    """Encoded words (RFC 2047) read, as far as they can be."""
    try:
        runs = email.header.decode_header(value[:MOST_CHARS])
    except email.errors.HeaderParseError:
        runs = [(value[:MOST_CHARS], None)]
    return " ".join(tidy("".join(_read(runs))).split())


def mailbox_of(headers: Message) -> Mailbox:
    """Who it is from: From, else Sender, else nobody."""
    for name in ("From", "Sender"):
        value = str(headers.get(name, ""))[:MOST_CHARS]
        found = ADDRESS.findall(value)
        if found:
            return _mailbox(value, _in_brackets(value) or found[0])
    return Mailbox(words_of(str(headers.get("From", "")))[:200], "")


def message_id_of(headers: Message) -> str:
    found = MESSAGE_ID.search(str(headers.get("Message-ID", "")))
    return found[0] if found else ""


def answers_to(headers: Message) -> tuple[str, ...]:
    replied = MESSAGE_ID.findall(str(headers.get("In-Reply-To", "")))
    before = MESSAGE_ID.findall(str(headers.get("References", "")))
    return tuple(dict.fromkeys([*replied, *reversed(before)]))[:MOST_IDS]


def recipients_of(headers: Message) -> tuple[str, ...]:
    said = (value for name in WENT_TO for value in headers.get_all(name, ()))
    found = dict.fromkeys(address.lower() for value in said for address in ADDRESS.findall(str(value)))
    return tuple(found)[:MOST_RECIPIENTS]


def written_at(headers: Message) -> datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(str(headers.get("Date", ""))[:100])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _read(runs: list[tuple[bytes | str, str | None]]) -> Iterator[str]:
    """Words of one charset are read together, since some programs cut a letter in two."""
    for charset, group in groupby(runs, key=lambda run: run[1]):
        pieces = [piece for piece, _ in group]
        if charset is None:
            yield "".join(p if isinstance(p, str) else p.decode("raw_unicode_escape", "replace") for p in pieces)
        else:
            yield decoded(
                b"".join(p if isinstance(p, bytes) else p.encode() for p in pieces), charset.partition("*")[0]
            )


def _in_brackets(value: str) -> str:
    found = re.findall(rf"<\s*({ADDRESS.pattern})\s*>", value)
    return found[-1] if found else ""


def _mailbox(value: str, address: str) -> Mailbox:
    """`Bob <bob@example.org>`, or as it once was: `bob@example.org (Bob)`."""
    before, _, after = value.partition(address)
    name = before.rstrip().rstrip("<").strip() or after.strip().lstrip(">").strip().strip("()")
    if name.startswith('"') and name.endswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return Mailbox(words_of(name)[:200].strip('"'), address.lower())
