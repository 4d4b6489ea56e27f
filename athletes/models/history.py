from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from athletes.choices import UnusableReason
from coachapp.retention import Kept, kept


class HistoryWeekQuerySet(models.QuerySet["HistoryWeek"]):
    def oldest_first(self) -> Self:
        return self.order_by("start")


class HistoryWeek(models.Model):
    """One week's total as it was run. `unusable` says why a week must not count into the baseline."""

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="history_weeks")
    start = models.DateField()
    distance_m = models.FloatField()
    longest_m = models.FloatField(null=True, blank=True)
    unusable = models.CharField(max_length=8, choices=UnusableReason, blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="start distance_m longest_m unusable")

    objects = HistoryWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "start"], name="history_one_row_a_week"),
            models.CheckConstraint(condition=Q(distance_m__range=(0, 300_000)), name="history_distance_range"),
            models.CheckConstraint(
                condition=Q(longest_m=None) | Q(longest_m__gte=0, longest_m__lte=models.F("distance_m")),
                name="history_longest_within_week",
            ),
        ]

    def __str__(self) -> str:
        return f"week of {self.start}"

    @property
    def end(self) -> date:
        return self.start + timedelta(days=6)
