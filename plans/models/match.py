from typing import ClassVar

from django.db import models

from coachapp.retention import Kept, kept


class SessionMatch(models.Model):
    """This activity was that session: one to one. What was done is then counted by the session's log alone."""

    session = models.OneToOneField("plans.TrainingSession", models.CASCADE, related_name="match")
    activity = models.OneToOneField("athletes.Activity", models.CASCADE, related_name="match")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_PERSON="at")

    def __str__(self) -> str:
        return f"{self.activity} was {self.session}"
