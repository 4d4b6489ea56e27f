"""The week an athlete is in, day by day and small: what is planned and what is done of it."""

from dataclasses import dataclass
from datetime import date

from athletes.models import Athlete
from plans.models import Absence, TrainingSession, Week
from plans.pages.week_days import absence_on, chosen_words
from plans.words import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisWeek:
    """`days`: session, amount, state and what the athlete chose, in words."""

    week: Week
    dates: str
    planned: str
    done: str
    days: tuple[tuple[TrainingSession, str, str, str], ...]
    absences: tuple[Absence, ...]


def this_week(athlete: Athlete, *, today: date) -> ThisWeek | None:
    """None where no published week holds the day."""
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
