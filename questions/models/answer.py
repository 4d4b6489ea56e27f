from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from athletes.models import Coach, User
from coachapp.retention import Kept, kept
from questions.models.question import Question

ANSWER_WORDS = SearchVector("text", weight="C", config="english")  # below the question's, see `question.py`


class Answer(models.Model):
    """The coach's answer as it stands in the thread: text in Markdown, a video by link, and notes with their minute.

    What the library shows of it is an `Edition`.
    """

    question = models.OneToOneField(Question, models.CASCADE, related_name="answer")
    by = models.ForeignKey("athletes.Coach", models.PROTECT, related_name="answers")
    text = models.TextField(max_length=20_000)
    video_url = models.URLField(blank=True)
    # [{"at_s": 75, "text": "..."}], in order of time.
    notes = models.JSONField(default=list, blank=True)
    transcript = models.TextField(blank=True, max_length=60_000, default="", db_default="")
    # What it gives the reason for, such as "ingredient:strides": see `questions/explains.py`.
    explains = ArrayField(models.CharField(max_length=60), default=list, blank=True, db_default=[])
    at = models.DateTimeField()
    words = models.GeneratedField(expression=ANSWER_WORDS, output_field=SearchVectorField(), db_persist=True)

    kept: ClassVar[Kept] = kept(WITH_THREAD="text video_url notes transcript words", NOT_PERSONAL="explains at")

    class Meta:
        indexes = [GinIndex(fields=["explains"], name="answer_explains")]

    def __str__(self) -> str:
        return f"answer to {self.question}"


class AnswerDraftQuerySet(models.QuerySet["AnswerDraft"]):
    def of_desk(self, user: User) -> Self:
        return self.filter(coach__in=Coach.objects.at_desk_of(user))


class AnswerDraft(models.Model):
    """What an assistant would answer, for the coach to send or change. Of each desk one, for a question may be put to all."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answer_drafts")
    coach = models.ForeignKey("athletes.Coach", models.CASCADE, related_name="answer_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=20_000)
    video_url = models.URLField(blank=True)
    notes = models.JSONField(default=list, blank=True)
    transcript = models.TextField(blank=True, max_length=60_000, default="", db_default="")
    explains = ArrayField(models.CharField(max_length=60), default=list, blank=True, db_default=[])
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_THREAD="text video_url notes transcript", NOT_PERSONAL="explains at")

    objects = AnswerDraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "coach"], name="answer_draft_once_a_desk")]

    def __str__(self) -> str:
        return f"draft of an answer to {self.question}"
