"""One runner as their coach finds them: what is known, planned, done and asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from athletes.models import Athlete, Invitation, Race, User
from athletes.words.availability import week_said
from plans.actions.last_winter import LastWinter, last_winter
from plans.actions.proposal import proposals_of
from plans.engine.baseline import baseline
from plans.engine.contract import load_request
from plans.forms.start import StartForm
from plans.mapping import plan_request
from plans.models import Ache, CheckIn, SessionLog
from plans.pages.proposal import ProposalView
from plans.pages.season_row import SeasonRow, season_row
from plans.pages.talk import Talk, talks_of
from plans.pages.this_week import ThisWeek, this_week
from plans.pages.voice import clear_since
from plans.words import wording
from questions.models import Question

LATEST: Final = 5
LATEST_NOTES: Final = 20
LATEST_OFFERS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteView:
    athlete: Athlete
    today: date
    baseline: str
    baseline_reason: str
    ahead: tuple[Race, ...]
    behind: tuple[Race, ...]
    seasons: tuple[SeasonRow, ...]
    this_week: ThisWeek | None
    notes: tuple[SessionLog, ...]
    felt: tuple[CheckIn, ...]
    aches: tuple[Ache, ...]
    clear_since: str
    proposals: tuple[ProposalView, ...]
    talks: tuple[Talk, ...]
    questions: tuple[Question, ...]
    other_weeks: tuple[str, ...]
    start_form: StartForm


def athlete_view(athlete: Athlete, *, coach: User, at: datetime) -> AthleteView:
    today = athlete.today(at)
    races = list(athlete.races.in_order())
    start_form = StartForm(athlete=athlete, races=races, today=today)
    seasons = tuple(season_row(row, today=today) for row in athlete.off_seasons.with_races().newest_first())
    usual, reason = _baseline(athlete, start_form.initial["fall_race"], start_form.initial["a_race"], today=today)
    return AthleteView(
        athlete=athlete,
        today=today,
        baseline=usual,
        baseline_reason=reason,
        ahead=tuple(race for race in races if race.date >= today),
        behind=tuple(race for race in reversed(races) if race.date < today),
        seasons=seasons,
        this_week=this_week(athlete, today=today),
        notes=tuple(SessionLog.objects.of(athlete).with_words()[:LATEST]),
        felt=tuple(CheckIn.objects.of(athlete).with_sessions().newest_first()[:LATEST]),
        aches=tuple(Ache.objects.of(athlete).open().newest_first()),
        clear_since=clear_since(athlete),
        proposals=proposals_of(athlete, at=at),
        talks=talks_of(athlete, reader=coach, at=at, latest=LATEST_NOTES)[:LATEST],
        questions=_questions(athlete, coach),
        other_weeks=tuple(_other_weeks(athlete, today=today)),
        start_form=start_form,
    )


def invitations_of(athlete: Athlete, *, at: datetime) -> list[tuple[Invitation, str]]:
    """The latest ones of the coach they have now, each with its state; what a former coach offered is not shown."""
    offers = athlete.invitations.offered_by(athlete.coach).newest_first()[:LATEST_OFFERS]
    return [(offer, offer.state(at=at)) for offer in offers]


def winter_before(view: AthleteView, *, at: datetime) -> LastWinter | None:
    """What could be taken over for the two races that the page suggests; None once they have an off-season."""
    fall, goal = view.start_form.initial["fall_race"], view.start_form.initial["a_race"]
    known = [row.off_season for row in view.seasons]
    if not known or fall is None or goal is None or any((one.fall_race, one.a_race) == (fall, goal) for one in known):
        return None
    return last_winter(view.athlete, fall_race=fall, a_race=goal, at=at)


def _questions(athlete: Athlete, coach: User) -> tuple[Question, ...]:
    """Also from before they had an account."""
    return tuple(Question.objects.for_coach(coach).filter(athlete=athlete).newest_first()[:LATEST])


def _other_weeks(athlete: Athlete, *, today: date) -> Iterator[str]:
    weeks = sorted(athlete.availability_weeks.all(), key=lambda week: week.start)
    return (week_said(week) for week in weeks if week.end >= today)


def _baseline(athlete: Athlete, fall: Race | None, spring: Race | None, *, today: date) -> tuple[str, str]:
    """The usual week as the next plan would take it, and how it was got; two empty texts where nothing is known."""
    if fall is None:
        known_m = athlete.baseline_m
        return (wording.distance(known_m, athlete.unit), "your own figure") if known_m else ("", "")
    request = load_request(plan_request(athlete, fall_race=fall, a_race=spring or fall, today=today))
    found = baseline(
        request.history,
        race_day=fall.date,
        race_distance_m=fall.distance_m,
        provisional=fall.status == "planned",
        run_days=athlete.usual_run_days,
    )
    if found is None:
        return "", ""
    long_run = wording.distance(found.longest_m, athlete.unit)
    return wording.distance(found.distance_m, athlete.unit), f"{found.reason}; long run {long_run}"
