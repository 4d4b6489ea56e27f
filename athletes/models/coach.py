from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from coachapp.retention import Kept, kept

INVITATION_LIFE = timedelta(days=14)


class Coach(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="coach")
    since = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="since")

    def __str__(self) -> str:
        return self.user.get_full_name()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, *, at: datetime) -> Self:
        """Not yet taken, not withdrawn, younger than 14 days."""
        return self.filter(accepted_at=None, withdrawn_at=None, created_at__gt=at - INVITATION_LIFE)

    def addressed_to(self, addresses: Iterable[str]) -> Self:
        return self.filter(email__in=list(addresses))


class Invitation(models.Model):
    """An offer to join a coach: one link, used once, good for 14 days. Only a digest of the link's token is stored."""

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="invitations")
    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="invitations")
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="email", IDS_ONLY="token_digest created_at accepted_at withdrawn_at")

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def expires_at(self) -> datetime:
        return self.created_at + INVITATION_LIFE
