from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, TextChoices

from athletes.models import OutgoingMail
from coachapp.retention import Kept, kept

REFUSED_FOR = timedelta(days=30)
HELD_FOR = timedelta(days=90)
CLEARED = {"raw": b"", "envelope_from": "", "envelope_to": "", "sender": "", "subject": ""}


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


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    def unread(self) -> Self:
        return self.filter(state=IncomingState.RECEIVED)

    def due(self, *, at: datetime) -> Self:
        """Not read yet, and in nobody's hands."""
        return self.unread().filter(Q(lease_until=None) | Q(lease_until__lte=at))

    def claim(self, *, at: datetime, lease: timedelta) -> bool:
        """Take this one (already filtered by id): it goes to exactly one of several that try at once."""
        return bool(self.due(at=at).update(lease_until=at + lease, attempts=F("attempts") + 1))

    def known_as(self, message_id: str) -> Self:
        """By Message-ID or digest. Whoever came first under a Message-ID has it; the others only say so."""
        return self.filter(Q(key=message_id) | Q(message_id=message_id)).order_by("pk")

    def filed_from(self, sender: str, *, since: datetime) -> Self:
        """What this address sent that reached a coach."""
        reached = [IncomingState.QUESTION, IncomingState.REPLY]
        return self.filter(sender=sender, state__in=reached, received_at__gt=since)

    def clear_old(self, *, at: datetime) -> int:
        """Keep ids and moments of what nobody needs: refused mail, held mail that nobody took, mail whose thread is gone."""
        refused = Q(state=IncomingState.REFUSED, filed_at__lte=at - REFUSED_FOR)
        held = Q(state=IncomingState.QUARANTINED, filed_at__lte=at - HELD_FOR)
        left = Q(state__in=[IncomingState.QUESTION, IncomingState.REPLY], message=None)
        return self.filter(refused | held | left).exclude(raw=b"", sender="").update(**CLEARED)


class IncomingMail(models.Model):
    """A mail as it came, written down before anybody reads it; reading it again changes nothing.

    `key` is its Message-ID with the angle brackets, else `sha256:` and the digest of the raw mail: it comes in once. So is
    that of a mail with the Message-ID of another one, which has other words.
    """

    key = models.CharField(max_length=255, unique=True)
    message_id = models.CharField(max_length=255, blank=True, default="", db_default="", help_text="As the mail says.")
    door = models.CharField(max_length=7, choices=Door)
    envelope_from = models.CharField(max_length=320, blank=True)
    envelope_to = models.CharField(max_length=320, blank=True)
    raw = models.BinaryField()
    size = models.PositiveIntegerField(help_text="Bytes as it came; more than `raw` holds when it was too large.")
    body_digest = models.CharField(max_length=64, help_text="SHA-256 of what follows the headers, without white space.")
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
    # "Your question has come in", where this mail was told so: what is answered to that belongs to its thread.
    receipt = models.OneToOneField(OutgoingMail, models.SET_NULL, null=True, blank=True, related_name="receipt_of")

    kept: ClassVar[Kept] = kept(
        WITH_THREAD="raw envelope_from envelope_to sender subject",
        IDS_ONLY=(
            "key message_id door size body_digest state reason received_at filed_at lease_until attempts deliveries"
        ),
    )

    objects = IncomingMailQuerySet.as_manager()

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
            models.Index(fields=["sender", "received_at"], name="incoming_by_sender"),
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="incoming_by_message_id"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"

    @property
    def is_cleared(self) -> bool:
        """Its time is over: what it said is gone."""
        return not self.raw
