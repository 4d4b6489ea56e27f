from typing import ClassVar

from django.db import models

from coachapp.retention import Kept, kept
from questions.models.question import Question


class Consent(models.Model):
    """Who agreed to which published text, and under which name it may stand."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="consents")
    text_version = models.CharField(max_length=20)
    shown_name = models.CharField(max_length=120, blank=True, help_text="Blank: published without a name.")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_THREAD="shown_name", IDS_ONLY="text_version at")

    def __str__(self) -> str:
        return f"consent {self.pk}"
