"""Whom a coach may plan together with others, and where each of them stands: eight queries for any number of athletes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from athletes.models import Athlete, HistoryWeek, Race, SafetyAnswer, Squad, User
from plans.models import AssignmentRow, OffSeason, TrainingPhase
from plans.race_pair import suggested_pair

LATELY_WEEKS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The off-season that is there already between the same two races."""

    off_season: OffSeason
    draft_number: int
    is_coachs_work: bool

    @property
    def is_published(self) -> bool:
        return self.off_season.published_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """`phases` are those of other off-seasons, published; they may lie in the same weeks."""

    athlete: Athlete
    today: date
    fall_race: Race | None
    a_race: Race | None
    standing: Standing | None
    phases: tuple[TrainingPhase, ...]

    def clash(self, first: date, last: date) -> TrainingPhase | None:
        """The phase of another off-season that lies in these days, its last one the latest."""
        touching = (one for one in self.phases if one.period.lower <= last and first < one.period.upper)
        return max(touching, key=lambda phase: phase.period.upper, default=None)


def raced_lately(user: User, *, today: date) -> QuerySet[Athlete]:
    """Those who have raced in the last weeks and have no training phase from today on."""
    since = today - timedelta(weeks=LATELY_WEEKS)
    raced = Race.objects.filter(athlete=OuterRef("pk"), date__range=(since, today), status__in=("finished", "dnf"))
    planned = TrainingPhase.objects.filter(athlete=OuterRef("pk"), period__endswith__gt=today)
    return Athlete.objects.coached_by(user).active().filter(Exists(raced), ~Exists(planned))


def of_squad(user: User, squad: Squad) -> QuerySet[Athlete]:
    return Athlete.objects.coached_by(user).active().filter(squads=squad)


def picked(user: User, ids: Collection[UUID]) -> QuerySet[Athlete]:
    return Athlete.objects.coached_by(user).active().filter(pk__in=ids)


def goals_first(athletes: QuerySet[Athlete], *, today: date) -> QuerySet[Athlete]:
    """Who has a race to plan for comes before who has none, each in the roster's order."""
    ahead = Race.objects.filter(athlete=OuterRef("pk"), status="planned", date__gt=today)
    return athletes.alias(has_goal=Exists(ahead)).order_by(F("has_goal").desc(), Lower("name"), "pk")


def with_their_rows(athletes: QuerySet[Athlete]) -> QuerySet[Athlete]:
    """Everything that planning reads of them, in one query a table."""
    return athletes.select_related("user", "coach").prefetch_related(
        Prefetch("races", Race.objects.in_order()),
        Prefetch("history_weeks", HistoryWeek.objects.oldest_first()),
        "measurements",
        Prefetch("safety_answers", SafetyAnswer.objects.newest_first()),
        "availability_weeks",
        Prefetch("off_seasons", _with_authorship()),
        Prefetch("phases", TrainingPhase.objects.in_order()),
        "absences",
        "coach__policies",
    )


def candidates(athletes: Iterable[Athlete], *, at: datetime) -> list[Candidate]:
    """Between the two races that it most likely is. The athletes come from `with_their_rows`."""
    return [_candidate(athlete, athlete.today(at)) for athlete in athletes]


def candidate_between(athlete: Athlete, *, fall_race: Race, a_race: Race, today: date) -> Candidate:
    standing = next((_standing(one) for one in athlete.off_seasons.all() if _is_between(one, fall_race, a_race)), None)
    own = standing.off_season.pk if standing else None
    return Candidate(
        athlete=athlete,
        today=today,
        fall_race=fall_race,
        a_race=a_race,
        standing=standing,
        phases=tuple(phase for phase in athlete.phases.all() if phase.off_season_id != own),
    )


def _candidate(athlete: Athlete, today: date) -> Candidate:
    fall_race, a_race = suggested_pair(list(athlete.races.all()), today=today)
    if fall_race is None or a_race is None:
        return Candidate(athlete=athlete, today=today, fall_race=fall_race, a_race=a_race, standing=None, phases=())
    return candidate_between(athlete, fall_race=fall_race, a_race=a_race, today=today)


def _with_authorship() -> QuerySet[OffSeason]:
    """Which drafts a coach has worked on: more than the first one or one of a batch, or changed by hand.

    Without the plans themselves, which are large.
    """
    by_batch = AssignmentRow.objects.filter(version=OuterRef("draft"))
    untouched = Q(draft__number=1) | Exists(by_batch)
    return OffSeason.objects.annotate(
        draft_number=F("draft__number"), is_coachs_work=~Q(untouched, draft__edits=[])
    ).filter(draft__isnull=False)


def _standing(off_season: OffSeason) -> Standing:
    return Standing(
        off_season=off_season,
        draft_number=getattr(off_season, "draft_number", 0),
        is_coachs_work=getattr(off_season, "is_coachs_work", True),
    )


def _is_between(off_season: OffSeason, fall_race: Race, a_race: Race) -> bool:
    return (off_season.fall_race_id, off_season.a_race_id) == (fall_race.pk, a_race.pk)
