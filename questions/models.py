from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from athletes.models import User
from coachapp.retention import Kept, kept


class Topic(TextChoices):
    OFF_SEASON = "off-season", "Off-season"
    MILEAGE = "mileage", "Mileage"
    RECOVERY = "recovery", "Recovery"
    FAST = "fast", "Fast running"
    STRENGTH = "strength", "Strength and mobility"
    WINTER = "winter", "Winter and weather"
    RACING = "racing", "Racing"


class QuestionState(TextChoices):
    OPEN = "open", "open"
    ANSWERED = "answered", "answered"
    PUBLISHED = "published", "published"
    CLOSED = "closed", "closed"


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> Self:
        return self.filter(state=QuestionState.PUBLISHED)

    def open(self) -> Self:
        return self.filter(state=QuestionState.OPEN)

    def for_coach(self, user: User) -> Self:
        """What a coach may read and answer: questions put to them, and those put to no one in particular."""
        if not user.is_coach:
            return self.none()
        return self.filter(Q(coach__user=user) | Q(coach__isnull=True))

    def asked_by(self, user: User) -> Self:
        return self.filter(asker=user)

    def with_answer(self) -> Self:
        return self.select_related("answer", "answer__by__user")

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class Question(models.Model):
    """A thread that began with somebody asking. `public_text` is what the library shows, written by the coach."""

    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    title = models.CharField(max_length=160)
    topic = models.CharField(max_length=12, choices=Topic, default=Topic.OFF_SEASON)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    asker_name = models.CharField(max_length=120)
    asker_email = models.EmailField()
    coach = models.ForeignKey("athletes.Coach", models.SET_NULL, null=True, blank=True, related_name="questions")
    plan_request = models.JSONField(null=True, blank=True, help_text="The plan the visitor was looking at.")
    public_text = models.TextField(blank=True, max_length=5000)
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.OPEN)
    asked_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(
        WITH_THREAD="asker_name asker_email plan_request title public_text slug",
        NOT_PERSONAL="topic state asked_at published_at",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(slug__isnull=False, published_at__isnull=False),
                name="question_published_has_address",
            ),
        ]
        indexes = [
            GinIndex(SearchVector("title", "public_text", config="english"), name="question_search"),
            models.Index(fields=["state", "-asked_at"], name="question_by_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("questions:answer", args=[self.slug])


class MessageSource(TextChoices):
    FORM = "form", "form"
    COACH = "coach", "coach"
    MAIL = "mail", "e-mail"


class Message(models.Model):
    """One turn of the thread, in its author's own words."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="messages")
    source = models.CharField(max_length=6, choices=MessageSource)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=20_000)
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_THREAD="text", NOT_PERSONAL="source at")

    def __str__(self) -> str:
        return f"message {self.pk}"


class Answer(models.Model):
    """The coach's answer: text in Markdown, a video by link, and notes with their minute."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="answer")
    by = models.ForeignKey("athletes.Coach", models.PROTECT, related_name="answers")
    text = models.TextField(max_length=20_000)
    video_url = models.URLField(blank=True)
    # [{"at_s": 75, "text": "..."}], in order of time.
    notes = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_THREAD="text video_url notes", NOT_PERSONAL="at")

    def __str__(self) -> str:
        return f"answer to {self.question}"


class Consent(models.Model):
    """Who agreed to which published text, and under which name it may stand."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="consents")
    text_version = models.CharField(max_length=20)
    shown_name = models.CharField(max_length=120, blank=True, help_text="Blank: published without a name.")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_THREAD="shown_name", IDS_ONLY="text_version at")

    def __str__(self) -> str:
        return f"consent {self.pk}"
