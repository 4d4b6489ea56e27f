from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, TextChoices

from athletes.models import Athlete, Coach, User
from coachapp.retention import Kept, kept
from plans.models.check_in import Feeling
from plans.models.version import PlanVersion
from plans.models.week import Week


class Outcome(TextChoices):
    OPEN = "open", "open"
    ACCEPTED = "accepted", "accepted"
    EDITED = "edited", "answered with another cut"
    REFUSED = "refused", "kept as it is"
    SEEN = "seen", "seen"
    SUPERSEDED = "superseded", "superseded"


class WhyNot(TextChoices):
    """Why two taps alike move no cut."""

    NO_PLAN = "no_plan", "no published plan"
    RECOVERY = "recovery", "recovery weeks"
    RETURNING = "returning", "coming back from injury"
    BOUND = "bound", "at the end of the band"
    ACHE = "ache", "something aches"
    DRAFT = "draft", "a newer draft has another cut"
    UNCLEARED = "uncleared", "not cleared"
    OVER = "over", "no weeks to come"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def answerable_by(self, user: User) -> Self:
        """The coach's desk; without a coach, the athlete themselves. See also `OffSeason.editable_by`."""
        return self.filter(
            Q(athlete__coach__in=Coach.objects.at_desk_of(user)) | Q(athlete__user=user, athlete__coach=None)
        )

    def of(self, athlete: Athlete) -> Self:
        return self.filter(athlete=athlete)

    def open(self) -> Self:
        """Waits for a word. See also `Proposal.is_open`."""
        return self.filter(outcome=Outcome.OPEN)

    def answered(self) -> Self:
        """Somebody has decided."""
        return self.exclude(outcome__in=[Outcome.OPEN, Outcome.SUPERSEDED])

    def ahead(self, *, today: date) -> Self:
        """Whose plan is out and has weeks to come."""
        weeks = Week.objects.filter(off_season=OuterRef("off_season"), end__gte=today)
        return self.filter(Q(off_season=None) | Q(Exists(weeks), off_season__published__isnull=False))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def with_plan(self) -> Self:
        return self.select_related(
            "athlete", "off_season__athlete__coach__user", "off_season__draft", "off_season__published"
        )

    def with_names(self) -> Self:
        return self.select_related("answered_by", "athlete")

    def answer(self, outcome: Outcome, *, by: User, at: datetime, word: str = "") -> int:
        """How many of these were still open, and are answered now: of two at once one finds none."""
        return self.open().update(outcome=outcome, answered_by=by, answered_at=at, word=word)

    def settle(self, version: PlanVersion, *, by: User, at: datetime) -> None:
        """A new draft with another cut is an answer, however it came about."""
        cut = (version.response.get("cut") or {}).get("value")
        if cut is None:
            return
        moved = self.open().filter(off_season=version.off_season_id).exclude(cut_before=cut)
        said = {"answered_by": by, "answered_at": at, "version": version}
        moved.filter(cut_after=cut).update(outcome=Outcome.ACCEPTED, **said)
        moved.exclude(cut_after=cut).update(outcome=Outcome.EDITED, **said)


class Proposal(models.Model):
    """Two taps alike in a row ask the coach for another cut; or, where no cut may move, for a look (`why_not`).

    Cuts are shares of the usual week: `cut_after` is one step from `cut_before`, inside the band of the plan's own rules.
    `before` and `newest` are the two taps. Of one athlete one waits at most: a newer one supersedes it.
    """

    athlete = models.ForeignKey("athletes.Athlete", models.CASCADE, related_name="proposals")
    off_season = models.ForeignKey("plans.OffSeason", models.CASCADE, null=True, blank=True, related_name="proposals")
    feeling = models.CharField(max_length=5, choices=Feeling)
    before = models.ForeignKey("plans.CheckIn", models.SET_NULL, null=True, related_name="+")
    newest = models.ForeignKey("plans.CheckIn", models.SET_NULL, null=True, related_name="+")
    after_sessions = models.BooleanField(default=False)
    cut_before = models.FloatField(null=True)
    cut_after = models.FloatField(null=True)
    why_not = models.CharField(max_length=10, choices=WhyNot, blank=True)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    word = models.CharField("a word to the athlete", max_length=300, blank=True)
    version = models.ForeignKey("plans.PlanVersion", models.SET_NULL, null=True, blank=True, related_name="+")

    kept: ClassVar[Kept] = kept(
        WITH_PERSON="feeling after_sessions cut_before cut_after why_not at outcome answered_at word"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete"], condition=Q(outcome="open"), name="proposal_open_once"),
            models.CheckConstraint(condition=Q(feeling__in=["easy", "hard"]), name="proposal_feeling_known"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="proposal_outcome_known"),
            # It moves a cut, or says why it does not; and too hard never cuts less.
            models.CheckConstraint(
                condition=(Q(why_not="") & Q(off_season__isnull=False) & Q(cut_after__range=(0, 1)))
                | (Q(cut_after=None) & ~Q(why_not="")),
                name="proposal_moves_or_says_why",
            ),
            models.CheckConstraint(
                condition=Q(cut_after=None)
                | Q(feeling="hard", cut_after__gt=F("cut_before"))
                | Q(feeling="easy", cut_after__lt=F("cut_before")),
                name="proposal_moves_the_right_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_feeling_display()} twice"

    @property
    def is_open(self) -> bool:
        """See also `ProposalQuerySet.open`."""
        return self.outcome == Outcome.OPEN

    @property
    def moves_cut(self) -> bool:
        return self.cut_after is not None
