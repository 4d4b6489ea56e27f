from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from coachapp.retention import Kept, kept


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def newest_first(self) -> Self:
        return self.order_by("-number")

    def numbered(self, number: int) -> "PlanVersion | None":
        return self.filter(number=number).first()


class PlanVersion(models.Model):
    """One answer of the engine with the coach's edits on top. Append only: nothing here is ever changed.

    `request` and `response` have the contract's shapes, without birth date or health answers; every session of the
    response also carries its stable `key` and whether the coach `edited` it. `edits` are named operations on those keys.
    """

    off_season = models.ForeignKey("plans.OffSeason", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    request = models.JSONField()
    edits = models.JSONField(default=list)
    response = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="request edits response", IDS_ONLY="number at")

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["off_season", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def status(self) -> str | None:
        status: str | None = self.response.get("status")
        return status

    @property
    def ready_mark(self) -> "ReadyDraft | None":
        return getattr(self, "ready", None)


class ReadyDraft(models.Model):
    """Who works at a coach's desk says of this version: look at it and publish. Another draft needs another word."""

    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="ready")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(IDS_ONLY="at")

    def __str__(self) -> str:
        return f"{self.version} is ready"
