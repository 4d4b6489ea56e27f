"""A mail as it came, for the coach: its headers in words, its text, and what hangs on it, unopened."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from questions.inbound.letter import Attachment, Letter, Unreadable
from questions.inbound.reading import read_letter
from questions.models import IncomingMail, Question


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


PROGRAMS: Final = _names(
    "apk app bat bin cmd com cpl deb dll dmg exe gadget hta img iso jar js jse lnk mjs msc msi msix pkg ps1"
    " py reg rpm scr sh vb vbe vbs wsf wsh"
)
PAGES: Final = _names("htm html mht mhtml shtml svg xht xhtml xml")
MACROS: Final = _names("docm dotm pptm potm xlam xlsm xltm")
ARCHIVES: Final = _names("7z ace cab gz rar tar tgz zip")
WARNINGS: Final = (
    (PROGRAMS, "A program. Open it only if you asked for it."),
    (PAGES, "A web page, which can ask for passwords in somebody’s name. Look twice."),
    (MACROS, "May hold programs (macros). Leave them off when you open it."),
    (ARCHIVES, "An archive: look what is inside before you open any of it."),
)
PROGRAM_TYPES: Final = frozenset(
    {"application/x-msdownload", "application/x-msdos-program", "application/x-sh", "application/java-archive"}
    | {
        "application/javascript",
        "text/javascript",
        "application/x-executable",
        "application/vnd.microsoft.portable-executable",
    }
)
KILO: Final = 1000
LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """One attachment: `name` as a file of ours would be called, `warning` empty where nothing is to be said."""

    place: int
    name: str
    content_type: str
    size: str
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """`letter` is None where it cannot be read: `why_not` says so. `question` is the thread that it stands in."""

    mail: IncomingMail
    question: Question | None
    letter: Letter | None
    why_not: str
    size: str
    hanging: tuple[Hanging, ...]


def mail_page(mail: IncomingMail) -> MailPage:
    message = getattr(mail, "message", None)
    letter, why_not = read(mail)
    return MailPage(
        mail=mail,
        question=message.question if message else None,
        letter=letter,
        why_not=why_not,
        size=size_words(mail.size),
        hanging=tuple(_hanging(letter)) if letter else (),
    )


def read(mail: IncomingMail) -> tuple[Letter | None, str]:
    """The letter, or None and why. Whom our receiver vouches for was asked when it came in, and stands with the message."""
    try:
        return read_letter(bytes(mail.raw), vouchers=()), ""
    except Unreadable as unreadable:
        return None, unreadable.reason


def hanging_of(attachment: Attachment) -> Hanging:
    name = file_name(attachment.name) or f"attachment {attachment.place + 1}"
    return Hanging(
        place=attachment.place,
        name=name,
        content_type=attachment.content_type,
        size=size_words(attachment.size),
        warning=_warning(name, attachment.content_type),
    )


def file_name(name: str) -> str:
    """Without folders, and without signs that turn letters around: "exe.fdp" must not read as "pdf.exe"."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Zl", "Zp"})
    stem, dot, end = plain.strip(" .").rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{end[:LONGEST_NAME]}"


def size_words(size: int) -> str:
    """ "12 kB"."""
    if size < KILO:
        return f"{size} bytes"
    return f"{size / KILO:.0f} kB" if size < KILO * KILO else f"{size / KILO / KILO:.1f} MB"


def _hanging(letter: Letter) -> Iterator[Hanging]:
    return (hanging_of(attachment) for attachment in letter.attachments)


def _warning(name: str, content_type: str) -> str:
    ends = {
        end.strip().lower() for end in name.split(".")[1:]
    }  # also "invoice.exe.pdf", which some programs open as the first
    if content_type in PROGRAM_TYPES:
        return WARNINGS[0][1]
    return next((warning for known, warning in WARNINGS if ends & known), "")
