"""How mail is doing: what the operator's page shows and `manage.py check_mail` judges."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from athletes.models import BeatMark, OutgoingMail
from athletes.models.mail import MailState

BEAT_PATIENCE = timedelta(minutes=3)
MAIL_PATIENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHealth:
    beat_age: timedelta | None
    oldest_unsent: timedelta | None
    waiting: int
    sent: int
    failed: int

    @property
    def is_beat_late(self) -> bool:
        return self.beat_age is None or self.beat_age > BEAT_PATIENCE

    @property
    def is_mail_late(self) -> bool:
        return self.oldest_unsent is not None and self.oldest_unsent > MAIL_PATIENCE

    def complaints(self) -> Iterator[str]:
        """Nothing when all is well."""
        if self.beat_age is None:
            yield "The scheduler was never heard of: is beat running, and a worker on the queue “default”?"
        elif self.is_beat_late:
            yield f"The scheduler was last heard of {said(self.beat_age)} ago: is beat running, and a worker?"
        if self.oldest_unsent is not None and self.is_mail_late:
            yield f"The oldest unsent mail was due {said(self.oldest_unsent)} ago: does the mail server answer?"


def mail_health(*, at: datetime) -> MailHealth:
    mark = BeatMark.objects.filter(name="beat").first()
    counts = dict(OutgoingMail.objects.values_list("state").annotate(Count("pk")))
    oldest = OutgoingMail.objects.oldest_unsent(at=at)
    return MailHealth(
        beat_age=at - mark.seen_at if mark else None,
        oldest_unsent=at - oldest if oldest else None,
        waiting=counts.get(MailState.WAITING, 0),
        sent=counts.get(MailState.SENT, 0),
        failed=counts.get(MailState.FAILED, 0),
    )


def said(age: timedelta) -> str:
    """ "40 s", "12 min", "3 h 05"."""
    minutes, seconds = divmod(max(0, round(age.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d}"
    return f"{minutes} min" if minutes else f"{seconds} s"
