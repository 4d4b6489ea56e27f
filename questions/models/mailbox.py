from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from coachapp.retention import Kept, kept

LEASE = timedelta(minutes=10)  # as long as a task may last


class MailboxLookQuerySet(models.QuerySet["MailboxLook"]):
    def begin(self, *, at: datetime) -> bool:
        """True for exactly one of several that look at once."""
        self.bulk_create([MailboxLook(name="imap")], ignore_conflicts=True)
        free = self.filter(Q(lease_until=None) | Q(lease_until__lte=at), name="imap")
        return bool(free.update(lease_until=at + LEASE))

    def end(self, *, at: datetime, error: str = "") -> None:
        """`error` in words for the operator; without one, all is well."""
        said = {"lease_until": None, "error": error[:300]}
        self.filter(name="imap").update(**said, **({} if error else {"seen_at": at}))


class MailboxLook(models.Model):
    """When we last looked into the mailbox, who does now, and what was wrong: one row."""

    name = models.CharField(max_length=4, unique=True, default="imap")
    seen_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    kept: ClassVar[Kept] = kept(NOT_PERSONAL="name seen_at lease_until error")

    objects = MailboxLookQuerySet.as_manager()

    def __str__(self) -> str:
        return f"mailbox, last seen {self.seen_at}"
