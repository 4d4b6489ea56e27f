from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from athletes.models.coach import Coach, Squad
from athletes.models.user import User
from coachapp.retention import Kept, kept

GRACE = timedelta(days=14)


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def pending(self) -> Self:
        """Asked for, and not yet done: the account may still be kept."""
        return self.filter(done_at=None)

    def due(self, *, at: datetime) -> Self:
        return self.pending().filter(due_at__lte=at)

    def of(self, user: User) -> "Erasure | None":
        """Of this person's account, while it may be kept."""
        return self.pending().filter(user=user).first()

    def in_order(self) -> Self:
        return self.order_by("due_at", "pk")


class Erasure(models.Model):
    """Somebody wants their account gone. It sleeps until `due_at`; who signs in before that may keep it.

    `coach` and `squads` are where they trained, so that keeping the account puts them back. When it is done, `user` is
    empty and the row stays: `person` is the number of a user who must not come back with a restored backup.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="erasure")
    person = models.BigIntegerField(unique=True)
    coach = models.ForeignKey(Coach, models.SET_NULL, null=True, related_name="+")
    squads = models.ManyToManyField(Squad, related_name="+")
    requested_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(IDS_ONLY="person requested_at due_at done_at")

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | Q(user=None), name="erasure_done_names_nobody"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at=None), name="erasure_pending")]

    def __str__(self) -> str:
        return f"erasure of user {self.person}"
