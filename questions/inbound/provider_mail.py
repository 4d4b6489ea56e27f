"""Mail that a provider hands over by webhook: django-anymail says who may call, and reads what is no raw mail."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from anymail.exceptions import AnymailConfigurationError, AnymailError, AnymailWebhookValidationFailure
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.mailjet import MailjetInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from anymail.webhooks.sendgrid import SendGridInboundWebhookView
from anymail.webhooks.sparkpost import SparkPostInboundWebhookView

from questions.inbound.calls import Call

OLDEST: Final = timedelta(minutes=5)  # of a signed call, and as far may its clock be ahead of ours
ODD: Final = (
    AnymailConfigurationError,
    AnymailError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Forged(Exception):
    """The call does not show our secret, or shows one that is used up."""


class NotUnderstood(Exception):
    """Not what this provider sends."""


class Handed(NamedTuple):
    raw: bytes
    envelope_from: str
    envelope_to: str


class _SendGrid(SendGridInboundWebhookView):
    def __init__(self, **kwargs: Any) -> None:
        """Without anymail's warning, at each call, that nobody there has an account to test with."""
        AnymailBaseWebhookView.__init__(self, **kwargs)


def reader_of(provider: str, secret: str) -> AnymailBaseWebhookView:
    if provider == "mailgun":
        return MailgunInboundWebhookView(webhook_signing_key=secret)
    return READERS[provider](webhook_secret=secret)


def check_caller(reader: AnymailBaseWebhookView, call: Call) -> None:
    """In constant time. Raises Forged."""
    try:
        reader.run_validators(call)
    except (AnymailWebhookValidationFailure, UnicodeError) as error:
        raise Forged from error


def check_signed_now(call: Call, *, at: datetime) -> str:
    """What makes this signature one of its kind: it may be used once, for as long as `OLDEST` before and after. Raises Forged."""
    try:
        signed_at = datetime.fromtimestamp(int(call.POST["timestamp"]), tz=UTC)
    except (KeyError, ValueError, OverflowError, OSError) as error:
        raise Forged from error
    if abs(at - signed_at) > OLDEST:
        raise Forged
    return call.POST["token"]


def mails_in(reader: AnymailBaseWebhookView, call: Call) -> list[Handed]:
    """The raw mail where the provider gives it, else one made from its fields. Raises NotUnderstood."""
    try:
        given = list(RAW[type(reader)](call)) if type(reader) in RAW else []
        return given or [_made(event.message) for event in reader.parse_events(call)]
    except ODD as error:
        raise NotUnderstood from error


def _made(message: Any) -> Handed:
    return Handed(message.as_bytes(), message.envelope_sender or "", message.envelope_recipient or "")


def _of_mailgun(call: Call) -> Iterator[Handed]:
    if "body-mime" in call.POST:
        yield Handed(call.POST.as_came["body-mime"], call.POST.get("sender", ""), call.POST.get("recipient", ""))


def _of_sendgrid(call: Call) -> Iterator[Handed]:
    if "email" in call.POST:
        envelope = json.loads(call.POST.get("envelope", "{}"))
        yield Handed(call.POST.as_came["email"], str(envelope.get("from", "")), ", ".join(envelope.get("to", [])))


def _of_postmark(call: Call) -> Iterator[Handed]:
    said = json.loads(call.body)
    if "RawEmail" in said and said.get("RecordType", "Inbound") == "Inbound":
        first = (said.get("Headers") or [{}])[0]
        sender = first["Value"] if first.get("Name", "").lower() == "return-path" else ""
        yield Handed(said["RawEmail"].encode("utf-8", "surrogatepass"), sender, said.get("OriginalRecipient") or "")


def _of_sparkpost(call: Call) -> Iterator[Handed]:
    for event in json.loads(call.body):
        said = event["msys"].get("relay_message")
        if said is not None:
            content = said["content"]
            text = content["email_rfc822"].encode("utf-8", "surrogatepass")
            raw = base64.b64decode(text) if content["email_rfc822_is_base64"] else text
            yield Handed(raw, said.get("msg_from") or "", said.get("rcpt_to") or "")


READERS: Final[dict[str, type[AnymailBaseWebhookView]]] = {
    "mailjet": MailjetInboundWebhookView,
    "postmark": PostmarkInboundWebhookView,
    "sendgrid": _SendGrid,
    "sparkpost": SparkPostInboundWebhookView,
}
RAW: Final[dict[type[AnymailBaseWebhookView], Callable[[Call], Iterator[Handed]]]] = {
    MailgunInboundWebhookView: _of_mailgun,
    PostmarkInboundWebhookView: _of_postmark,
    _SendGrid: _of_sendgrid,
    SparkPostInboundWebhookView: _of_sparkpost,
}
