import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, TextChoices
from django.urls import reverse

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept


class RowState(TextChoices):
    WAITING = "waiting", "Waiting"
    PUBLISHED = "published", "Published"
    LEFT_OUT = "left_out", "Left out"
    FAILED = "failed", "Not published"
    TAKEN_BACK = "undone", "Taken back"


class AssignmentBatchQuerySet(models.QuerySet["AssignmentBatch"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(coach__user=user)

    def running(self) -> Self:
        """Not stopped. Whether anything is left to do is for the rows to say."""
        return self.filter(stopped_at=None)

    def needing_a_worker(self, *, at: datetime) -> Self:
        """Work waits and nobody holds any of it: no broker took it, or its worker died and the lease ran out."""
        rows = AssignmentRow.objects.filter(batch=OuterRef("pk")).order_by()
        return self.running().filter(Exists(rows.due(at=at)), ~Exists(rows.in_hand(at=at)))

    def with_counts(self) -> Self:
        counts = {f"{state.name.lower()}_count": Count("rows", filter=Q(rows__state=state)) for state in RowState}
        return self.annotate(**counts)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class AssignmentBatch(models.Model):
    """Many off-seasons published at once: the choices they share, and a row for each athlete.

    `key` comes with the form, so that the same form sent twice is one batch.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(Coach, models.CASCADE, related_name="assignment_batches")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField()
    title = models.CharField(max_length=80)
    choices = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(WITH_PERSON="title choices", IDS_ONLY="id key created_at stopped_at undone_at")

    objects = AssignmentBatchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coach", "key"], name="assignment_once_per_form")]
        indexes = [models.Index(fields=["coach", "-created_at"], name="assignment_by_coach")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:assignment", args=[self.pk])


class AssignmentRowQuerySet(models.QuerySet["AssignmentRow"]):
    def due(self, *, at: datetime) -> Self:
        """Waiting, and in no worker's hands. See also `AssignmentRow.is_in_hand`."""
        return self.waiting().filter(Q(lease_until=None) | Q(lease_until__lte=at))

    def waiting(self) -> Self:
        return self.filter(state=RowState.WAITING)

    def claim(self, *, at: datetime, lease: timedelta) -> bool:
        """Take this one row (already filtered by id, without a join): true for exactly one of several at once."""
        return self.due(at=at).update(lease_until=at + lease, attempts=F("attempts") + 1) == 1

    def held(self, *, until: datetime) -> Self:
        """Still ours under the lease that ends then: a worker that came too late finds another one here."""
        return self.waiting().filter(lease_until=until)

    def in_hand(self, *, at: datetime) -> Self:
        return self.waiting().filter(lease_until__gt=at)

    def published(self) -> Self:
        return self.filter(state=RowState.PUBLISHED)

    def failed(self) -> Self:
        return self.filter(state=RowState.FAILED)

    def of_their_coach(self) -> Self:
        """Without those whose athlete has left: their name is no longer the coach's to read."""
        return self.filter(athlete__coach=F("batch__coach"))

    def with_plans(self) -> Self:
        """What publishing one needs, without the documents of any version."""
        return self.select_related("batch__by", "batch__coach__user", "fall_race", "a_race")

    def with_names(self) -> Self:
        return self.select_related("athlete", "a_race", "off_season")

    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class AssignmentRow(models.Model):
    """One athlete of a batch: what was chosen for them, what the preview showed, what came of it.

    While a worker publishes it the row is still `waiting`, under a lease. `lock` is the off-season's own after we
    published it: as long as it stays the same, nobody has changed it since.
    """

    batch = models.ForeignKey(AssignmentBatch, models.CASCADE, related_name="rows")
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="assignment_rows")
    position = models.PositiveSmallIntegerField()
    fall_race = models.ForeignKey("athletes.Race", models.SET_NULL, null=True, related_name="+")
    a_race = models.ForeignKey("athletes.Race", models.SET_NULL, null=True, related_name="+")
    choices = models.JSONField(default=dict)
    seen = models.JSONField(default=dict)
    planned = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=RowState, default=RowState.WAITING)
    message = models.CharField(max_length=300, blank=True)
    off_season = models.ForeignKey("plans.OffSeason", models.SET_NULL, null=True, related_name="+")
    version = models.ForeignKey("plans.PlanVersion", models.SET_NULL, null=True, related_name="assignment_rows")
    lock = models.PositiveIntegerField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="choices seen planned message",
        IDS_ONLY="position state lock lease_until attempts done_at",
    )

    objects = AssignmentRowQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "athlete"], name="assignment_row_once")]
        indexes = [models.Index(fields=["batch"], condition=Q(state="waiting"), name="assignment_waiting")]

    def __str__(self) -> str:
        return f"row {self.position}"

    def is_in_hand(self, at: datetime) -> bool:
        """See also `AssignmentRowQuerySet.in_hand`."""
        return self.state == RowState.WAITING and self.lease_until is not None and self.lease_until > at
