"""Did they get the soup? The week's fundamentals, from what is planned and what was done."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from plans import wording
from plans.models import TrainingSession
from plans.pictures.bowl import Bowl, BowlSegment, SegmentState, bowl

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


def week_bowl(sessions: Sequence[TrainingSession], *, today: date, unit: str) -> Bowl:
    """One segment for each fundamental that the week plans. What clearance still forbids is absent, not missed."""
    segments = [_segment(name, _of(name, sessions), sessions, today=today, unit=unit) for name in LABELS]
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
    name: str, own: list[TrainingSession], sessions: Sequence[TrainingSession], *, today: date, unit: str
) -> BowlSegment | None:
    if not own:
        return None
    if name == "rest":
        return _rest(own, sessions, today=today)
    done = [session for session in own if session.is_done]
    days = ", ".join(dict.fromkeys(f"{session.date:%a}" for session in (done or own)))
    size = wording.amount(own[0].distance_m, own[0].duration_s, unit)
    detail = f"{len(done)} of {len(own)}, {days}" if len(own) > 1 else ", ".join(part for part in (days, size) if part)
    return BowlSegment(ingredient=name, label=LABELS[name], detail=detail, state=_state(own, done, today=today))


def _rest(own: list[TrainingSession], sessions: Sequence[TrainingSession], *, today: date) -> BowlSegment:
    """Rest is kept on a planned day off that passed without a run."""
    ran = {session.date for session in sessions if session.is_run and session.is_done}
    kept = [session for session in own if session.date < today and session.date not in ran]
    days = " and ".join(dict.fromkeys(f"{session.date:%a}" for session in own))
    return BowlSegment(ingredient="rest", label=LABELS["rest"], detail=days, state=_state(own, kept, today=today))


def _state(own: list[TrainingSession], done: list[TrainingSession], *, today: date) -> SegmentState:
    if done:
        return "kept"
    return "next" if any(session.date == today for session in own) else "open"
