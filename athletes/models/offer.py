"""A link that offers something to one address: used once, good for 14 days. Only a digest of its token is stored."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models

from coachapp.retention import Kept, kept

INVITATION_LIFE = timedelta(days=14)
Made = TypeVar("Made", bound="Offer")


class OfferQuerySet(models.QuerySet[Made]):
    def open(self, *, at: datetime) -> Self:
        """Not yet taken, not withdrawn, younger than 14 days."""
        return self.filter(accepted_at=None, withdrawn_at=None, created_at__gt=at - INVITATION_LIFE)

    def addressed_to(self, addresses: Iterable[str]) -> Self:
        return self.filter(email__in=list(addresses))

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def withdraw(self, *, at: datetime) -> int:
        """How many of them were still open."""
        return self.open(at=at).update(withdrawn_at=at)


class Offer(models.Model):
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="email", IDS_ONLY="token_digest created_at accepted_at withdrawn_at")

    class Meta:
        abstract = True

    @property
    def expires_at(self) -> datetime:
        return self.created_at + INVITATION_LIFE

    def state(self, *, at: datetime) -> str:
        """One of taken, withdrawn, over and open. See also `OfferQuerySet.open`."""
        if self.accepted_at is not None:
            return "taken"
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "open" if at < self.expires_at else "over"
