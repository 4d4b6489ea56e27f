from datetime import datetime, timedelta
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept

# What carries a week: an easy run that felt easy says nothing about its size.
KEY_SESSIONS: Final = ("long", "fast")


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

    def weekly(self) -> Self:
        """Said of a whole week. See also `CheckIn.is_weekly`."""
        return self.filter(session=None)

    def after_key_sessions(self) -> Self:
        """Said of a long run or a fast workout, the newest session first."""
        return self.filter(session__ingredient__in=KEY_SESSIONS).order_by("-session__date", "-session__order")

    def clear(self) -> Self:
        """Nothing ached."""
        return self.exclude(feeling=Feeling.ACHE)

    def with_sessions(self) -> Self:
        return self.select_related("session")

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def latest_weeks_first(self) -> Self:
        return self.order_by("-week_start")

    def since(self, at: datetime) -> Self:
        return self.filter(at__gte=at)


class CheckIn(models.Model):
    """How it felt: one tap after a session, or for a whole week, and where it aches. A second tap replaces the first.

    With a `session` it is about that one; without, about the week that starts on `week_start`.
    """

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="check_ins")
    week_start = models.DateField()
    session = models.OneToOneField(
        "plans.TrainingSession", models.CASCADE, null=True, blank=True, related_name="check_in"
    )
    feeling = models.CharField(max_length=5, choices=Feeling)
    where = models.CharField("where it aches", max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="week_start feeling where at")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "week_start"], condition=Q(session=None), name="check_in_once_for_a_week"
            ),
            models.CheckConstraint(condition=Q(feeling__in=Feeling.values), name="check_in_feeling_known"),
        ]

    def __str__(self) -> str:
        return f"{self.session or f'week of {self.week_start}'}: {self.get_feeling_display()}"

    @property
    def is_weekly(self) -> bool:
        """See also `CheckInQuerySet.weekly`."""
        return self.session_id is None

    @property
    def is_through_link(self) -> bool:
        """Said by the link in a mail: nobody was signed in."""
        return self.by_id is None

    @property
    def aches_somewhere(self) -> bool:
        return self.feeling == Feeling.ACHE

    def follows(self, other: "CheckIn") -> bool:
        """Is this the very next week? A first week may be short."""
        return timedelta(0) < self.week_start - other.week_start <= timedelta(days=7)
