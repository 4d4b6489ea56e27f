from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db import models
from django.db.models import Deferrable, Exists, F, OuterRef, Q, TextChoices

from athletes.models.mail import told_by_mail
from coachapp.retention import Kept, kept


class PhaseKind(TextChoices):
    RECOVERY = "recovery", "Recovery"
    MAINTENANCE = "maintenance", "Maintenance"
    BASE = "base", "Base"
    REBUILD = "rebuild", "Rebuild"


class TrainingPhaseQuerySet(models.QuerySet["TrainingPhase"]):
    def on(self, day: date) -> Self:
        return self.filter(period__contains=day)

    def beginning(self, first: date, last: date) -> Self:
        return self.filter(period__startswith__range=(first, last))

    def following_another(self) -> Self:
        """Not the first one of its off-season."""
        earlier = TrainingPhase.objects.filter(off_season=OuterRef("off_season"), period__lt=OuterRef("period"))
        return self.filter(Exists(earlier))

    def told_by_mail(self, kind: str) -> Self:
        """Published and open, of a runner who reads mail of this kind and had none about this first day."""
        rows = self.annotate(first_day=F("period__startswith"))
        return told_by_mail(rows, kind, user="athlete__user", key="first_day").filter(
            Q(off_season__visible_until=None) | Q(first_day__lte=F("off_season__visible_until")),
            off_season__published__isnull=False,
            athlete__archived_at=None,
        )

    def with_people(self) -> Self:
        return self.select_related("athlete__user", "athlete__coach__user", "off_season__published_by")

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
