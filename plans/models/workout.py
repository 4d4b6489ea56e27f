from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept
from plans.models.session import Ingredient


class WorkoutQuerySet(models.QuerySet["Workout"]):
    def of_coach(self, user: User) -> Self:
        return self.filter(coach__in=Coach.objects.at_desk_of(user))

    def for_athlete(self, athlete: Athlete) -> Self:
        """Those of the athlete's coach; none without one."""
        return self.filter(coach=athlete.coach_id) if athlete.coach_id else self.none()

    def numbered(self, number: int) -> Self:
        return self.filter(number=number)

    def newest_versions(self) -> Self:
        """Of each workout the version in use."""
        return self.order_by("coach", "number", "-version").distinct("coach", "number")

    def newest_first(self) -> Self:
        return self.order_by("-version")

    def with_author(self) -> Self:
        return self.select_related("by")


class Workout(models.Model):
    """One version of a coach's own workout. Append only; the newest of a number is in use, unless it is archived.

    `template` is the engine's, as JSON, under the code `C<number>`. A plan that uses it carries its own copy.
    """

    coach = models.ForeignKey("athletes.Coach", models.CASCADE, related_name="workouts")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    ingredient = models.CharField(max_length=10, choices=Ingredient)
    template = models.JSONField()
    is_archived = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="title ingredient template", IDS_ONLY="number version is_archived at")

    objects = WorkoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coach", "number", "version"], name="workout_version_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        return f"C{self.number}"

    @property
    def document(self) -> dict[str, Any]:
        """What an edit carries."""
        document: dict[str, Any] = self.template | {"code": self.code}
        return document
