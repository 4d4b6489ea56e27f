from datetime import date
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from athletes.choices import ActivitySource
from athletes.models.coach import Coach
from athletes.models.user import User
from coachapp.retention import Kept, kept


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User) -> Self:
        """The athlete's own, and their coach's to read."""
        return self.filter(Q(athlete__user=user) | Q(athlete__coach__in=Coach.objects.at_desk_of(user)))

    def during(self, first: date, last: date) -> Self:
        return self.filter(date__range=(first, last))

    def in_order(self) -> Self:
        return self.order_by("date", "pk")


class Activity(models.Model):
    """A run as it was really done: typed, or read from a file.

    `key` is the same for the same run, however often it comes in: the typed form's own, or the file's.
    """

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="activities")
    date = models.DateField()
    distance_m = models.FloatField(null=True, blank=True)
    duration_s = models.PositiveIntegerField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(10)]
    )
    note = models.TextField(blank=True, max_length=2000)
    source = models.CharField(max_length=6, choices=ActivitySource, default=ActivitySource.MANUAL)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="date distance_m duration_s effort note source key at")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(fields=["athlete", "key"], name="activity_once"),
            models.CheckConstraint(condition=Q(effort=None) | Q(effort__lte=10), name="activity_effort_range"),
            models.CheckConstraint(
                condition=Q(distance_m=None) | Q(distance_m__range=(0, 300_000)), name="activity_distance_range"
            ),
            models.CheckConstraint(
                condition=Q(distance_m__isnull=False) | Q(duration_s__isnull=False), name="activity_has_an_amount"
            ),
            models.CheckConstraint(condition=Q(source__in=ActivitySource.values), name="activity_source_known"),
        ]
        indexes = [models.Index(fields=["athlete", "date"], name="activity_by_day")]

    def __str__(self) -> str:
        return f"run on {self.date}"
