"""How mail comes in: what the operator's page shows and `manage.py check_mail_in` judges."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count, Min, Q

from athletes.mail_health import said
from questions.models import IncomingMail, IncomingState, MailboxLook

UNREAD_PATIENCE: Final = timedelta(minutes=15)
LOOK_PATIENCE: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailInHealth:
    unread: int
    unread_for: timedelta | None
    came_in_day: int
    held: int
    refused_in_day: int
    mailbox_error: str
    not_looked_for: timedelta | None

    def complaints(self) -> Iterator[str]:
        """Nothing when all is well."""
        if self.unread_for is not None and self.unread_for > UNREAD_PATIENCE:
            yield f"Mail that came in has waited {said(self.unread_for)} to be read: does a worker run?"
        if self.mailbox_error:
            yield self.mailbox_error
        elif self.not_looked_for is not None and self.not_looked_for > LOOK_PATIENCE:
            yield f"Nobody has looked into the mailbox for {said(self.not_looked_for)}: do beat and a worker run?"


def mail_in_health(*, at: datetime) -> MailInHealth:
    day = at - timedelta(days=1)
    counts = IncomingMail.objects.aggregate(
        unread=Count("pk", filter=Q(state=IncomingState.RECEIVED)),
        oldest=Min("received_at", filter=Q(state=IncomingState.RECEIVED)),
        came_in_day=Count("pk", filter=Q(received_at__gt=day)),
        held=Count("pk", filter=Q(state=IncomingState.QUARANTINED) & ~Q(raw=b"")),
        refused_in_day=Count("pk", filter=Q(state=IncomingState.REFUSED, received_at__gt=day)),
    )
    oldest = counts.pop("oldest")
    look = MailboxLook.objects.first() if settings.IMAP_URL else None
    return MailInHealth(
        **counts,
        unread_for=at - oldest if oldest else None,
        mailbox_error=look.error if look else "",
        not_looked_for=at - look.seen_at if look and look.seen_at else None,
    )
