from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db import models
from django.db.models import Deferrable, TextChoices

from coachapp.retention import Kept, kept


class PhaseKind(TextChoices):
    RECOVERY = "recovery", "Recovery"
    MAINTENANCE = "maintenance", "Maintenance"
    BASE = "base", "Base"
    REBUILD = "rebuild", "Rebuild"


class TrainingPhaseQuerySet(models.QuerySet["TrainingPhase"]):
    def on(self, day: date) -> Self:
        return self.filter(period__contains=day)

    def in_order(self) -> Self:
        return self.order_by("period")


class TrainingPhase(models.Model):
    """A stretch of weeks with one purpose, as published. `period` includes its first day and excludes its last."""

    off_season = models.ForeignKey("plans.OffSeason", models.CASCADE, related_name="phases")
    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=12, choices=PhaseKind)
    period = DateRangeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="kind period")

    objects = TrainingPhaseQuerySet.as_manager()

    class Meta:
        constraints = [
            # Deferrable, because republishing moves the seam between two phases within one transaction.
            ExclusionConstraint(
                name="phases_of_an_athlete_do_not_overlap",
                expressions=[("athlete", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                deferrable=Deferrable.DEFERRED,
            ),
        ]
        indexes = [models.Index(RangeStartsWith("period"), name="phase_by_first_day")]

    def __str__(self) -> str:
        return self.get_kind_display()
