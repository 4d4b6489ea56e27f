"""Did they get the soup? The week's fundamentals, from what is planned and what was done."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

from plans.models import TrainingSession
from plans.pictures.bowl import Bowl, BowlSegment, SegmentState, bowl
from plans.words import wording

LABELS: Final = {
    "mobility": "Mobility",
    "strides": "Strides",
    "fast": "Fast workout",
    "strength": "Strength",
    "rest": "Rest",
    "aerobic": "Aerobic run",
    "long": "Long run",
}
TOPPINGS: Final = {"minimalist": "Minimalist", "plyometric": "Plyometrics", "cross": "Cross-training"}


def week_bowl(sessions: Sequence[TrainingSession], *, today: date, unit: str, also_ran: Collection[date] = ()) -> Bowl:
    """One segment for each fundamental that the week plans. What clearance still forbids is absent, not missed.

    `also_ran`: the days of runs that were no session.
    """
    ran = {*also_ran, *(session.date for session in sessions if session.is_run and session.is_done)}
    segments = [_segment(name, _of(name, sessions), ran, today=today, unit=unit) for name in LABELS]
    return bowl([segment for segment in segments if segment])


def toppings(sessions: Iterable[TrainingSession]) -> list[str]:
    """Planned on top, shown and never counted."""
    planned = {session.ingredient for session in sessions}
    return [label for name, label in TOPPINGS.items() if name in planned]


def _of(name: str, sessions: Iterable[TrainingSession]) -> list[TrainingSession]:
    """The sessions that keep a fundamental: a race is that week's fast workout, any easy run is aerobic."""
    match name:
        case "strides":
            return [session for session in sessions if session.strides or session.ingredient == "strides"]
        case "fast":
            return [session for session in sessions if session.ingredient in {"fast", "race"}]
        case "aerobic":
            return [session for session in sessions if session.ingredient in {"aerobic", "easy"}]
        case _:
            return [session for session in sessions if session.ingredient == name]


def _segment(
    name: str, own: list[TrainingSession], ran: Collection[date], *, today: date, unit: str
) -> BowlSegment | None:
    if not own:
        return None
    if name == "rest":
        return _rest(own, ran, today=today)
    done = [session for session in own if session.is_done]
    detail = _detail(name, own, done, today=today, unit=unit)
    return BowlSegment(ingredient=name, label=LABELS[name], detail=detail, state=_state(own, done, today=today))


def _detail(name: str, own: list[TrainingSession], done: list[TrainingSession], *, today: date, unit: str) -> str:
    """ "2 of 3, 24 min" once it has begun; before that the days, and for a single one its size."""
    size = _strides(done or own) if name == "strides" else _size(done or own, unit)
    if done and len(own) > 1:
        return _listed(f"{len(done)} of {len(own)}", size)
    days = _named((done or own), today=today)
    return _listed(days, size) if len(own) == 1 else days


def _size(sessions: list[TrainingSession], unit: str) -> str:
    """What was logged of these, else what is planned."""
    logs = [session.log if session.is_done else session for session in sessions]
    metres, seconds = sum(one.distance_m or 0 for one in logs), sum(one.duration_s or 0 for one in logs)
    return wording.amount(metres, seconds, unit)


def _strides(sessions: list[TrainingSession]) -> str:
    """How many: the run around them is not what is kept."""
    count = sum(session.strides for session in sessions)
    return f"{count} strides" if count else ""


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _named(sessions: Iterable[TrainingSession], *, today: date) -> str:
    """ "Mon, Wed and Sat"; a single day that is today is said so."""
    days = list(dict.fromkeys(session.date for session in sessions))
    if days == [today]:
        return "Today"
    names = [f"{day:%a}" for day in days]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _rest(own: list[TrainingSession], ran: Collection[date], *, today: date) -> BowlSegment:
    """Rest is kept on a planned day off that passed without a run."""
    kept = [session for session in own if session.date < today and session.date not in ran]
    days = _named(own, today=today)
    return BowlSegment(ingredient="rest", label=LABELS["rest"], detail=days, state=_state(own, kept, today=today))


def _state(own: list[TrainingSession], done: list[TrainingSession], *, today: date) -> SegmentState:
    if done:
        return "kept"
    return "next" if any(session.date == today for session in own) else "open"
