import re
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
    TrigramWordSimilarity,
)
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, TextChoices, Value, When
from django.urls import reverse

from athletes.models import User
from coachapp.retention import Kept, kept
from questions.consent import NAMELESS
from questions.models.edition import Edition

if TYPE_CHECKING:
    from questions.models.consent import Consent

# PostgreSQL keeps the words beside the texts: to read them out of every answer at each search takes seconds. What the
# library finds stands in `edition.py`.
QUESTION_WORDS = SearchVector("title", weight="A", config="english") + SearchVector(
    "public_text", weight="B", config="english"
)
ALIKE = 0.4  # trigram similarity of a typed word with one of the title: "tredmill" finds "treadmill"


class Topic(TextChoices):
    OFF_SEASON = "off-season", "Off-season"
    MILEAGE = "mileage", "Mileage"
    RECOVERY = "recovery", "Recovery"
    FAST = "fast", "Fast running"
    STRENGTH = "strength", "Strength and mobility"
    WINTER = "winter", "Winter and weather"
    RACING = "racing", "Racing"


class QuestionState(TextChoices):
    """New until somebody of the desk has read it; waiting from then on, and again when the asker writes once more."""

    NEW = "new", "new"
    WAITING = "waiting", "waiting"
    ANSWERED = "answered", "answered"
    PUBLISHED = "published", "published"
    DECLINED = "declined", "declined"
    SPAM = "spam", "spam"


OPEN = (QuestionState.NEW, QuestionState.WAITING)


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> Self:
        """In the library. Whether somebody waits for a word in the thread is another matter: that is its state."""
        return self.filter(edition__isnull=False)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def for_coach(self, user: User) -> Self:
        """What a coach may answer, and who assists them read: questions put to the coach, and those put to no one.

        Not those of somebody whose account sleeps until it is erased.
        """
        desk = user.desk
        if desk is None:
            return self.none()
        return self.filter(Q(coach=desk) | Q(coach__isnull=True)).exclude(asker__is_active=False)

    def asked_by(self, user: User) -> Self:
        return self.filter(asker=user)

    def with_answer(self) -> Self:
        return self.select_related("answer", "answer__by__user")

    def as_published(self) -> Self:
        """In the library, with the text that stands there and who answered."""
        return self.published().select_related("edition__consent", "answer__by__user")

    def with_consent_said(self) -> Self:
        """Each with `consent_said`: what became of the text that its asker was last shown; None where none was."""
        word = Case(
            When(consent__withdrawn_at__isnull=False, then=Value("yes taken back")),
            When(consent__isnull=False, then=Value("agreed")),
            When(refused_at__isnull=False, then=Value("said no")),
            default=Value("asked to agree"),
        )
        asked = Edition.objects.asked().filter(question=OuterRef("pk"))
        return self.annotate(consent_said=Subquery(asked.newest_first().values(said=word)[:1]))

    def newest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")

    def latest_published_first(self) -> Self:
        return self.order_by("-published_at", "-pk")

    def in_inbox_order(self) -> Self:
        """Open ones on top, the longest waiting first; below them the newest of the rest."""
        waiting_since = Case(When(state__in=OPEN, then=F("asked_at")))
        return self.order_by(waiting_since.asc(nulls_last=True), "-asked_at", "-pk")

    def about(self, topic: str) -> Self:
        return self.filter(topic=topic) if topic else self

    def matching(self, words: str) -> Self:
        """In the library's text, all of the words, as people type them into a search engine: quotes, `or`, a minus."""
        return self._ranked(SearchQuery(words, config="english", search_type="websearch"))

    def close_to(self, words: str) -> Self:
        """Any of the words, best first: for a whole sentence, of which no page has every word."""
        any_of_them = " or ".join(re.findall(r"\w+", words))  # without signs: a leading minus would find the rest
        return self._ranked(SearchQuery(any_of_them, config="english", search_type="websearch"))

    def spelled_like(self, words: str) -> Self:
        """Titles that look like what was typed: the last resort for typing errors and half words."""
        likeness = TrigramWordSimilarity(words, "edition__title")
        return self.annotate(likeness=likeness).filter(likeness__gte=ALIKE).order_by("-likeness", "-pk")

    def _ranked(self, query: SearchQuery) -> Self:
        found = self.filter(edition__words=query).annotate(rank=SearchRank(F("edition__words"), query))
        return found.order_by("-rank", "-published_at", "-pk")


class Question(models.Model):
    """A thread that began with somebody asking. `edition` is what the library shows of it, and last showed.

    Title and `public_text` are those of the edition from the first one on.
    """

    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    title = models.CharField(max_length=160)
    topic = models.CharField(max_length=12, choices=Topic, default=Topic.OFF_SEASON)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    athlete = models.ForeignKey(
        "athletes.Athlete",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        help_text="Whose season it is about, when that is known; they may have no account.",
    )
    asker_name = models.CharField(max_length=120)
    asker_email = models.EmailField()
    coach = models.ForeignKey("athletes.Coach", models.SET_NULL, null=True, blank=True, related_name="questions")
    plan_request = models.JSONField(null=True, blank=True, help_text="The plan the visitor was looking at.")
    public_text = models.TextField(blank=True, max_length=5000)
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.NEW)
    asked_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    edition = models.OneToOneField("questions.Edition", models.RESTRICT, null=True, blank=True, related_name="shown_by")
    words = models.GeneratedField(expression=QUESTION_WORDS, output_field=SearchVectorField(), db_persist=True)

    kept: ClassVar[Kept] = kept(
        WITH_THREAD="asker_name asker_email plan_request title public_text slug words",
        NOT_PERSONAL="topic state asked_at published_at",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(edition=None) | Q(slug__isnull=False, published_at__isnull=False),
                name="question_published_has_address",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(edition__isnull=False), name="question_published_has_edition"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-asked_at"], name="question_by_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("questions:answer", args=[self.slug])

    @property
    def is_published(self) -> bool:
        """See also `QuestionQuerySet.published`."""
        return self.edition_id is not None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def updated_at(self) -> datetime:
        """When what stands in the library was last another text. For what is published."""
        times = [self.published_at, self.edition.at if self.edition else None]
        return max(time for time in times if time is not None)

    @property
    def asked_by(self) -> str:
        """Who asked, as they agreed to be named in the library; blank where the coach told it in their own words."""
        agreed = self.edition.agreed if self.edition else None
        return (agreed.shown_name or NAMELESS) if agreed else ""

    @property
    def can_be_asked(self) -> bool:
        """Who asked can be written to: not where they left no address, or are forgotten."""
        return bool(self.asker_email)

    def latest_consent(self) -> "Consent | None":
        """Their last yes, to publishing at all or to a text; None while they never agreed, or took it back."""
        return self.consents.filter(withdrawn_at=None).order_by("-at", "-pk").first()
