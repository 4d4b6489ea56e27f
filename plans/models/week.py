from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Final, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    TextChoices,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject

from athletes.choices import MailKind
from athletes.models import Athlete, AvailabilityWeek, Coach, OutgoingMail, User
from athletes.models.mail import told_by_mail
from coachapp.retention import Kept, kept
from plans.models.absence import Absence
from plans.models.check_in import CheckIn
from plans.models.done import longest_run, other_run_days, run_in_all
from plans.models.session import TrainingSession

ENOUGH_LETTERS: Final = 3
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
ABSENCE = {"pk": "pk", "kind": "kind", "start": "start", "end": "end"}


class WeekKind(TextChoices):
    RECOVERY = "recovery", "recovery"
    MAINTENANCE = "maintenance", "maintenance"
    DOWN = "down", "down week"
    BASE = "base", "base"
    BUILD = "build", "build"
    CUTBACK = "cutback", "cutback"
    FRESHEN = "freshen", "freshen"


class WeekQuerySet(models.QuerySet["Week"]):
    def visible_to(self, user: User) -> Self:
        """The coach sees every week; the athlete what is published and has begun to be open."""
        opened = Q(off_season__visible_until=None) | Q(start__lte=F("off_season__visible_until"))
        published = Q(off_season__athlete__user=user, off_season__published__isnull=False)
        return self.filter(Q(off_season__athlete__coach__in=Coach.objects.at_desk_of(user)) | (published & opened))

    def with_sessions_for(self, user: User) -> Self:
        """Each with its phase and those of its sessions that this person may see."""
        sessions = TrainingSession.objects.visible_to(user).with_log().in_order()
        return self.select_related("phase").prefetch_related(Prefetch("sessions", sessions))

    def with_done(self) -> Self:
        """Each with what was run in its days: see `done_m` and its neighbours."""
        days: dict[str, Any] = {
            "athlete": OuterRef("off_season__athlete"),
            "first": OuterRef("start"),
            "last": OuterRef("end"),
        }
        return self.annotate(
            done_m=run_in_all("distance_m", **days),
            done_s=run_in_all("duration_s", **days),
            done_longest_m=longest_run(**days),
            other_run_days=other_run_days(**days),
        )

    def of(self, athlete: Athlete) -> Self:
        return self.filter(off_season__athlete=athlete, off_season__published__isnull=False)

    def of_any(self, athletes: Iterable[Athlete]) -> Self:
        return self.filter(off_season__athlete__in=athletes, off_season__published__isnull=False)

    def wanted_by_mail(self) -> Self:
        """Published, of athletes who want a weekly mail."""
        wanting = Athlete.objects.wanting_reminders()
        return self.filter(off_season__athlete__in=wanting, off_season__published__isnull=False)

    def ending(self, first: date, last: date) -> Self:
        return self.filter(end__range=(first, last))

    def told_by_mail(self, kind: str, *, key: str) -> Self:
        """Those of a runner who reads mail of this kind, and had none under this key: the day in the field `key`."""
        return told_by_mail(self, kind, user="off_season__athlete__user", key=key).filter(
            Q(off_season__visible_until=None) | Q(start__lte=F("off_season__visible_until")),
            off_season__published__isnull=False,
            off_season__athlete__archived_at=None,
        )

    def unheard(self) -> Self:
        """Something was asked, and nobody said how it felt. Who leaves three letters unanswered gets no fourth."""
        taps = CheckIn.objects.filter(athlete=OuterRef("off_season__athlete"))
        asked = TrainingSession.objects.filter(week=OuterRef("pk")).asking_something().standing()
        letters = OutgoingMail.objects.filter(
            recipient=OuterRef("off_season__athlete__user"),
            kind=MailKind.CHECK_IN,
            created_at__gt=Coalesce(OuterRef("tapped_at"), Value(LONG_AGO)),
        )
        count = letters.order_by().values("recipient").annotate(count=Count("pk")).values("count")
        found = self.annotate(tapped_at=Subquery(taps.order_by("-at").values("at")[:1]))
        return found.annotate(letters=Coalesce(Subquery(count), 0)).filter(
            Exists(asked), ~Exists(taps.filter(week_start=OuterRef("start"))), letters__lt=ENOUGH_LETTERS
        )

    def last_of_season(self) -> Self:
        later = Week.objects.filter(off_season=OuterRef("off_season"), start__gt=OuterRef("start"))
        return self.filter(~Exists(later))

    def with_people(self) -> Self:
        return self.select_related("off_season__athlete__user", "off_season__athlete__coach__user")

    def with_place(self) -> Self:
        """Each with its phase, its off-season, who published that, and how many weeks it has (`weeks_in_all`)."""
        siblings = Week.objects.filter(off_season=OuterRef("off_season")).order_by().values("off_season")
        found = self.select_related("off_season__published_by", "phase")
        return found.annotate(weeks_in_all=Subquery(siblings.values(count=Count("pk"))))

    def containing(self, day: date) -> Self:
        return self.filter(start__lte=day, end__gte=day)

    def touching(self, first: date, last: date) -> Self:
        """Not over on the first day, begun by the last."""
        return self.filter(start__lte=last, end__gte=first)

    def with_absences(self) -> Self:
        """Each with the athlete's absences that touch it, in the same question; see `Week.absences`."""
        found = Absence.objects.filter(athlete=OuterRef("off_season__athlete"))
        touching = found.touching(OuterRef("start"), OuterRef("end")).in_order()
        return self.annotate(absence_rows=ArraySubquery(touching.values(row=JSONObject(**ABSENCE))))

    def with_other_days(self) -> Self:
        """`other_start` and `other_minutes`: what the athlete has said of the days of this week alone; None without."""
        week_before = ExpressionWrapper(OuterRef("start") - timedelta(days=7), DateTimeField())
        said = AvailabilityWeek.objects.filter(
            athlete=OuterRef("off_season__athlete"), start__lte=OuterRef("end"), start__gt=week_before
        ).order_by("-at")
        return self.annotate(
            other_start=Subquery(said.values("start")[:1]), other_minutes=Subquery(said.values("minutes")[:1])
        )

    def in_order(self) -> Self:
        return self.order_by("start")


class Week(models.Model):
    """A published week: a calendar week of the athlete, or the short one that follows the race."""

    weeks_in_all: int  # see WeekQuerySet.with_place

    off_season = models.ForeignKey("plans.OffSeason", models.CASCADE, related_name="weeks")
    phase = models.ForeignKey("plans.TrainingPhase", models.CASCADE, related_name="weeks")
    index = models.PositiveSmallIntegerField()
    start = models.DateField()
    end = models.DateField()
    kind = models.CharField(max_length=12, choices=WeekKind)
    distance_m = models.PositiveIntegerField()
    baseline_share = models.FloatField()
    reason = models.TextField()

    # On rows of `with_done` alone: metres and seconds run, the longest run, and the days of runs that were no session.
    done_m: float
    done_s: float
    done_longest_m: float
    other_run_days: list[date]
    # On rows of `with_other_days` alone.
    other_start: date | None
    other_minutes: dict[str, int] | None

    kept: ClassVar[Kept] = kept(WITH_PERSON="index start end kind distance_m baseline_share reason")

    objects = WeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["off_season", "start"], name="week_once"),
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="week_ends_after_start"),
        ]
        indexes = [models.Index(fields=["end"], name="week_by_end")]

    def __str__(self) -> str:
        return f"week {self.index}"

    @property
    def absences(self) -> list[Absence]:
        """Those of `with_absences`."""
        rows: list[dict[str, Any]] = getattr(self, "absence_rows", [])
        days = ((row, date.fromisoformat(row["start"]), date.fromisoformat(row["end"])) for row in rows)
        return [Absence(pk=row["pk"], kind=row["kind"], start=start, end=end) for row, start, end in days]
