"""A mailbox that we look into (IMAP): what nobody has seen comes out as bytes, and is marked only afterwards."""

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final, NamedTuple, Self
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from imap_tools import (
    BaseMailBox,
    ImapToolsError,
    MailBox,
    MailboxFolderSelectError,
    MailboxLoginError,
    MailBoxUnencrypted,
)

TIMEOUT_S: Final = 30  # for each answer
PORTS: Final = {"imaps": 993, "imap": 143}
TROUBLE: Final = (OSError, imaplib.IMAP4.error, ImapToolsError, UnicodeError)


class Place(NamedTuple):
    """`imaps://user:password@host:993/INBOX?move_to=Done`; what stands for itself in an address is written as %40."""

    is_encrypted: bool
    host: str
    port: int
    user: str
    password: str
    folder: str
    move_to: str

    @classmethod
    def of(cls, url: str) -> Self:
        parts: SplitResult = urlsplit(url)
        return cls(
            is_encrypted=parts.scheme == "imaps",
            host=parts.hostname or "",
            port=parts.port or PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            folder=unquote(parts.path.lstrip("/")) or "INBOX",
            move_to=parse_qs(parts.query).get("move_to", [""])[0],
        )


class Unseen:
    """One open mailbox. `imap_tools` would parse what it fetches, and expunge what it flags: both are done by hand."""

    def __init__(self, box: BaseMailBox, place: Place) -> None:
        self._box, self._place = box, place

    def uids(self) -> Sequence[str]:
        """The oldest first."""
        return sorted(self._box.uids("UNSEEN", charset=None), key=int)

    def raw(self, uid: str, *, most: int) -> bytes | None:
        """At most so many bytes of it; None when somebody else took it out meanwhile."""
        status, found = self._box.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{most}>)")
        if status != "OK":
            raise imaplib.IMAP4.error(str(found))
        return next((part[1] for part in found if isinstance(part, tuple)), None)

    def settle(self, uid: str) -> None:
        """It is ours now: into the folder for what is done, or marked as seen."""
        if self._place.move_to:
            self._box.move(uid, self._place.move_to)
        else:
            self._box.client.uid("STORE", uid, "+FLAGS", r"(\Seen)")


@contextmanager
def opened(place: Place) -> Iterator[Unseen]:
    """Raises TROUBLE."""
    box = _connected(place)
    try:
        if place.user.isascii() and place.password.isascii():
            box.login(place.user, place.password, place.folder)
        else:
            box.login_utf8(place.user, place.password, place.folder)
        yield Unseen(box, place)
    finally:
        with suppress(*TROUBLE):
            box.logout()
        with suppress(OSError):  # a goodbye that failed leaves the connection open
            box.client.shutdown()


def words_of(trouble: Exception, place: Place) -> str:
    """For the operator; without the password."""
    if isinstance(trouble, MailboxLoginError):
        return f"The mailbox at {place.host} does not let {place.user} in: are user and password right?"
    if isinstance(trouble, MailboxFolderSelectError):
        return f"The mailbox at {place.host} has no folder {place.folder}."
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return f"The certificate of {place.host} is not good: {trouble.verify_message}."
    if isinstance(trouble, OSError):
        return f"The mail server {place.host} cannot be reached on port {place.port}: {trouble}."
    return f"The mailbox at {place.host} answers: {trouble}"


def _connected(place: Place) -> BaseMailBox:
    if not place.is_encrypted:
        return MailBoxUnencrypted(place.host, place.port, timeout=TIMEOUT_S)
    # Without a context of ours the standard library would take any certificate.
    return MailBox(place.host, place.port, timeout=TIMEOUT_S, ssl_context=ssl.create_default_context())
