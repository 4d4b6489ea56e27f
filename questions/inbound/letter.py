"""What is understood of a mail that came in."""

from dataclasses import dataclass
from datetime import datetime


class Unreadable(Exception):
    """Nothing that a person wrote can be made out. `reason` is for the coach."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Somebody as they stand in a header: the address in lower case, the name as it was written; both may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of a mail, by its place in it. The bytes stay in the raw mail until the coach opens them."""

    place: int
    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail, read. All text is valid Unicode without NUL, and may be stored and shown as it is, escaped."""

    message_id: str  # with its angle brackets; empty where there is none that can be used
    answers_to: tuple[str, ...]  # Message-IDs of In-Reply-To, then of References from the newest to the oldest
    sender: Mailbox
    is_vouched: bool  # our own receiver says that the mail is from the domain of `sender`
    recipients: tuple[str, ...]  # every address it says that it went to: To, Cc, Delivered-To and the like
    subject: str
    written_at: datetime | None  # aware; as the sender's clock says
    words: str  # what the author wrote, and nothing that is quoted
    folded: str  # what it quotes, and the signature
    html: str  # as it came, never to be shown uncleaned; empty where it has none
    attachments: tuple[Attachment, ...]
    automatic: str  # why no person wrote it ("out of office", "mailing list"...); empty for a person's
    is_report: bool  # tells what became of a mail (RFC 3464): for `athletes.bounces`
