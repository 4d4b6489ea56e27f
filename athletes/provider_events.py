"""What the mail provider tells by webhook, read by django-anymail: who shows the secret, and what happened to which address."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from anymail.exceptions import AnymailConfigurationError, AnymailError, AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from anymail.webhooks.sparkpost import SparkPostTrackingWebhookView
from django.conf import settings
from django.http import HttpRequest

from athletes.bounces import status_in, trouble_of_status
from athletes.models.address_health import Trouble

# Those that show a user and a password with every call; nothing of ours is needed to read what they say.
PROVIDERS: Final[dict[str, type[AnymailBaseWebhookView]]] = {
    "brevo": BrevoTrackingWebhookView,
    "mailjet": MailjetTrackingWebhookView,
    "postmark": PostmarkTrackingWebhookView,
    "sparkpost": SparkPostTrackingWebhookView,
}


UNREADABLE: Final = (
    AnymailConfigurationError,
    AnymailError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
LONGEST: Final = 254  # characters of an address (RFC 5321, 4.5.3.1.3)


class Forged(Exception):
    """The call does not show our secret."""


class Unreadable(Exception):
    """Not what this provider sends."""


class Happened(NamedTuple):
    """`trouble` is None where a mail was delivered."""

    address: str
    trouble: Trouble | None
    at: datetime | None


def read_events(request: HttpRequest) -> list[Happened]:
    """Raises Forged and Unreadable. Opens and clicks, should the provider count them, are not looked at."""
    reader = PROVIDERS[settings.MAIL_PROVIDER](webhook_secret=settings.MAIL_WEBHOOK_SECRET)
    try:
        reader.run_validators(request)
    except AnymailWebhookValidationFailure as error:
        raise Forged from error
    try:
        return list(_happened(reader.parse_events(request)))
    except UNREADABLE as error:
        raise Unreadable from error


def _happened(events: list[AnymailTrackingEvent]) -> Iterator[Happened]:
    for event in events:
        address = str(event.recipient or "").strip().lower()
        if not address or "\0" in address or len(address) > LONGEST:
            continue
        if event.event_type == EventType.DELIVERED:
            yield Happened(address, None, event.timestamp)
        elif event.event_type == EventType.COMPLAINED:
            yield Happened(address, Trouble.COMPLAINT, event.timestamp)
        elif event.event_type in (EventType.BOUNCED, EventType.REJECTED):
            yield Happened(address, _trouble(event), event.timestamp)


def _trouble(event: Any) -> Trouble:
    """The other server's own words first, then the provider's: some call a passing trouble a bounce as well."""
    status = status_in(str(event.mta_response or ""))
    if status:
        return trouble_of_status(status)
    said = event.esp_event if isinstance(event.esp_event, dict) else {}
    if "soft" in f"{said.get('Type')} {said.get('event')}".lower():
        return Trouble.SOFT
    return Trouble.HARD if event.reject_reason in (RejectReason.INVALID, RejectReason.BOUNCED) else Trouble.SOFT
