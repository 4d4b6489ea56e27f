import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from coachapp.retention import Kept, kept

if TYPE_CHECKING:
    from athletes.models import User
    from questions.models.consent import Consent

# Where a word stands says how much the page is about it; a transcript has many, and each says little.
EDITION_WORDS = (
    SearchVector("title", weight="A", config="english")
    + SearchVector("question_text", weight="B", config="english")
    + SearchVector("answer_text", weight="C", config="english")
    + SearchVector("transcript", weight="D", config="english")
)
TEXTS: Final = ("title", "question_text", "answer_text", "video_url", "notes", "transcript")
ANSWER_WITHIN: Final = timedelta(days=14)


class EditionQuerySet(models.QuerySet["Edition"]):
    def asked(self) -> Self:
        return self.filter(asked_at__isnull=False)

    def open(self) -> Self:
        """Asked for, and neither agreed to nor refused."""
        return self.asked().filter(refused_at=None, consent=None)

    def of_asker(self, user: "User", *, addresses: Iterable[str]) -> Self:
        """Of what this person asked: signed in, or without an account from one of their proven `addresses`."""
        unsigned = Q(question__asker=None, question__asker_email__in=list(addresses))
        return self.by_link().filter(Q(question__asker=user) | unsigned)

    def answered_yes(self) -> Self:
        """Agreed to, taken back or not; the newest yes first."""
        return self.filter(consent__isnull=False).order_by("-consent__at", "-pk")

    def by_link(self) -> Self:
        """What a link from a mail may show."""
        return self.asked().select_related("question__edition", "question__answer__by__user", "consent")

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Edition(models.Model):
    """A text for the library, word for word as it was shown to who asked. Never changed: another text is another edition.

    `Question.edition` is the one that stands there. Without `asked_at` the coach published it in their own words.
    """

    question = models.ForeignKey("questions.Question", models.CASCADE, related_name="editions")
    title = models.CharField(max_length=160)
    question_text = models.TextField(max_length=5000)
    answer_text = models.TextField(max_length=20_000)
    video_url = models.URLField(blank=True)
    notes = models.JSONField(default=list, blank=True)
    transcript = models.TextField(blank=True, max_length=60_000)
    digest = models.CharField(max_length=64, help_text="SHA-256 of all of the above, see `digest_of`.")
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    publishes = models.BooleanField(default=True, help_text="Goes into the library with the yes of who asked.")
    words = models.GeneratedField(expression=EDITION_WORDS, output_field=SearchVectorField(), db_persist=True)

    kept: ClassVar[Kept] = kept(
        WITH_THREAD="title question_text answer_text video_url notes transcript words",
        IDS_ONLY="digest at asked_at refused_at publishes",
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(refused_at=None) | Q(asked_at__isnull=False), name="edition_refused_was_asked"
            ),
        ]
        indexes = [GinIndex(fields=["words"], name="edition_words")]

    def __str__(self) -> str:
        return self.title

    @property
    def texts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in TEXTS}

    @property
    def agreed(self) -> "Consent | None":
        """The yes to this text, as long as it was not taken back."""
        consent: Consent | None = getattr(self, "consent", None)
        return consent if consent and consent.withdrawn_at is None else None

    def is_in_time(self, *, at: datetime) -> bool:
        return self.asked_at is not None and at - self.asked_at <= ANSWER_WITHIN

    def is_answerable(self, *, at: datetime) -> bool:
        """Within fourteen days, and while no newer text was asked for. See also `Edition.agreed`, which has no end."""
        if not self.is_in_time(at=at):
            return False
        return not Edition.objects.asked().filter(question=self.question_id, pk__gt=self.pk).exists()


def digest_of(texts: dict[str, Any]) -> str:
    """One number for all that stands on the page; the same texts always have the same."""
    said = json.dumps({name: texts[name] for name in TEXTS}, sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()
