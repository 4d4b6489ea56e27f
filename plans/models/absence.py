from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, TextChoices, Value

from athletes.models import Athlete
from coachapp.retention import Kept, kept


class AbsenceKind(TextChoices):
    ILL = "ill", "ill"
    AWAY = "away", "away"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def on(self, day: date) -> Self:
        return self.touching(day, day)

    def touching(self, first: date | OuterRef, last: date | OuterRef) -> Self:
        """Not over on the first day, begun by the last."""
        return self.filter(start__lte=last, end__gte=first)

    def in_order(self) -> Self:
        return self.order_by("start")


class Absence(models.Model):
    """Days on which the athlete does not train, both ends included: their sessions are set aside and never owed."""

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=4, choices=AbsenceKind)
    start = models.DateField()
    end = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="kind start end at")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AbsenceKind.values), name="absence_kind_known"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="absence_ends_after_start"),
            ExclusionConstraint(
                name="absences_of_an_athlete_do_not_overlap",
                expressions=[
                    ("athlete", RangeOperators.EQUAL),
                    (
                        Func(F("start"), F("end"), Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.start} to {self.end}"

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def each_day(self) -> list[date]:
        return [self.start + timedelta(days=number) for number in range(self.days)]

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.end


def days_in_a_row(absences: Iterable[Absence], *, kind: str, until: date) -> int:
    """Of this kind, this day the last; absences that adjoin count as one."""
    same = [one for one in absences if one.kind == kind]
    day = until
    while found := next((one for one in same if one.covers(day)), None):
        day = found.start - timedelta(days=1)
    return (until - day).days
