from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from athletes.choices import RaceEffort, RacePriority, RaceStatus
from athletes.models.coach import Coach
from athletes.models.user import User
from coachapp.retention import Kept, kept


class RaceQuerySet(models.QuerySet["Race"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(Q(athlete__user=user) | Q(athlete__coach__in=Coach.objects.at_desk_of(user)))

    def editable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def between(self, first: date, last: date) -> Self:
        """Strictly between two dates: the races inside an off-season."""
        return self.filter(date__gt=first, date__lt=last)

    def started_or_planned(self) -> Self:
        return self.exclude(status=RaceStatus.DNS)

    def in_order(self) -> Self:
        return self.order_by("date", "pk")


class Race(models.Model):
    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="races")
    name = models.CharField(max_length=120)
    date = models.DateField()
    distance_m = models.FloatField()
    priority = models.CharField(max_length=1, choices=RacePriority, default=RacePriority.A)
    status = models.CharField(max_length=8, choices=RaceStatus, default=RaceStatus.PLANNED)
    effort = models.CharField(max_length=8, choices=RaceEffort, default=RaceEffort.RACED)
    goal = models.CharField(max_length=120, blank=True)
    duration_s = models.FloatField("result", null=True, blank=True)
    climb_m = models.FloatField(null=True, blank=True)
    covered_m = models.FloatField("distance covered, when not finished", null=True, blank=True)

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="name date distance_m priority status effort goal duration_s climb_m covered_m"
    )

    objects = RaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(distance_m__gt=0, distance_m__lte=1_000_000), name="race_distance_range"
            ),
            models.CheckConstraint(condition=Q(duration_s=None) | Q(duration_s__gt=0), name="race_duration_positive"),
            models.UniqueConstraint(fields=["athlete", "date", "name"], name="race_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.name
