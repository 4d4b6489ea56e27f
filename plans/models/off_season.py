import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Prefetch, Q, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.urls import reverse

from athletes.models import Athlete, Coach, SafetyAnswer, User
from coachapp.retention import Kept, kept

ANOTHER_WINTER = timedelta(days=180)


class OffSeasonQuerySet(models.QuerySet["OffSeason"]):
    def visible_to(self, user: User) -> Self:
        """The coach sees drafts and what is published; the athlete sees it once it is published, their own at once."""
        published_to_athlete = Q(athlete__user=user, published__isnull=False)
        return self.filter(self._at_desk_of(user) | published_to_athlete | self._self_coached(user))

    def editable_by(self, user: User) -> Self:
        """The coach's to build, and their assistant's; without a coach, the athlete's own."""
        return self.filter(self._at_desk_of(user) | self._self_coached(user))

    def of_coach(self, coach: Coach) -> Self:
        return self.filter(athlete__coach=coach)

    def racing_from(self, day: date) -> Self:
        """Those whose A race is still to come."""
        return self.filter(a_race__date__gte=day)

    def current_of(self, athlete: Athlete, *, today: date) -> "OffSeason | None":
        """The newest one whose race is still to come, with the requests of its plans but not the plans themselves."""
        theirs = self.filter(athlete=athlete).racing_from(today).with_races().newest_first()
        return theirs.defer("draft__response", "published__response").first()

    def drafted(self) -> Self:
        return self.filter(draft__isnull=False)

    def published_for(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete, published__isnull=False)

    def planned_before(self, day: date) -> Self:
        """Built for a race of at least half a year earlier: another winter than the one that begins on this day."""
        built = self.filter(Q(draft__isnull=False) | Q(published__isnull=False))
        return built.filter(fall_race__date__lt=day - ANOTHER_WINTER)

    def planned_otherwise(self, *, on: date) -> Self:
        """Published, with days to come, in a unit or by a first day of the week that the athlete has changed since.

        `planned_unit` and `planned_week_start` say what the plan was made for.
        """
        ahead = self.filter(published__isnull=False, weeks__end__gte=on).distinct()
        athlete = KeyTransform("athlete", "published__request")
        plans = ahead.annotate(
            planned_unit=KeyTextTransform("unit", athlete),
            planned_week_start=KeyTextTransform("week_start", athlete),
        )
        known = plans.filter(planned_unit__isnull=False, planned_week_start__isnull=False)
        return known.filter(~Q(planned_unit=F("athlete__unit")) | ~Q(planned_week_start=F("athlete__week_start")))

    def newest_first(self) -> Self:
        return self.order_by("-fall_race__date", "-created_at")

    def named(self) -> Self:
        return self.select_related("athlete", "a_race")

    def by_athlete(self) -> Self:
        return self.order_by("athlete__name", "a_race__date")

    def soonest_first(self) -> Self:
        return self.order_by("a_race__date", "created_at")

    def with_health_answers(self) -> Self:
        """The newest one first, for `is_cleared` of many at once."""
        answers = Prefetch("athlete__safety_answers", SafetyAnswer.objects.newest_first())
        return self.prefetch_related(answers)

    def with_races(self) -> Self:
        return self.select_related("athlete", "athlete__coach__user", "fall_race", "a_race", "draft", "published")

    def with_draft(self) -> Self:
        """For who builds it: what is published is a second plan of the same size, and only its id is asked for."""
        return self.select_related("athlete", "athlete__coach__user", "fall_race", "a_race", "draft__ready__by")

    def with_what_was_run(self) -> Self:
        """The athlete's races and measurements, in one query each."""
        return self.prefetch_related("athlete__races", "athlete__measurements")

    def with_statuses_for(self, user: User) -> Self:
        """What the engine said of each version, without fetching the plans. The draft's only for who may edit it."""
        may_edit = self._at_desk_of(user) | self._self_coached(user)
        return self.select_related("fall_race", "a_race").annotate(
            published_status=KeyTextTransform("status", "published__response"),
            draft_status=Case(When(may_edit, then=KeyTextTransform("status", "draft__response")), default=Value(None)),
            draft_number=Case(When(may_edit, then=F("draft__number")), default=Value(None)),
        )

    @staticmethod
    def _at_desk_of(user: User) -> Q:
        return Q(athlete__coach__in=Coach.objects.at_desk_of(user))

    @staticmethod
    def _self_coached(user: User) -> Q:
        return Q(athlete__user=user, athlete__coach__isnull=True)


class OffSeason(models.Model):
    """Everything between the day after the fall race and the day before the spring plan.

    A draft is a `PlanVersion`; `draft` points at the newest one and moves with undo and redo. Publishing writes the
    rows the athlete lives in. `lock` counts publishings and edits, so that a stale page is noticed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(Athlete, models.CASCADE, related_name="off_seasons")
    fall_race = models.ForeignKey("athletes.Race", models.PROTECT, related_name="off_seasons_after")
    a_race = models.ForeignKey("athletes.Race", models.PROTECT, related_name="off_seasons_before")
    spring_plan_name = models.CharField(max_length=120, blank=True)
    spring_plan_link = models.URLField(blank=True)
    draft = models.ForeignKey("plans.PlanVersion", models.PROTECT, null=True, blank=True, related_name="+")
    published = models.ForeignKey("plans.PlanVersion", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Why a plan that does not reach its spring plan is right all the same.
    published_reason = models.TextField(blank=True, max_length=1000)
    visible_until = models.DateField(null=True, blank=True)
    note = models.TextField("note to the athlete", blank=True, max_length=2000)
    # Days that publishing changed: [{"date": iso, "was": [[title, metres, seconds]], "now": ...}], until the athlete saw it.
    changed_days = models.JSONField(null=True, blank=True)
    changes_seen_at = models.DateTimeField(null=True, blank=True)
    lock = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="id spring_plan_name spring_plan_link note visible_until published_reason changed_days",
        IDS_ONLY="lock created_at published_at changes_seen_at",
    )

    objects = OffSeasonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "fall_race", "a_race"], name="off_season_once_per_race_pair"),
            models.CheckConstraint(condition=~Q(fall_race=models.F("a_race")), name="off_season_two_races"),
        ]

    def __str__(self) -> str:
        return f"{self.fall_race} to {self.a_race}"

    def get_absolute_url(self) -> str:
        return reverse("plans:builder", args=[self.pk])

    def can_be_published_by(self, user: User) -> bool:
        """The coach in person, or a runner for themselves. Who only edits (see `editable_by`) asks the coach."""
        coach = self.athlete.coach
        return user.pk == (coach.user_id if coach else self.athlete.user_id)

    def is_visible_on(self, day: date) -> bool:
        """Has the coach opened this day to the athlete?"""
        return self.published_id is not None and (self.visible_until is None or day <= self.visible_until)
