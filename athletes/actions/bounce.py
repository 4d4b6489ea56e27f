"""What is reported of mail that has left us, applied to the address it went to."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import is_aware

from athletes.actions.address_health import note_delivered, note_trouble
from athletes.bounces import Returned, trouble_of_status
from athletes.models import OutgoingMail
from athletes.models.address_health import Trouble


def apply_reports(reports: Iterable[Returned], *, at: datetime) -> list[str]:
    """The addresses that a report of one of our mails is about.

    Our Message-ID is a secret between us and who got the mail: it is what makes a report worth believing, and the address
    is that of our own row. The trouble counts from when the mail left, so that the same report again changes nothing.
    """
    told = []
    for report in reports:
        mail = OutgoingMail.objects.returned(report.message_id).first()
        if mail is not None:
            note_trouble(mail.to, trouble_of_status(report.status), at=mail.sent_at or at)
            told.append(mail.to)
    return told


def apply_complaint(message_id: str, *, at: datetime) -> list[str]:
    """Believed for the same reason, and about the same address."""
    mail = OutgoingMail.objects.returned(message_id).first()
    if mail is None:
        return []
    note_trouble(mail.to, Trouble.COMPLAINT, at=mail.sent_at or at)
    return [mail.to]


def apply_event(address: str, trouble: Trouble | None, *, happened_at: datetime | None, at: datetime) -> None:
    """What a provider tells, who is believed. None: delivered. Without a moment, or with one to come, it is now."""
    is_known = happened_at is not None and is_aware(happened_at)
    moment = min(happened_at, at) if happened_at is not None and is_known else at
    if trouble is None:
        note_delivered(address, at=moment)
    else:
        note_trouble(address, trouble, at=moment)
