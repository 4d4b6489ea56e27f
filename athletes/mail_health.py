"""How mail is doing: what the operator's page shows and `manage.py check_mail` judges."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from athletes.models import BeatMark, OutgoingMail
from athletes.models.mail import MailState

BEAT_PATIENCE = timedelta(minutes=3)
MAIL_PATIENCE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHealth:
    beat_age: timedelta | None
    oldest_unsent: timedelta | None
    waiting: int
    due: int
    late: int
    sent: int
    sent_hour: int
    sent_day: int
    failed: int
    lapsed: int
    withheld: int

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
    counts = OutgoingMail.objects.aggregate(
        **{state.value: _count(state=state) for state in MailState},
        due=_count(state=MailState.WAITING, not_before__lte=at),
        late=_count(state=MailState.WAITING, not_before__lte=at - MAIL_PATIENCE),
        sent_hour=_count(state=MailState.SENT, sent_at__gt=at - timedelta(hours=1)),
        sent_day=_count(state=MailState.SENT, sent_at__gt=at - timedelta(days=1)),
    )
    oldest = OutgoingMail.objects.oldest_unsent(at=at)
    return MailHealth(
        beat_age=at - mark.seen_at if mark else None,
        oldest_unsent=at - oldest if oldest else None,
        **counts,
    )


def _count(**which: Any) -> Count:
    return Count("pk", filter=Q(**which))


def said(age: timedelta) -> str:
    """ "40 s", "12 min", "3 h 05"."""
    minutes, seconds = divmod(max(0, round(age.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d}"
    return f"{minutes} min" if minutes else f"{seconds} s"
