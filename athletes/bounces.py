"""What a mail server says about a mail that it did not deliver: answers of SMTP, and reports that come by mail. Pure."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from smtplib import SMTPRecipientsRefused
from typing import Final, NamedTuple

from athletes.models.address_health import Trouble

MOST_BYTES: Final = 1_000_000  # the report itself stands before the mail it returns, which may be of any size
ENHANCED: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
MESSAGE_ID: Final = re.compile(r"<[^<>\s\0]{3,200}>")
COMPLAINT: Final = re.compile(r"^Feedback-Type:\s*abuse\b", re.IGNORECASE | re.MULTILINE)
# Enhanced codes (RFC 3463, 3.2-3.3) that say: there is no such mailbox, and will be none. 5.1.10 is Exchange's and a null
# MX's (RFC 7505), 5.5.0 Outlook's for an unknown one. All others, such as a full mailbox (5.2.2) or a policy against us
# (5.7.x), may be over some day.
NO_MAILBOX: Final = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.5.0"})
# Without one, the plain codes of RFC 5321, 4.2.3, that speak of the mailbox.
NO_MAILBOX_PLAIN: Final = frozenset({550, 551, 553})


class Returned(NamedTuple):
    """One address that a report is about; `message_id` is that of the mail, empty where the report does not say."""

    address: str
    status: str
    message_id: str


def read_dsn(raw: bytes) -> list[Returned]:
    """The addresses that a report gives up on (RFC 3464). Empty for any other mail, and for a mere delay."""
    try:
        report = message_from_bytes(raw[:MOST_BYTES], policy=compat32)
        message_id = _message_id(report)
        return [
            Returned(_address(block), _status(block), message_id)
            for block in _blocks(report)
            if str(block.get("Action", "")).strip().lower() == "failed" and _address(block)
        ]
    except RecursionError:  # parts within parts without an end
        return []


def read_complaint(raw: bytes) -> str:
    """The Message-ID of the mail that its reader called spam (RFC 5965, type "abuse"). Empty for any other mail."""
    try:
        report = message_from_bytes(raw[:MOST_BYTES], policy=compat32)
        return _message_id(report) if _complains(report) else ""
    except RecursionError:
        return ""


def is_report(raw: bytes) -> bool:
    """Of non-delivery, or a reader's complaint."""
    try:
        report = message_from_bytes(raw[:MOST_BYTES], policy=compat32)
        return any(True for _ in _blocks(report)) or _complains(report)
    except RecursionError:
        return False


def trouble_of_status(status: str) -> Trouble:
    return Trouble.HARD if status in NO_MAILBOX else Trouble.SOFT


def trouble_of_refusal(error: Exception) -> Trouble | None:
    """None where the server's words are not about the mailbox."""
    if not isinstance(error, SMTPRecipientsRefused):
        return None
    answers = [(code, status_in(text.decode("ascii", "replace"))) for code, text in error.recipients.values()]
    is_hard = any(trouble_of_answer(code, status) == Trouble.HARD for code, status in answers)
    return Trouble.HARD if is_hard else Trouble.SOFT


def trouble_of_answer(code: int, status: str) -> Trouble:
    if status:
        return trouble_of_status(status)
    return Trouble.HARD if code in NO_MAILBOX_PLAIN else Trouble.SOFT


def status_in(words: str) -> str:
    """The first enhanced code in an answer, such as "5.1.1"; empty without."""
    found = ENHANCED.search(words)
    return found[0] if found else ""


def _blocks(report: Message) -> Iterator[Message]:
    """What is said of each recipient. The first block is about the report itself and names none."""
    if report.get_content_type() != "multipart/report":
        return
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message) and "Action" in block)


def _complains(report: Message) -> bool:
    """As parsers see it, the fields of a feedback report are the text of their part."""
    if report.get_content_type() != "multipart/report":
        return False
    told = [part for part in report.walk() if part.get_content_type() == "message/feedback-report"]
    return any(COMPLAINT.search(_fields(part)) for part in told)


def _fields(part: Message) -> str:
    payload = part.get_payload()
    return "\n".join(str(one) for one in payload) if isinstance(payload, list) else str(payload)


def _address(block: Message) -> str:
    """ "rfc822; <bob@example.org>"."""
    said = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    return said.partition(";")[2].strip().strip("<>").lower()


def _status(block: Message) -> str:
    """Where the status says nothing but "failed" (x.0.0), what the other server answered may say more."""
    status = status_in(str(block.get("Status", "")))
    if not status or status.endswith(".0.0"):
        return status_in(str(block.get("Diagnostic-Code", "")).partition(";")[2]) or status
    return status


def _message_id(report: Message) -> str:
    """Of the mail that came back, whole or its headers alone; else what the report answers to."""
    for part in report.walk():
        if part is not report and part.get("Message-ID"):
            return _first_id(str(part["Message-ID"]))
        if part.get_content_type() == "text/rfc822-headers":
            found = re.search(
                r"^Message-ID:\s*(<[^<>\s\0]{3,200}>)", str(part.get_payload()), re.IGNORECASE | re.MULTILINE
            )
            if found:
                return found[1]
    return _first_id(str(report.get("In-Reply-To") or report.get("References") or ""))


def _first_id(words: str) -> str:
    found = MESSAGE_ID.search(words)
    return found[0] if found else ""
