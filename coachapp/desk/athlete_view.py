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
from plans.engine.contract import ContractError, load_request, load_response
from plans.engine.response import PlanResponse
from plans.forms.start import StartForm
from plans.mapping import plan_request
from plans.models import Absence, Ache, CheckIn, OffSeason, PlanVersion, SessionLog, TrainingSession, Week
from plans.pages.factors import cut_text
from plans.pages.new_baseline import NewBaseline, new_baseline
from plans.pages.plan import strip_of
from plans.pages.proposal import ProposalView
from plans.pages.talk import Talk, talks_of
from plans.pages.voice import clear_since
from plans.pages.week_days import absence_on, chosen_words
from plans.pictures.season_strip import SeasonStrip
from plans.words import wording
from questions.models import Question

LATEST: Final = 5
LATEST_NOTES: Final = 20
LATEST_OFFERS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRow:
    """`state` is one of draft, published, and changed: a newer draft waits behind what is published."""

    off_season: OffSeason
    strip: SeasonStrip | None
    state: str
    line: str
    new_baseline: NewBaseline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisWeek:
    week: Week
    dates: str
    planned: str
    done: str
    days: tuple[tuple[TrainingSession, str, str, str], ...]
    absences: tuple[Absence, ...]


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
    seasons = tuple(_season(row, today=today) for row in athlete.off_seasons.with_races().newest_first())
    usual, reason = _baseline(athlete, start_form.initial["fall_race"], start_form.initial["a_race"], today=today)
    return AthleteView(
        athlete=athlete,
        today=today,
        baseline=usual,
        baseline_reason=reason,
        ahead=tuple(race for race in races if race.date >= today),
        behind=tuple(race for race in reversed(races) if race.date < today),
        seasons=seasons,
        this_week=_this_week(athlete, today=today),
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


def _season(off_season: OffSeason, *, today: date) -> SeasonRow:
    version = off_season.published or off_season.draft
    new = new_baseline(off_season, off_season.draft or version, today=today)
    is_newer = off_season.published_id not in {None, off_season.draft_id}
    state = "changed" if is_newer else "published" if off_season.published_id else "draft"
    plan = load_response(version.response) if version and version.response else None
    strip = _strip(version, plan, today=today) if version and plan else None
    return SeasonRow(
        off_season=off_season, strip=strip, state=state, line=_line(off_season.athlete, plan), new_baseline=new
    )


def _strip(version: PlanVersion, plan: PlanResponse, *, today: date) -> SeasonStrip | None:
    try:
        return strip_of(load_request(version.request), plan, today=today) if plan.weeks else None
    except ContractError:
        return None


def _line(athlete: Athlete, plan: PlanResponse | None) -> str:
    """ "12 weeks, 2 Nov – 24 Jan, 48 → 34 mi (−29%)"; what to do where there are no weeks."""
    if plan is None or not plan.weeks:
        return "no weeks yet: open it for the ways out"
    weeks = f"{len(plan.weeks)} week{'' if len(plan.weeks) == 1 else 's'}"
    span = wording.day_range(plan.weeks[0].start, plan.weeks[-1].end)
    return ", ".join(part for part in (weeks, span, cut_text(plan, athlete.unit)) if part)


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


def _this_week(athlete: Athlete, *, today: date) -> ThisWeek | None:
    week = Week.objects.of(athlete).containing(today).with_done().with_absences().first()
    if week is None:
        return None
    unit = athlete.unit
    sessions = list(TrainingSession.objects.of(athlete).during(week.start, week.end).with_log().in_order())
    absences = week.absences
    return ThisWeek(
        week=week,
        dates=wording.day_range(week.start, week.end),
        planned=wording.distance(sum(session.distance_m for session in sessions), unit),
        done=wording.distance(week.done_m, unit),
        days=tuple(
            (
                session,
                wording.amount(session.distance_m, session.duration_s, unit),
                _state(session, today=today),
                chosen_words(session, absence_on(session.date, absences)),
            )
            for session in sessions
        ),
        absences=tuple(absences),
    )


def _state(session: TrainingSession, *, today: date) -> str:
    if session.is_done:
        return "done"
    if session.ingredient == "rest" or session.date > today:
        return ""
    return "wait" if session.date == today else "missed"
