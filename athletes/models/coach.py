import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from athletes.models.offer import Offer, OfferQuerySet
from athletes.models.user import User
from coachapp.retention import Kept, kept


class CoachQuerySet(models.QuerySet["Coach"]):
    def at_desk_of(self, user: User) -> Self:
        """At whose desk this user works: their own, or that of the coach they assist. One at most.

        Every look-up of a coach's rows goes through here. See also `User.desk`.
        """
        return self.filter(Q(user=user) | Q(assistants__user=user))


class Coach(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="coach")
    since = models.DateTimeField()
    # By their own clock, on Mondays: the digest of their week.
    digest_hour = models.PositiveSmallIntegerField(default=7, db_default=7, validators=[MaxValueValidator(23)])

    kept: ClassVar[Kept] = kept(WITH_PERSON="since digest_hour")

    objects = CoachQuerySet.as_manager()

    def __str__(self) -> str:
        return self.user.get_full_name()


class AssistantQuerySet(models.QuerySet["Assistant"]):
    def in_order(self) -> Self:
        return self.select_related("user").order_by("since", "pk")


class Assistant(models.Model):
    """Somebody who works at a coach's desk: sees and edits as the coach does, and publishes nothing.

    One coach for each assistant, so that it is never a question whose desk they are at; and no coach is one.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assistant")
    coach = models.ForeignKey(Coach, models.CASCADE, related_name="assistants")
    since = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="since")

    objects = AssistantQuerySet.as_manager()

    def __str__(self) -> str:
        return self.user.get_full_name()


class AssistantInvitationQuerySet(OfferQuerySet["AssistantInvitation"]):
    pass


class AssistantInvitation(Offer):
    """An offer to somebody to assist a coach."""

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="assistant_invitations")

    objects = AssistantInvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"assistant invitation {self.pk}"


class InvitationQuerySet(OfferQuerySet["Invitation"]):
    def offered_by(self, coach: Coach | None) -> Self:
        return self.filter(coach=coach)


class Invitation(Offer):
    """An offer to a runner to join a coach."""

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="invitations")
    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="invitations")
    # The coach hands the link over; nothing is mailed.
    by_link = models.BooleanField(default=False)

    kept: ClassVar[Kept] = {**Offer.kept, **kept(IDS_ONLY="by_link")}

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class SquadQuerySet(models.QuerySet["Squad"]):
    def of_coach(self, user: User) -> Self:
        return self.filter(coach__in=Coach.objects.at_desk_of(user))

    def in_order(self) -> Self:
        return self.order_by(Lower("name"), "pk")

    def with_sizes(self) -> Self:
        """Each with `size`, the number of its athletes."""
        return self.annotate(size=models.Count("athletes"))


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
        return self.filter(coach__in=Coach.objects.at_desk_of(user))

    def active(self, *, at: datetime) -> Self:
        return self.filter(Q(until=None) | Q(until__gt=at))


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
