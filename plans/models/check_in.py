from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept


class Feeling(TextChoices):
    EASY = "easy", "too easy"
    RIGHT = "right", "right"
    HARD = "hard", "too hard"
    ACHE = "ache", "something aches"


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, user: User) -> Self:
        """The athlete's own, and their coach's to read."""
        return self.filter(Q(athlete__user=user) | Q(athlete__coach__in=Coach.objects.at_desk_of(user)))

    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def since(self, at: datetime) -> Self:
        return self.filter(at__gte=at)


class CheckIn(models.Model):
    """How a week felt: one tap, and where it aches. A second tap in the same week replaces the first."""

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="check_ins")
    week_start = models.DateField()
    feeling = models.CharField(max_length=5, choices=Feeling)
    where = models.CharField("where it aches", max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="week_start feeling where at")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "week_start"], name="check_in_once_a_week"),
            models.CheckConstraint(condition=Q(feeling__in=Feeling.values), name="check_in_feeling_known"),
        ]

    def __str__(self) -> str:
        return f"week of {self.week_start}: {self.get_feeling_display()}"
