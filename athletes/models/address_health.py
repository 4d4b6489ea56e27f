from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q, TextChoices
from django.db.models.functions import Lower

from coachapp.retention import Kept, kept

# A full mailbox is no lost one. Five refusals "for now", each on a day of its own and none more than two weeks after the
# one before, with nothing delivered between: the score of five by days that mailing list managers have used for decades
# (Mailman 2 and 3: bounce_score_threshold 5, one point a day); their week of patience is two here, for mail that comes weekly.
SOFT_LIMIT = 5
SOFT_GAP = timedelta(days=14)


class Trouble(TextChoices):
    HARD = "hard", "the mailbox does not exist"
    SOFT = "soft", "the mailbox refused mail again and again"
    COMPLAINT = "complaint", "mail was reported as spam"


class AddressHealthQuerySet(models.QuerySet["AddressHealth"]):
    def suspended(self) -> Self:
        """See also `AddressHealth.is_suspended`."""
        return self.filter(suspended_at__isnull=False)

    def of(self, address: str) -> Self:
        return self.filter(address=address.lower())

    def newest_first(self) -> Self:
        return self.order_by("-last_at", "-pk")

    def forgettable(self, *, at: datetime) -> Self:
        """No trouble for longer than any count lasts: an address that works needs no record."""
        return self.filter(suspended_at=None, last_at__lte=at - 2 * SOFT_GAP)


class AddressHealth(models.Model):
    """What came back from an address. While `suspended_at` is there, only account mail goes to it.

    Everything that happened up to `settled_at` is settled: something was delivered, or the person has put it right.
    """

    address = models.EmailField(unique=True)
    reason = models.CharField(max_length=9, choices=Trouble)
    count = models.PositiveSmallIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="address reason count first_at last_at suspended_at settled_at")

    objects = AddressHealthQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(address=Lower("address")), name="address_health_lower_case"),
            models.CheckConstraint(condition=Q(last_at__gte=models.F("first_at")), name="address_health_in_order"),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None
