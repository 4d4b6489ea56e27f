"""The person behind a question, for a coach of theirs: races, phase, the week, and how it feels."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from athletes.choices import Injury
from athletes.models import Athlete, Race
from coachapp.when import days_ago, in_days
from plans.models import Ache, CheckIn, TrainingPhase
from plans.pages.season_row import SeasonRow, season_row
from plans.pages.this_week import ThisWeek, this_week

LATEST: Final = 3
WEEK: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceLine:
    race: Race
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """`phase`: "Maintenance, week 2 of 6". Whatever is not known is empty."""

    athlete: Athlete
    about: str
    raced: RaceLine | None
    next: RaceLine | None
    season: SeasonRow | None
    phase: TrainingPhase | None
    phase_week: str
    week: ThisWeek | None
    felt: tuple[CheckIn, ...]
    aches: tuple[Ache, ...]
    today: date


def runner_of(athlete: Athlete, *, at: datetime) -> Runner:
    """In a fixed number of questions to the database."""
    today = athlete.today(at)
    races = list(athlete.races.in_order())
    season = athlete.off_seasons.with_races().newest_first().first()
    phase = athlete.phases.on(today).first()
    return Runner(
        athlete=athlete,
        about=". ".join(_about(athlete, today=today)),
        raced=next(
            (RaceLine(race=one, when=days_ago(one.date, today=today)) for one in reversed(races) if one.date < today),
            None,
        ),
        next=next(
            (RaceLine(race=one, when=in_days(one.date, today=today)) for one in races if one.date >= today), None
        ),
        season=season_row(season, today=today) if season else None,
        phase=phase,
        phase_week=_phase_week(phase, today=today) if phase else "",
        week=this_week(athlete, today=today),
        felt=tuple(CheckIn.objects.of(athlete).with_sessions().newest_first()[:LATEST]),
        aches=tuple(Ache.objects.of(athlete).open().newest_first()),
        today=today,
    )


def _about(athlete: Athlete, *, today: date) -> Iterator[str]:
    """ "38 years old", "Six years running", "Five runs a week"; health only as the coach has noted it."""
    if athlete.birth_date:
        had_birthday = (today.month, today.day) >= (athlete.birth_date.month, athlete.birth_date.day)
        yield f"{today.year - athlete.birth_date.year - (not had_birthday)} years old"
    if athlete.years_running is not None:
        yield f"{athlete.years_running:g} year{'' if athlete.years_running == 1 else 's'} running"
    if athlete.usual_run_days:
        yield f"{athlete.usual_run_days} run{'' if athlete.usual_run_days == 1 else 's'} a week"
    if athlete.injury != Injury.NONE:
        yield Injury(athlete.injury).label.capitalize()


def _phase_week(phase: TrainingPhase, *, today: date) -> str:
    first, last = phase.period.lower, phase.period.upper
    return f"week {(today - first).days // WEEK + 1} of {-(-(last - first).days // WEEK)}"
