from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from athletes.choices import MeasurementKind
from athletes.models.athlete import Athlete
from coachapp.retention import Kept, kept

# Where the value in force stands on the athlete, for everything that only asks how high.
COLUMNS: Final = {
    MeasurementKind.MAX_HR: "max_hr_bpm",
    MeasurementKind.THRESHOLD_HR: "lthr_bpm",
    MeasurementKind.RESTING_HR: "resting_hr_bpm",
}


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def newest_first(self) -> Self:
        """By the day it was measured; what has no day is the oldest. The first of its kind is in force."""
        return self.order_by(F("measured_on").desc(nulls_last=True), "-at", "-pk")


class Measurement(models.Model):
    """A heart rate or a time trial with its day and its source. Heart rates have `bpm`, a trial a distance and a time."""

    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="measurements")
    kind = models.CharField(max_length=12, choices=MeasurementKind)
    bpm = models.PositiveSmallIntegerField(null=True, blank=True)
    distance_m = models.FloatField(null=True, blank=True)
    duration_s = models.FloatField(null=True, blank=True)
    # Without a day for what somebody typed among their details: nobody knows when it was measured.
    measured_on = models.DateField(null=True, blank=True)
    source = models.CharField("how it was measured", max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="kind bpm distance_m duration_s measured_on source at")

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        constraints = [
            # What is null makes a comparison neither true nor false, and such a check passes: so each is said.
            models.CheckConstraint(
                condition=Q(
                    kind=MeasurementKind.TIME_TRIAL,
                    bpm=None,
                    distance_m__isnull=False,
                    distance_m__gt=0,
                    duration_s__isnull=False,
                    duration_s__gt=0,
                )
                | (
                    ~Q(kind=MeasurementKind.TIME_TRIAL)
                    & Q(bpm__isnull=False, bpm__range=(20, 250), distance_m=None, duration_s=None)
                ),
                name="measurement_says_its_kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=MeasurementKind.values), name="measurement_kind_known"),
        ]
        indexes = [models.Index(fields=["athlete", "kind", "-measured_on"], name="measurement_newest")]

    def __str__(self) -> str:
        return self.get_kind_display()


def in_force(measurements: Iterable[Measurement]) -> dict[str, Measurement]:
    """The newest of each kind. See also `MeasurementQuerySet.newest_first`."""
    oldest_first = sorted(measurements, key=lambda one: (one.measured_on or date.min, one.at, one.pk or 0))
    return {one.kind: one for one in oldest_first}
