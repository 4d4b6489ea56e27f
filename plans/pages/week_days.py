"""The seven days of a week: what stands on each, what went to another day, what was set aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import Absence, TrainingSession, Week
from plans.pages.session import SessionView, session_view
from plans.words import wording

# What carries the day, for the large card: the first of these that is planned.
WEIGHT = (
    "race", "long", "fast", "aerobic", "strides", "easy", "minimalist", "cross", "strength", "plyometric", "mobility", "rest",
)  # fmt: skip
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """`left`: sessions that the athlete moved from this day to another; `absence`: why nothing is asked of it."""

    day: date
    is_today: bool
    is_over: bool
    sessions: tuple[SessionView, ...]
    left: tuple[TrainingSession, ...]
    absence: Absence | None
    total: str
    state: str
    state_word: str


def days_of(
    week: Week, sessions: Sequence[TrainingSession], absences: Sequence[Absence], *, today: date, unit: str
) -> tuple[DayView, ...]:
    dates = [week.start + DAY * number for number in range((week.end - week.start).days + 1)]
    return tuple(_day(day, sessions, absences, today=today, unit=unit) for day in dates)


def absence_on(day: date, absences: Iterable[Absence]) -> Absence | None:
    return next((one for one in absences if one.covers(day)), None)


def chosen_words(session: TrainingSession, absence: Absence | None) -> str:
    """What the athlete did with it, for who reads along: "ill", "let go", "moved from Tue"; empty where nothing."""
    if session.ingredient == "rest":
        return ""
    if absence and not session.is_done:
        return str(absence.get_kind_display())
    if session.is_let_go:
        return "let go"
    return f"moved from {session.moved_from:%a}" if session.moved_from else ""


def standing(sessions: Iterable[TrainingSession], absences: Sequence[Absence]) -> list[TrainingSession]:
    """Those that the week asks for, and what was done all the same: without what an absence sets aside."""
    return [one for one in sessions if one.is_done or absence_on(one.date, absences) is None]


def total(sessions: Sequence[TrainingSession], unit: str, *, is_done: bool) -> str:
    """Running only: what was logged, or what is planned."""
    return wording.amount(*amounts(sessions, is_done=is_done), unit)


def amounts(sessions: Iterable[TrainingSession], *, is_done: bool) -> tuple[float, float]:
    """Metres and seconds of running."""
    runs = [one for one in sessions if one.is_run and (one.is_done or not is_done)]
    counted = [one.log if is_done else one for one in runs]
    return sum(one.distance_m or 0 for one in counted), sum(one.duration_s or 0 for one in counted)


def weight(view: SessionView) -> tuple[int, int]:
    return WEIGHT.index(view.session.ingredient), view.session.order


def _day(
    day: date, sessions: Sequence[TrainingSession], absences: Sequence[Absence], *, today: date, unit: str
) -> DayView:
    absence = absence_on(day, absences)
    own = [one for one in sessions if one.date == day]
    views = sorted((session_view(one, unit, is_over=day < today, absence=absence) for one in own), key=weight)
    runs = [one for one in standing(own, absences) if not one.is_let_go]
    state, word = _state(own, absence, day=day, today=today)
    return DayView(
        day=day,
        is_today=day == today,
        is_over=day < today,
        sessions=tuple(view for view in views if not view.is_rest or _is_idle(own)),
        left=tuple(one for one in sessions if one.moved_from == day and one.ingredient != "rest"),
        absence=absence,
        total=total(runs, unit, is_done=any(one.is_run and one.is_done for one in own)),
        state=state,
        state_word=word,
    )


def _is_idle(sessions: Iterable[TrainingSession]) -> bool:
    """Still a day of rest, whatever was moved to it: nothing but mobility stands beside it."""
    return all(one.ingredient in {"rest", "mobility"} for one in sessions)


def _state(sessions: Sequence[TrainingSession], absence: Absence | None, *, day: date, today: date) -> tuple[str, str]:
    """A mark and a word. What was not done is let go: grey and quiet, never a failure."""
    asked = [one for one in sessions if one.ingredient != "rest" and not one.is_let_go]
    done = [one for one in asked if one.is_done]
    if asked and len(done) == len(asked):
        return "done", "done"
    if done:
        return "done", f"{len(done)} of {len(asked)}"
    if absence:
        return "wait", absence.get_kind_display()
    if day < today:
        return _past(sessions, asked)
    if any(one.moved_from and one.ingredient != "rest" for one in sessions):
        return "moved", "moved"
    return "wait", "today" if day == today else ""


def _past(sessions: Sequence[TrainingSession], asked: Sequence[TrainingSession]) -> tuple[str, str]:
    if asked or any(one.is_let_go for one in sessions):
        return "missed", "let go"
    return ("done", "rested") if sessions else ("wait", "")
