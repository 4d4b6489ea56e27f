from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from athletes.models import Coach, User
from coachapp.retention import Kept, kept


class CoachPolicyQuerySet(models.QuerySet["CoachPolicy"]):
    def of_coach(self, user: User) -> Self:
        return self.filter(coach__in=Coach.objects.at_desk_of(user))

    def newest_first(self) -> Self:
        return self.order_by("-number")

    def with_author(self) -> Self:
        return self.select_related("by")

    def numbered(self, number: int) -> "CoachPolicy | None":
        return self.filter(number=number).first()

    def in_force(self) -> "CoachPolicy | None":
        """Of one coach's versions the newest; None for who never changed a rule."""
        return self.newest_first().first()


class CoachPolicy(models.Model):
    """One version of a coach's own rules: what is set otherwise than usual, by dotted name. Append only, newest in force.

    A plan keeps the changes it was made with in its own request (`plans.coach_rules`), so that nothing here rewrites it.
    """

    coach = models.ForeignKey("athletes.Coach", models.CASCADE, related_name="policies")
    number = models.PositiveIntegerField()
    changes = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="changes", IDS_ONLY="number at")

    objects = CoachPolicyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coach", "number"], name="policy_number_once")]

    def __str__(self) -> str:
        return f"rules {self.number}"

    @property
    def as_rules(self) -> dict[str, Any]:
        """What a request says of it; see `plans.coach_rules`."""
        return {"number": self.number, "changes": self.changes}
