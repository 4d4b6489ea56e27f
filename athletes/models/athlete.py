import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from athletes.choices import Equipment, Injury, LiftingExperience, Sex, Unit, Weekday, WeekStart
from athletes.models.coach import Coach
from athletes.models.user import User
from athletes.validators import validate_time_zone
from coachapp.retention import Kept, kept

CLEARANCE_LIFE = timedelta(days=365)


class AthleteQuerySet(models.QuerySet["Athlete"]):
    def visible_to(self, user: User) -> Self:
        """The athlete's own record, and those of the athletes a coach has now. A former coach sees nothing."""
        return self.filter(Q(user=user) | Q(coach__in=Coach.objects.at_desk_of(user)))

    def coached_by(self, user: User) -> Self:
        """The coach's athletes, for the coach and who assists them."""
        return self.filter(coach__in=Coach.objects.at_desk_of(user))

    def editable_by(self, user: User) -> Self:
        """See also `visible_to`: whoever may see a training record may also correct it."""
        return self.visible_to(user)

    def planned_by(self, user: User) -> Self:
        """The coach's athletes; without a coach, the athlete's own record. See also `OffSeason.editable_by`."""
        return self.filter(Q(coach__in=Coach.objects.at_desk_of(user)) | Q(user=user, coach__isnull=True))

    def active(self) -> Self:
        """Who trains with their coach now: not put into the archive. See also `Athlete.is_archived`."""
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        return self.filter(archived_at__isnull=False)

    def reminder_due(self, *, at: datetime) -> Self:
        return self.wanting_reminders().filter(next_reminder_at__lte=at)

    def wanting_daily(self, *, before: date) -> Self:
        """Who wants today's session each morning and was not told this day or a later one."""
        untold = Q(daily_told=None) | Q(daily_told__lt=before)
        return self.active().filter(untold, daily_on=True, user__isnull=False, user__is_active=True)

    def wanting_reminders(self) -> Self:
        return self.active().filter(reminders_on=True, user__isnull=False, user__is_active=True)

    def locked(self) -> Self:
        """In this transaction's hands; without those that another one holds."""
        return self.select_for_update(of=("self",), skip_locked=True)

    def ids_in_batches(self, size: int) -> Iterator[list[uuid.UUID]]:
        ids = self.order_by("next_reminder_at", "pk").values_list("pk", flat=True).iterator(chunk_size=size)
        return iter(lambda: list(islice(ids, size)), [])

    def with_people(self) -> Self:
        return self.select_related("user", "coach__user")

    def in_roster_order(self) -> Self:
        return self.order_by("name", "pk")


class Athlete(models.Model):
    """A runner, with or without an account, with or without a coach: but never without both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="athlete")
    coach = models.ForeignKey("athletes.Coach", models.SET_NULL, null=True, blank=True, related_name="athletes")
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    unit = models.CharField(max_length=3, choices=Unit, default=Unit.KILOMETRES)
    week_start = models.CharField(max_length=3, choices=WeekStart, default=WeekStart.MONDAY)
    southern = models.BooleanField("lives in the southern hemisphere", default=False)

    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    years_running = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(100)])
    usual_run_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    # Minutes for running and gym by weekday; a weekday that is absent has no limit, 0 is not available.
    available_min = models.JSONField(default=dict, blank=True)
    home_min = models.PositiveSmallIntegerField(default=20, validators=[MaxValueValidator(1440)])
    long_run_day = models.CharField(max_length=3, choices=Weekday, blank=True)
    long_run_every = models.PositiveSmallIntegerField(default=1, choices=[(1, "every week"), (2, "every second week")])
    # Club nights and the like: [{"weekday": "wed", "ingredient": "fast"}].
    fixed = models.JSONField(default=list, blank=True)
    comfort = models.SmallIntegerField(default=0, validators=[MinValueValidator(-2), MaxValueValidator(2)])
    injury = models.CharField(max_length=10, choices=Injury, default=Injury.NONE)
    current_m = models.FloatField("present weekly volume, for one coming back", null=True, blank=True)
    minimalist = models.BooleanField(default=False)
    lifting_experience = models.CharField(max_length=8, choices=LiftingExperience, default=LiftingExperience.NONE)
    equipment = models.CharField(max_length=4, choices=Equipment, default=Equipment.NONE)
    max_hr_bpm = models.PositiveSmallIntegerField(null=True, blank=True)
    resting_hr_bpm = models.PositiveSmallIntegerField(null=True, blank=True)
    lthr_bpm = models.PositiveSmallIntegerField(null=True, blank=True)

    # The coach's own figures win over the history weeks.
    baseline_m = models.FloatField(null=True, blank=True)
    baseline_long_m = models.FloatField(null=True, blank=True)
    year_average_m = models.FloatField(null=True, blank=True)

    reminder_weekday = models.CharField(max_length=3, choices=Weekday, default=Weekday.MONDAY)
    reminder_hour = models.PositiveSmallIntegerField(default=6, validators=[MaxValueValidator(23)])
    reminders_on = models.BooleanField(default=True)
    next_reminder_at = models.DateTimeField(null=True, blank=True)
    # The newest weekly mail: when it was written, and the week it tells. Whatever changes afterwards goes on from there.
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_week = models.DateField(null=True, blank=True)
    # Today's session each morning, at the same hour; and the newest day that was told (see `plans.reminders.daily`).
    daily_on = models.BooleanField(default=False, db_default=False)
    daily_told = models.DateField(null=True, blank=True)
    # Put away by their coach, who does not plan for them at present. The athlete's own pages know nothing of it.
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="id name time_zone unit week_start southern birth_date sex years_running usual_run_days"
        " available_min home_min long_run_day long_run_every fixed comfort injury current_m minimalist"
        " lifting_experience equipment max_hr_bpm resting_hr_bpm lthr_bpm baseline_m baseline_long_m"
        " year_average_m reminder_weekday reminder_hour reminders_on next_reminder_at reminded_at reminded_week daily_on"
        " daily_told archived_at created_at",
    )

    objects = AthleteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(comfort__range=(-2, 2)), name="athlete_comfort_range"),
            models.CheckConstraint(
                condition=Q(usual_run_days=None) | Q(usual_run_days__range=(1, 7)), name="athlete_run_days_range"
            ),
            models.CheckConstraint(condition=Q(reminder_hour__lt=24), name="athlete_reminder_hour_range"),
            models.CheckConstraint(
                condition=Q(baseline_m=None) | Q(baseline_m__range=(0, 300_000)), name="athlete_baseline_range"
            ),
        ]
        indexes = [
            models.Index(
                F("next_reminder_at"), condition=Q(next_reminder_at__isnull=False), name="athlete_next_reminder"
            ),
            models.Index(fields=["daily_told"], condition=Q(daily_on=True), name="athlete_daily"),
            models.Index(fields=["coach", "name"], name="athlete_roster"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_self_coached(self) -> bool:
        return self.coach_id is None

    @property
    def is_archived(self) -> bool:
        """See also `AthleteQuerySet.active`."""
        return self.archived_at is not None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def today(self, at: datetime) -> date:
        """The athlete's own date at this moment."""
        return at.astimezone(self.zone).date()


class SafetyAnswerQuerySet(models.QuerySet["SafetyAnswer"]):
    def newest_first(self) -> Self:
        return self.order_by("-answered_at", "-pk")


class SafetyAnswer(models.Model):
    """The athlete's own health answers. Nobody else reads them: the rest of the product asks only `is_cleared`."""

    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="safety_answers")
    flags = models.JSONField(default=list)
    cleared_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="flags cleared_on answered_at")

    objects = SafetyAnswerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"safety answer {self.pk}"

    def is_cleared(self, *, on: date) -> bool:
        """No flag, or one that a clinician cleared within the last year. Pregnancy is never ours to clear."""
        if not self.flags:
            return True
        if {"pregnancy", "postpartum"} & set(self.flags) or self.cleared_on is None:
            return False
        return timedelta(0) <= on - self.cleared_on <= CLEARANCE_LIFE
