from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from athletes.models import Athlete
from coachapp.retention import Kept, kept


class SessionLogQuerySet(models.QuerySet["SessionLog"]):
    def of(self, athlete: Athlete) -> Self:
        return self.filter(session__athlete=athlete)

    def through_link(self) -> Self:
        """Ticked by the link in a mail, and nothing added since. See also `SessionLog.is_through_link`."""
        return self.filter(by=None, effort=None, note="", session__match=None)

    def until(self, day: date) -> Self:
        """Of sessions whose own day is not after this one."""
        return self.filter(session__date__lte=day)

    def with_words(self) -> Self:
        """Those that say something, the latest first, each with its session."""
        return self.exclude(note="").select_related("session").order_by("-at", "-pk")


class SessionLog(models.Model):
    """A session was done: how much, how hard (0-10), and a word about it."""

    session = models.OneToOneField("plans.TrainingSession", models.CASCADE, related_name="log")
    distance_m = models.FloatField(null=True, blank=True)
    duration_s = models.PositiveIntegerField(null=True, blank=True)
    effort = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(10)]
    )
    note = models.TextField(blank=True, max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="distance_m duration_s effort note at")

    objects = SessionLogQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(effort=None) | Q(effort__lte=10), name="log_effort_range"),
            models.CheckConstraint(
                condition=Q(distance_m=None) | Q(distance_m__range=(0, 300_000)), name="log_distance_range"
            ),
        ]

    def __str__(self) -> str:
        return f"done {self.session}"

    @property
    def is_through_link(self) -> bool:
        """See also `SessionLogQuerySet.through_link`, which knows of matched runs as well."""
        return self.by_id is None and self.effort is None and not self.note
