"""A coach's athletes, each with where they are: any number of rows in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import F, FloatField, Q, Sum
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Lower

from athletes.models import Athlete, Invitation, Squad
from coachapp.when import days_ago
from plans.models import OffSeason, TrainingPhase, Week
from plans.pictures.volume import Sparkline, sparkline
from plans.words import wording

NO_AMOUNT: Final = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """The published weeks around today, as (phase, metres); `number` is None before the first and after the last."""

    number: int | None
    weeks: tuple[tuple[str, float], ...]

    @property
    def count(self) -> int:
        return len(self.weeks)

    @property
    def spark(self) -> Sparkline:
        """Drawn when it is shown: a file has no use for it."""
        return sparkline(self.weeks, now=None if self.number is None else self.number - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisWeek:
    """ "9.5 of 20.5 mi": in two halves, so that a page can break between them."""

    done: str
    planned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    athlete: Athlete
    squads: tuple[str, ...]
    phase: TrainingPhase | None
    is_phase_on: bool
    season: Season | None
    this_week: ThisWeek | None
    off_season: OffSeason | None
    is_invited: bool
    a_race: str
    a_race_date: date | None
    days_to_race: int | None
    volume_m: float | None
    active_on: date | None
    last_activity: str

    @property
    def last_day(self) -> date | None:
        return None if self.phase is None else self.phase.period.upper - timedelta(days=1)

    @property
    def state(self) -> str:
        """One of none, draft, published, and changed: a newer draft waits behind what is published."""
        if self.off_season is None:
            return "none"
        if self.off_season.published_id is None:
            return "draft"
        return "published" if self.off_season.published_id == self.off_season.draft_id else "changed"

    @property
    def account(self) -> str:
        """One of joined, invited, none."""
        return "joined" if self.athlete.user_id else "invited" if self.is_invited else "none"


def rows_of(athletes: Sequence[Athlete], *, today: date, at: datetime) -> list[Row]:
    """Of athletes `with_figures`: six more queries, however many there are."""
    phases = _phases(athletes, today=today)
    seasons = _weeks(phases)
    done_and_planned = _this_week(athletes, today=today)
    off_seasons, squads, invited = _off_seasons(athletes), _squads(athletes), _invited(athletes, at=at)
    return [
        _row(
            athlete,
            phase=phases.get(athlete.pk),
            weeks=seasons.get(athlete.pk, ()),
            amounts=done_and_planned.get(athlete.pk, ()),
            off_season=off_seasons.get(athlete.pk),
            squads=tuple(squads.get(athlete.pk, ())),
            is_invited=athlete.pk in invited,
            today=today,
        )
        for athlete in athletes
    ]


def _phases(athletes: Sequence[Athlete], *, today: date) -> dict[Any, TrainingPhase]:
    """Of each athlete the phase that is on, else the next one."""
    open_ones = TrainingPhase.objects.filter(athlete__in=athletes, period__endswith__gt=today)
    firsts = open_ones.order_by("athlete_id", "period").distinct("athlete_id")
    return {phase.athlete_id: phase for phase in firsts}


def _weeks(phases: Mapping[Any, TrainingPhase]) -> dict[Any, list[Any]]:
    """The published weeks of the off-season that each one's phase belongs to."""
    weeks = Week.objects.filter(off_season__in=[phase.off_season_id for phase in phases.values()])
    found = defaultdict(list)
    for week in weeks.in_order().values_list("off_season__athlete", "start", "end", "distance_m", "phase__kind"):
        found[week[0]].append(week[1:])
    return found


def _this_week(athletes: Sequence[Athlete], *, today: date) -> dict[Any, Any]:
    """The published week that holds this day, with what it plans to run and what was run."""
    runs = Q(sessions__distance_m__gt=0)
    weeks = Week.objects.filter(off_season__athlete__in=athletes).containing(today)
    planned = weeks.annotate(
        planned_m=Sum("sessions__distance_m", filter=runs), planned_s=Sum("sessions__duration_s", filter=runs)
    )
    figures = ("planned_m", "planned_s", "done_m", "done_s")
    rows = planned.with_done().values_list("off_season__athlete", *figures)
    return {athlete: amounts for athlete, *amounts in rows}


def _off_seasons(athletes: Sequence[Athlete]) -> dict[Any, OffSeason]:
    """Of each athlete the newest one, with the baseline that its plan stands on."""
    newest = OffSeason.objects.filter(athlete__in=athletes).order_by("athlete_id", "-fall_race__date", "-created_at")
    figure = Cast(KeyTextTransform("distance_m", KeyTransform("baseline", "draft__response")), FloatField())
    rows = newest.distinct("athlete_id").annotate(plan_baseline_m=figure)
    return {row.athlete_id: row for row in rows}


def _squads(athletes: Sequence[Athlete]) -> dict[Any, list[str]]:
    members = Squad.athletes.through.objects.filter(athlete__in=athletes, squad__coach=F("athlete__coach"))
    found = defaultdict(list)
    for athlete_id, name in members.order_by(Lower("squad__name")).values_list("athlete_id", "squad__name"):
        found[athlete_id].append(name)
    return found


def _invited(athletes: Sequence[Athlete], *, at: datetime) -> set[Any]:
    return set(Invitation.objects.open(at=at).filter(athlete__in=athletes).values_list("athlete_id", flat=True))


def _row(
    athlete: Any,
    *,
    phase: TrainingPhase | None,
    weeks: Sequence[Any],
    amounts: Sequence[Any],
    off_season: Any,
    squads: tuple[str, ...],
    is_invited: bool,
    today: date,
) -> Row:
    planned_from = off_season.plan_baseline_m if off_season is not None else None
    return Row(
        athlete=athlete,
        squads=squads,
        phase=phase,
        is_phase_on=phase is not None and phase.period.lower <= today,
        season=_season(weeks, today=today),
        this_week=_done_of_planned(amounts, unit=athlete.unit),
        off_season=off_season,
        is_invited=is_invited,
        a_race=athlete.a_race_name or "",
        a_race_date=athlete.a_race_date,
        days_to_race=(athlete.a_race_date - today).days if athlete.a_race_date else None,
        volume_m=planned_from or athlete.volume_m,
        active_on=athlete.active_on,
        last_activity=days_ago(athlete.active_on, today=today) if athlete.active_on else "",
    )


def _season(weeks: Sequence[Any], *, today: date) -> Season | None:
    if not weeks:
        return None
    now = next((at for at, (start, end, *_) in enumerate(weeks) if start <= today <= end), None)
    return Season(
        number=None if now is None else now + 1,
        weeks=tuple((phase, distance_m) for _, _, distance_m, phase in weeks),
    )


def _done_of_planned(amounts: Sequence[Any], *, unit: str) -> ThisWeek | None:
    """In minutes for who plans in minutes. None without a published week, or without a run in it."""
    if not amounts or not amounts[0]:
        return None
    planned_m, planned_s, done_m, done_s = amounts
    if unit == "min":
        return ThisWeek(done=wording.duration(done_s) if done_s else NO_AMOUNT, planned=wording.duration(planned_s))
    return ThisWeek(
        done=wording.distance_number(done_m, unit) if done_m else NO_AMOUNT, planned=wording.distance(planned_m, unit)
    )
