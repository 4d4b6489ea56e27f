from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import TextChoices

from coachapp.retention import Kept, kept
from questions.models.incoming import IncomingMail
from questions.models.question import Question


class MessageSource(TextChoices):
    FORM = "form", "form"
    COACH = "coach", "coach"
    MAIL = "mail", "e-mail"


class VouchedBy(TextChoices):
    """Who says that the words are the named person's."""

    ACCOUNT = "account", "their account"
    MAIL = "mail", "our mail server, for the address"
    LINK = "link", "nobody; they came through a link that was mailed to them"
    NOBODY = "nobody", "nobody"


class Message(models.Model):
    """One turn of the thread, in its author's own words; `author` only where their account or our mail server vouches.

    `folded` is what a mail quotes, and its signature: shown when asked for.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="messages")
    source = models.CharField(max_length=6, choices=MessageSource)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=20_000)
    folded = models.TextField(blank=True, default="", db_default="")
    vouched_by = models.CharField(
        max_length=7, choices=VouchedBy, default=VouchedBy.NOBODY, db_default=VouchedBy.NOBODY
    )
    mail = models.OneToOneField(IncomingMail, models.SET_NULL, null=True, blank=True, related_name="message")
    at = models.DateTimeField()

    kept: ClassVar[Kept] = kept(WITH_THREAD="text folded", NOT_PERSONAL="source vouched_by at")

    def __str__(self) -> str:
        return f"message {self.pk}"
