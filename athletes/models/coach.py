import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from athletes.models.user import User
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

    def offered_by(self, coach: Coach | None) -> Self:
        return self.filter(coach=coach)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Invitation(models.Model):
    """An offer to join a coach: one link, used once, good for 14 days. Only a digest of the link's token is stored."""

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="invitations")
    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="invitations")
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    # The coach hands the link over; nothing is mailed.
    by_link = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="email", IDS_ONLY="token_digest by_link created_at accepted_at withdrawn_at"
    )

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def expires_at(self) -> datetime:
        return self.created_at + INVITATION_LIFE

    def state(self, *, at: datetime) -> str:
        """One of taken, withdrawn, over and open. See also `InvitationQuerySet.open`."""
        if self.accepted_at is not None:
            return "taken"
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "open" if at < self.expires_at else "over"


class SquadQuerySet(models.QuerySet["Squad"]):
    def of_coach(self, user: User) -> Self:
        return self.filter(coach__user=user)

    def in_order(self) -> Self:
        return self.order_by(Lower("name"), "pk")


class Squad(models.Model):
    """A coach's named group. An athlete may be in several; who leaves the coach leaves their squads."""

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="squads")
    name = models.CharField(max_length=60)
    athletes = models.ManyToManyField("athletes.Athlete", related_name="squads", blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="name")

    objects = SquadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("coach", Lower("name"), name="squad_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    def of_coach(self, user: User) -> Self:
        return self.filter(coach__user=user)

    def active(self, *, at: datetime) -> Self:
        return self.filter(models.Q(until=None) | models.Q(until__gt=at))


class SetAside(models.Model):
    """A row that a coach took off their board: `fact` names what it was about, `until` when it comes back (blank: never).

    Something newer about the same fact brings the row back sooner. `act` is one press of the button, to be undone whole.
    """

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="set_aside")
    kind = models.CharField(max_length=12)
    fact = models.CharField(max_length=40)
    act = models.UUIDField(default=uuid.uuid4, db_index=True)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(IDS_ONLY="kind fact act at until")

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coach", "kind", "fact"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.fact}"
