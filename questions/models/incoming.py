from typing import ClassVar

from django.db import models
from django.db.models import Q, TextChoices

from coachapp.retention import Kept, kept


class Door(TextChoices):
    WEBHOOK = "webhook", "the provider's webhook"
    IMAP = "imap", "a mailbox that we look into"
    COMMAND = "command", "the mail server's pipe"


class IncomingState(TextChoices):
    """Received is the only one that does not last."""

    RECEIVED = "received", "not read yet"
    QUESTION = "question", "a question"
    REPLY = "reply", "a reply"
    QUARANTINED = "quarantined", "held for the coach"
    REFUSED = "refused", "refused"


class IncomingMail(models.Model):
    """A mail as it came, written down before anybody reads it; reading it again changes nothing.

    `key` is its Message-ID with the angle brackets, else `sha256:` and the digest of the raw mail: it comes in once.
    """

    key = models.CharField(max_length=255, unique=True)
    door = models.CharField(max_length=7, choices=Door)
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.CharField(max_length=320, blank=True)
    raw = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes as it came; more than `raw` holds when it was too large.")
    body_digest = models.CharField(max_length=64, help_text="SHA-256 of what follows the headers.")
    state = models.CharField(max_length=11, choices=IncomingState, default=IncomingState.RECEIVED)
    reason = models.CharField(max_length=200, blank=True)
    # Whose desk looks at it while it is held; nobody's is shown to every desk, as a question to no one is.
    coach = models.ForeignKey("athletes.Coach", models.SET_NULL, null=True, blank=True, related_name="+")
    # As they read, for a list; known once it was filed.
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    deliveries = models.PositiveIntegerField(default=1)

    kept: ClassVar[Kept] = kept(
        WITH_THREAD="raw envelope_from envelope_to sender subject",
        IDS_ONLY=("key door size body_digest state reason received_at filed_at lease_until attempts deliveries"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received") | Q(filed_at__isnull=False), name="incoming_filed_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["quarantined", "refused"]) | ~Q(reason=""), name="incoming_held_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], condition=Q(state="received"), name="incoming_unread"),
            models.Index(fields=["-received_at"], condition=Q(state="quarantined"), name="incoming_held"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
