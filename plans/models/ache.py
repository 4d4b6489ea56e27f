from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept


class AcheQuerySet(models.QuerySet["Ache"]):
    def visible_to(self, user: User) -> Self:
        """The athlete's own, and their coach's to read."""
        return self.filter(Q(athlete__user=user) | Q(athlete__coach__in=Coach.objects.at_desk_of(user)))

    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def open(self) -> Self:
        """Not gone yet. See also `Ache.is_open`."""
        return self.filter(gone_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Ache(models.Model):
    """Something aches, in the athlete's own words, until they say it is gone. Their coach reads it.

    The safety questions that come with it are answered elsewhere (`SafetyAnswer`); here stands only that they were put.
    """

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="aches")
    where = models.CharField(max_length=80, blank=True)
    said_in = models.ForeignKey("plans.CheckIn", models.SET_NULL, null=True, blank=True, related_name="aches")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    asked_at = models.DateTimeField("safety questions answered or skipped", null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="where at asked_at gone_at")

    objects = AcheQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("athlete", Lower("where"), condition=Q(gone_at=None), name="ache_open_once"),
        ]

    def __str__(self) -> str:
        return f"ache: {self.where or 'somewhere'}"

    @property
    def is_open(self) -> bool:
        """See also `AcheQuerySet.open`."""
        return self.gone_at is None

    @property
    def needs_asking(self) -> bool:
        """The safety questions have not been put yet."""
        return self.is_open and self.asked_at is None
