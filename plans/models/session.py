import uuid
from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.aggregates import StringAgg
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, TextChoices
from django.db.models.functions import MD5, Cast, JSONArray

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept
from plans.models.absence import Absence

# The columns that a reader outside sees something of: see `TrainingSessionQuerySet.digest`.
SHOWN = ("date", "order", "ingredient", "title", "distance_m", "duration_s", "rpe", "steps", "why_text", "alternate")
Day = date  # inside the model `date` is a field


class Ingredient(TextChoices):
    LONG = "long", "long run"
    FAST = "fast", "fast workout"
    STRIDES = "strides", "strides"
    EASY = "easy", "easy run"
    AEROBIC = "aerobic", "aerobic run"
    STRENGTH = "strength", "strength"
    PLYOMETRIC = "plyometric", "plyometrics"
    MOBILITY = "mobility", "mobility"
    CROSS = "cross", "cross-training"
    MINIMALIST = "minimalist", "minimalist running"
    REST = "rest", "rest"
    RACE = "race", "race"


class TrainingSessionQuerySet(models.QuerySet["TrainingSession"]):
    def visible_to(self, user: User) -> Self:
        """The coach sees every session, the athlete those of `open_to`."""
        published = Q(athlete__user=user, off_season__published__isnull=False)
        return self.filter(Q(athlete__coach__in=Coach.objects.at_desk_of(user)) | (published & self._opened()))

    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def open_to(self, athlete: Athlete) -> Self:
        """Theirs, published, and within what the coach has opened."""
        return self.filter(self._opened(), athlete=athlete, off_season__published__isnull=False)

    def open_by_mail(self) -> Self:
        """What a mail may tell the person it goes to: published, opened, of an account in use."""
        return self.filter(self._opened(), off_season__published__isnull=False, athlete__user__is_active=True)

    def with_voice(self) -> Self:
        """Each with its week, who runs it, what was logged and how it felt."""
        return self.select_related("week", "athlete", "log", "check_in")

    def during(self, first: date, last: date) -> Self:
        return self.filter(date__range=(first, last))

    def runs(self) -> Self:
        """See also `TrainingSession.is_run`."""
        return self.filter(distance_m__gt=0)

    def in_order(self) -> Self:
        return self.order_by("date", "order")

    def with_log(self) -> Self:
        return self.select_related("log")

    def since(self, day: date) -> Self:
        return self.filter(date__gte=day)

    def asking_something(self) -> Self:
        return self.exclude(ingredient=Ingredient.REST)

    def not_set_aside(self) -> Self:
        """Without those on days that the athlete is ill or away; what was done all the same stays."""
        away = Absence.objects.filter(athlete=OuterRef("athlete")).touching(OuterRef("date"), OuterRef("date"))
        return self.filter(Q(log__isnull=False) | ~Exists(away))

    def standing(self) -> Self:
        """What is asked of the athlete or was done: not set aside, and not let go."""
        return self.not_set_aside().filter(Q(log__isnull=False) | Q(let_go_at=None))

    def asked_until(self, day: date) -> Self:
        """What the plan has asked for before this day, and what was done early."""
        return self.standing().filter(Q(log__isnull=False) | Q(date__lt=day))

    def digest(self) -> str:
        """Another one as soon as a row came, went or reads differently. The database makes it, and no row travels."""
        row = MD5(Cast(JSONArray("pk", *SHOWN), models.TextField()))
        found = self.aggregate(digest=MD5(StringAgg(row, delimiter="", order_by="pk")))["digest"]
        return found or ""

    def done(self) -> Self:
        """See also `TrainingSession.is_done`."""
        return self.filter(log__isnull=False)

    def with_tap(self) -> Self:
        """Each with how it felt."""
        return self.select_related("check_in")

    def with_plan(self) -> Self:
        """With its week and who runs it; the version itself is large and comes only where it is judged."""
        return self.select_related("week", "athlete", "off_season")

    def chosen_otherwise(self) -> Self:
        """Those that the athlete has on another day than the plan, or let go."""
        return self.filter(Q(moved_from__isnull=False) | Q(let_go_at__isnull=False))

    @staticmethod
    def _opened() -> Q:
        return Q(off_season__visible_until=None) | Q(date__lte=F("off_season__visible_until"))


class TrainingSession(models.Model):
    """One thing to do on one day, as published. The UUID outlives republishing as long as its `key` does.

    `key` names the session inside the plan: week start, ingredient, and which one of that ingredient in the week.
    `alternate` is its twin for ice and dark, as the engine wrote it: code, title, text.

    `original_date` is the engine's day, before the coach or the athlete moved it. `moved_from` is the published plan's
    day, while the athlete has the session on another one; `let_go_at` is when they said that it is not for them this time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    off_season = models.ForeignKey("plans.OffSeason", models.CASCADE, related_name="sessions")
    week = models.ForeignKey("plans.Week", models.CASCADE, related_name="sessions")
    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="sessions")
    key = models.CharField(max_length=40)
    date = models.DateField()
    original_date = models.DateField()
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    ingredient = models.CharField(max_length=10, choices=Ingredient)
    title = models.CharField(max_length=120)
    distance_m = models.PositiveIntegerField(default=0)
    duration_s = models.PositiveIntegerField(default=0)
    quality_m = models.PositiveIntegerField(default=0)
    quality_s = models.PositiveIntegerField(default=0)
    strides = models.PositiveSmallIntegerField(default=0)
    hard = models.BooleanField(default=False)
    heavy = models.BooleanField(default=False)
    rpe = models.FloatField(default=0)
    load = models.FloatField(default=0)
    steps = models.JSONField(default=list)
    why_rule = models.CharField(max_length=20)
    why_text = models.TextField()
    alternate = models.JSONField(null=True, blank=True)
    edited = models.BooleanField(default=False)
    moved_from = models.DateField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="id key date original_date order code ingredient title distance_m duration_s quality_m quality_s"
        " strides hard heavy rpe load steps why_rule why_text alternate edited moved_from let_go_at",
    )

    objects = TrainingSessionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["off_season", "key"], name="session_key_once")]
        indexes = [models.Index(fields=["athlete", "date"], name="session_by_day")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_run(self) -> bool:
        return self.distance_m > 0

    @property
    def is_done(self) -> bool:
        """See also `with_log`, which spares the query."""
        return hasattr(self, "log")

    @property
    def is_let_go(self) -> bool:
        """By the athlete's own word, and not done after all."""
        return self.let_go_at is not None and not self.is_done

    @property
    def planned_on(self) -> Day:
        """The published plan's day."""
        return self.moved_from or self.date
