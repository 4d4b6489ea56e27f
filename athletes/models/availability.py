from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models

from athletes.choices import Weekday
from athletes.models.athlete import Athlete
from coachapp.retention import Kept, kept

LAST_DAY = timedelta(days=6)


class AvailabilityWeekQuerySet(models.QuerySet["AvailabilityWeek"]):
    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def touching(self, first: date, last: date) -> Self:
        """Weeks with a day between these two: a week may begin on a Sunday here and on a Monday there."""
        return self.filter(start__range=(first - LAST_DAY, last))

    def not_over(self, today: date) -> Self:
        return self.filter(start__gte=today - LAST_DAY)

    def in_order(self) -> Self:
        return self.order_by("start")


class AvailabilityWeek(models.Model):
    """One week with other days than usual: what `Athlete.available_min` says for every week, for this one alone."""

    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="availability_weeks")
    start = models.DateField()
    # Minutes for running and gym by weekday, of the days that differ; 0 is not available.
    minutes = models.JSONField(default=dict)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="start minutes note at")

    objects = AvailabilityWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "start"], name="availability_once_per_athlete_and_week"),
        ]

    def __str__(self) -> str:
        return f"other days in the week of {self.start}"

    @property
    def end(self) -> date:
        return self.start + LAST_DAY

    @property
    def by_date(self) -> dict[date, int]:
        """Minutes by date, in order, whatever day the week begins on."""
        days = [self.start + timedelta(days=n) for n in range(7)]
        return {day: self.minutes[weekday(day)] for day in days if weekday(day) in self.minutes}


def weekday(day: date) -> str:
    return str(Weekday.values[day.weekday()])


def free_minutes(weeks: Iterable[AvailabilityWeek]) -> dict[date, int]:
    """The days of all these weeks that differ, in order; of two that name the same day, the later said wins."""
    said = (days for week in sorted(weeks, key=lambda week: week.at) for days in week.by_date.items())
    return dict(sorted(dict(said).items()))
