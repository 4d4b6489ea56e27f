"""A coach's athletes, each with where they are: a page of rows in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Avg, F, FloatField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce, Lower

from athletes.models import Athlete, HistoryWeek, Invitation, Race
from plans.models import OffSeason, TrainingPhase

SORTS: Final[dict[str, tuple[Any, ...]]] = {
    "name": (Lower("name"), "pk"),
    "race": (F("a_race_date").asc(nulls_last=True), Lower("name"), "pk"),
    "volume": (F("volume_m").desc(nulls_last=True), Lower("name"), "pk"),
    "newest": ("-created_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Row:
    athlete: Athlete
    phase: TrainingPhase | None
    off_season: OffSeason | None
    is_invited: bool
    a_race: str
    days_to_race: int | None
    volume_m: float | None
    is_phase_on: bool

    @property
    def last_day(self) -> date | None:
        return None if self.phase is None else self.phase.period.upper - timedelta(days=1)

    @property
    def status(self) -> str:
        """One of none, draft, published, and changed: a newer draft waits behind what is published."""
        if self.off_season is None:
            return "none"
        if self.off_season.published_id is None:
            return "draft"
        return "published" if self.off_season.published_id == self.off_season.draft_id else "changed"


def found(athletes: QuerySet[Athlete], *, words: str, sort: str, today: date) -> QuerySet[Athlete]:
    """Those whose name or race has the words, in the asked order; an unknown order is by name."""
    if words:
        athletes = athletes.filter(name__icontains=words) | athletes.filter(
            pk__in=Race.objects.filter(name__icontains=words, date__gte=today).values("athlete")
        )
    return _with_figures(athletes, today=today).order_by(*SORTS.get(sort, SORTS["name"]))


def rows_of(athletes: Sequence[Athlete], *, today: date, at: datetime) -> list[Row]:
    """Three more queries, however many athletes there are."""
    phases = _phases(athletes, today=today)
    off_seasons = _off_seasons(athletes)
    invited = set(Invitation.objects.open(at=at).filter(athlete__in=athletes).values_list("athlete_id", flat=True))
    return [
        _row(
            athlete,
            phase=phases.get(athlete.pk),
            off_season=off_seasons.get(athlete.pk),
            is_invited=athlete.pk in invited,
            today=today,
        )
        for athlete in athletes
    ]


def _with_figures(athletes: QuerySet[Athlete], *, today: date) -> QuerySet[Athlete]:
    ahead = Race.objects.filter(athlete=OuterRef("pk"), priority="A", status="planned", date__gte=today)
    first = ahead.order_by("date", "pk")
    weeks = HistoryWeek.objects.filter(athlete=OuterRef("pk"), unusable="").values("athlete")
    return athletes.annotate(
        a_race_name=Subquery(first.values("name")[:1]),
        a_race_date=Subquery(first.values("date")[:1]),
        volume_m=Coalesce(F("baseline_m"), Subquery(weeks.annotate(mean=Avg("distance_m")).values("mean"))),
    )


def _phases(athletes: Sequence[Athlete], *, today: date) -> dict[Any, TrainingPhase]:
    """Of each athlete the phase that is on, else the next one."""
    open_ones = TrainingPhase.objects.filter(athlete__in=athletes, period__endswith__gt=today)
    firsts = open_ones.order_by("athlete_id", "period").distinct("athlete_id")
    return {phase.athlete_id: phase for phase in firsts}


def _off_seasons(athletes: Sequence[Athlete]) -> dict[Any, OffSeason]:
    """Of each athlete the newest one, with the baseline that its plan stands on."""
    newest = OffSeason.objects.filter(athlete__in=athletes).order_by("athlete_id", "-fall_race__date", "-created_at")
    figure = Cast(KeyTextTransform("distance_m", KeyTransform("baseline", "draft__response")), FloatField())
    rows = newest.distinct("athlete_id").annotate(plan_baseline_m=figure)
    return {row.athlete_id: row for row in rows}


def _row(athlete: Any, *, phase: TrainingPhase | None, off_season: Any, is_invited: bool, today: date) -> Row:
    planned_from = off_season.plan_baseline_m if off_season is not None else None
    return Row(
        athlete=athlete,
        phase=phase,
        off_season=off_season,
        is_invited=is_invited,
        a_race=athlete.a_race_name or "",
        days_to_race=(athlete.a_race_date - today).days if athlete.a_race_date else None,
        volume_m=planned_from or athlete.volume_m,
        is_phase_on=phase is not None and phase.period.lower <= today,
    )
