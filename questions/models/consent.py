from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from coachapp.retention import Kept, kept
from questions.models.edition import Edition
from questions.models.question import Question

if TYPE_CHECKING:
    from athletes.models import User


class ConsentQuerySet(models.QuerySet["Consent"]):
    def wishes(self) -> Self:
        """What was said when asking, before there was a text."""
        return self.filter(edition=None)

    def of_asker(self, user: "User", *, addresses: Iterable[str]) -> Self:
        """See also `EditionQuerySet.of_asker`."""
        unsigned = Q(question__asker=None, question__asker_email__in=list(addresses))
        return self.filter(Q(question__asker=user) | unsigned).select_related("question").order_by("-at", "-pk")

    def unasked(self) -> Self:
        """No text of that question was shown to who asked yet."""
        return self.exclude(question__editions__asked_at__isnull=False)

    def given(self) -> Self:
        """To a text, and not taken back."""
        return self.filter(edition__isnull=False, withdrawn_at=None)


class Consent(models.Model):
    """Who agreed to which published text, and under which name it may stand.

    Without an `edition` it is a willingness, said while asking: the text itself is still to be shown to them.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="consents")
    edition = models.OneToOneField(Edition, models.CASCADE, null=True, blank=True, related_name="consent")
    text_version = models.CharField(max_length=20)
    shown_name = models.CharField(max_length=120, blank=True, help_text="Blank: published without a name.")
    email = models.EmailField(blank=True, default="", db_default="", help_text="Where the link was sent to.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    kept: ClassVar[Kept] = kept(WITH_THREAD="shown_name email", IDS_ONLY="text_version at withdrawn_at")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(edition=None) | ~Q(email=""), name="consent_to_a_text_says_who"),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
