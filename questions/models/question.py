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
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from athletes.models import User
from coachapp.retention import Kept, kept
from questions.consent import NAMELESS
from questions.models.edition import Edition

if TYPE_CHECKING:
    from athletes.models import Coach
    from questions.models.message import Message

# PostgreSQL keeps the words beside the texts: to read them out of every answer at each search takes seconds. What the
# library finds stands in `edition.py`.
QUESTION_WORDS = SearchVector("title", weight="A", config="english") + SearchVector(
    "public_text", weight="B", config="english"
)
CLOSE = 0.2  # rank; a title with all of the words comes to about 0.6
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
PUT_AWAY = (QuestionState.DECLINED, QuestionState.SPAM)


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> Self:
        """In the library. Whether somebody waits for a word in the thread is another matter: that is its state."""
        return self.filter(edition__isnull=False)

    def open(self) -> Self:
        """See also `Question.is_open`."""
        return self.filter(state__in=OPEN)

    def for_coach(self, user: User) -> Self:
        """What a coach may answer, and who assists them read: questions put to the coach, and those put to no one.

        Not those of somebody whose account sleeps until it is erased.
        """
        desk = user.desk
        if desk is None:
            return self.none()
        return self.filter(Q(coach=desk) | Q(coach__isnull=True)).exclude(asker__is_active=False)

    def whole(self) -> Self:
        """Without those that were merged into another, which tells them."""
        return self.filter(merged_into=None)

    def waiting(self, *, at: datetime) -> Self:
        """Open, and not put off at that moment."""
        return self.whole().open().exclude(self._is_asleep(at))

    def snoozed(self, *, at: datetime) -> Self:
        return self.whole().open().filter(self._is_asleep(at))

    def settled(self) -> Self:
        """Answered, in the library or not."""
        return self.filter(state__in=[QuestionState.ANSWERED, QuestionState.PUBLISHED])

    def telling(self, question_id: int) -> Self:
        """The thread that tells this question: itself, or what it was merged into."""
        merged = Question.objects.filter(pk=question_id).values("merged_into")
        return self.filter(pk=Coalesce(models.Subquery(merged), Value(question_id)))

    def sendable_by(self, user: User) -> Self:
        """Whose answer may be sent to somebody else: everybody's in the library, and the desk's own."""
        return self.whole().settled().filter(Q(state=QuestionState.PUBLISHED) | Q(answer__by=user.desk))

    def of_same_asker(self, question: "Question") -> Self:
        """Others from the same address, account or athlete."""
        same = Q(asker_email__iexact=question.asker_email) & ~Q(asker_email="")
        for name in ("asker", "athlete"):
            known = getattr(question, f"{name}_id")
            same |= Q(**{name: known}) if known else Q()
        return self.filter(same).exclude(pk=question.pk)

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

    def longest_waiting_first(self) -> Self:
        """Those that come back from being put off on top, then by the first word that nobody has answered."""
        comes_back = Case(When(snoozed_until=None, then=1), default=0)
        return self.with_wait().order_by(comes_back, "waits_since", "pk")

    def with_wait(self) -> Self:
        """`waits_since`: the first word of the asker since the coach last wrote, else when they asked."""
        answered_at = self._messages("question").filter(source="coach").order_by("-at").values("at")[:1]
        words = self._messages().exclude(source="coach")
        again = words.filter(at__gt=models.Subquery(answered_at)).order_by("at").values("at")[:1]
        return self.annotate(waits_since=Coalesce(models.Subquery(again), "asked_at"))

    def about(self, topic: str) -> Self:
        return self.filter(topic=topic) if topic else self

    def matching(self, words: str) -> Self:
        """In the library's text, all of the words, as people type them into a search engine: quotes, `or`, a minus."""
        return self._ranked(SearchQuery(words, config="english", search_type="websearch"))

    def close_to(self, words: str) -> Self:
        """Any of the words, best first: for a whole sentence, of which no page has every word."""
        any_of_them = " or ".join(re.findall(r"\w+", words))  # without signs: a leading minus would find the rest
        return self._ranked(SearchQuery(any_of_them, config="english", search_type="websearch"))

    def much_like(self, words: str) -> Self:
        """Close enough to be told as the same: about a third of the words stand in the title. The closest first."""
        any_of_them = SearchQuery(" or ".join(re.findall(r"\w+", words)), config="english", search_type="websearch")
        likeness = SearchRank(F("words"), any_of_them)
        return (
            self.filter(words=any_of_them)
            .annotate(likeness=likeness)
            .filter(likeness__gte=CLOSE)
            .order_by("-likeness", "-pk")
        )

    def spelled_like(self, words: str) -> Self:
        """Titles that look like what was typed: the last resort for typing errors and half words."""
        likeness = TrigramWordSimilarity(words, "edition__title")
        return self.annotate(likeness=likeness).filter(likeness__gte=ALIKE).order_by("-likeness", "-pk")

    def holding(self, words: str) -> Self:
        """For the coach: the words in the thread, in the asker's name or their address."""
        said = Exists(self._messages().filter(text__icontains=words))
        named = Q(asker_name__icontains=words) | Q(asker_email__icontains=words) | Q(title__icontains=words)
        return self.filter(named | Q(said))

    def _is_asleep(self, at: datetime) -> Q:
        """A new word of the asker ends it, however it came in."""
        again = self._messages().exclude(source="coach").filter(at__gt=OuterRef("snoozed_at"))
        return Q(snoozed_until__gt=at) & ~Q(Exists(again))

    def _messages(self, thread: str = "pk") -> "models.QuerySet[Message]":
        from questions.models.message import Message  # noqa: PLC0415 -- a message knows its thread

        return Message.objects.filter(question=OuterRef(thread))

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
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    # Put off by the desk, when and until when. An answer ends it, and so does a new word of the asker.
    snoozed_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    edition = models.OneToOneField("questions.Edition", models.RESTRICT, null=True, blank=True, related_name="shown_by")
    words = models.GeneratedField(expression=QUESTION_WORDS, output_field=SearchVectorField(), db_persist=True)

    kept: ClassVar[Kept] = kept(
        WITH_THREAD="asker_name asker_email plan_request title public_text slug words",
        NOT_PERSONAL="topic state snoozed_at snoozed_until asked_at published_at",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(edition=None) | Q(slug__isnull=False, published_at__isnull=False),
                name="question_published_has_address",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_at=None, snoozed_until=None)
                | Q(snoozed_at__isnull=False, snoozed_until__isnull=False),
                name="question_snoozed_has_both",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")), name="question_not_merged_into_itself"
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

    def take(self, coach: "Coach | None") -> None:
        """For this desk alone from now on, with what was merged into it; None leaves it to all."""
        self.coach = coach
        self.merged.update(coach=coach)

    def hear_again(self) -> None:
        """The asker wrote once more: the thread that tells it waits for the coach, wherever it stood.

        Spam stays spam, and the library as it is.
        """
        thread = self.merged_into or self
        if thread.state != QuestionState.SPAM and not thread.is_open:
            thread.state = QuestionState.WAITING
            thread.save(update_fields=["state"])

    @property
    def is_put_away(self) -> bool:
        return self.state in PUT_AWAY

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
