"""The days of a plan as a mail says them: one row a day, and what matters of the key ones. The same for both bodies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from plans.models import Absence, TrainingSession
from plans.models.session import Ingredient
from plans.pages.week_days import WEIGHT, absence_on
from plans.taps import Linker, TapLink
from plans.words import wording

KEY_INGREDIENTS: Final = {Ingredient.LONG, Ingredient.FAST, Ingredient.RACE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A day: its main session, what else belongs to it, how much, and the taps while it is open."""

    day: date
    when: str
    ingredient: str
    title: str
    detail: str = ""
    amount: str = ""
    taps: tuple[TapLink, ...] = ()

    @property
    def line(self) -> str:
        return f"{self.title}, {self.amount}" if self.amount else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Of a key day: its parts one by one, why it is there, what to do instead on ice."""

    when: str
    title: str
    steps: str
    text: str
    alternate: str


def by_day(sessions: Iterable[TrainingSession]) -> dict[date, list[TrainingSession]]:
    days: dict[date, list[TrainingSession]] = defaultdict(list)
    for session in sessions:
        days[session.date].append(session)
    return dict(days)


def asked_of(sessions: Iterable[TrainingSession], absences: Sequence[Absence]) -> list[TrainingSession]:
    """What stands: without what they let go, and what an absence sets aside. See also `TrainingSession.objects.standing`."""
    return [
        one for one in sessions if one.is_done or (one.let_go_at is None and absence_on(one.date, absences) is None)
    ]


def main_session(sessions: Sequence[TrainingSession]) -> TrainingSession:
    """The run of the day, or else what comes first."""
    return next((session for session in sessions if session.is_run), sessions[0])


def row_of(
    day: date, sessions: Sequence[TrainingSession], absences: Sequence[Absence], *, unit: str, links: Linker
) -> Row:
    asked, when = asked_of(sessions, absences), f"{day:%a} {day.day}"
    if not asked:
        return Row(day=day, when=when, ingredient=Ingredient.REST, title="Set aside", detail=_aside(sessions, absences))
    main = main_session(asked)
    let_go = [f"{one.title} is let go" for one in sessions if one not in asked]
    return Row(
        day=day,
        when=when,
        ingredient=main.ingredient,
        title=f"{main.title}, done" if main.is_done else main.title,
        detail=", ".join(part for part in (how(main, unit=unit), _then(main, asked, unit=unit), *let_go) if part),
        amount=wording.amount(main.distance_m, main.duration_s, unit),
        taps=() if main.is_done or main.ingredient == Ingredient.REST else links(main),
    )


def how(session: TrainingSession, *, unit: str) -> str:
    """The main set of a workout, or how easy a run is."""
    main = wording.main_step(session.steps, unit) if session.hard else ""
    held = (wording.target_text(step.get("target"), unit) for step in session.steps if session.is_run)
    return main or next((text for text in held if text), "")


def is_key(session: TrainingSession) -> bool:
    return session.hard or session.ingredient in KEY_INGREDIENTS


def reason_of(session: TrainingSession, *, unit: str) -> Reason:
    steps = wording.step_rows(session.steps, unit) if session.is_run and len(session.steps) > 1 else []
    return Reason(
        when=f"{session.date:%A}",
        title=session.title,
        steps="; ".join(_step_line(name.lower(), what) for name, what in steps).capitalize() if steps else "",
        text=sentence(wording.in_unit(session.why_text, unit)),
        alternate=wording.in_unit(session.alternate["text"], unit) if session.alternate else "",
    )


def _step_line(name: str, what: str) -> str:
    """ "warm up 11 min easy"; a step that says its own name is not named twice: "four drills, two lengths each"."""
    return what if name in what.partition(",")[0].split() else f"{name} {what}"


def sentence(text: str) -> str:
    """Reasons are written as a line beside a title; in a mail they stand alone."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def total_of(sessions: Iterable[TrainingSession], *, unit: str) -> str:
    """The sum of what the table shows."""
    runs = [session for session in sessions if session.is_run]
    return wording.amount(sum(run.distance_m for run in runs), sum(run.duration_s for run in runs), unit)


def count_of(sessions: Sequence[TrainingSession], *, aside: int) -> str:
    """ "5 runs, 2 strength sessions, 2 days off"; `aside`: days of which nothing is asked."""
    runs = sum(session.is_run for session in sessions)
    strength = sum(session.ingredient == Ingredient.STRENGTH for session in sessions)
    off = sum(main_session(found).ingredient == Ingredient.REST for found in by_day(sessions).values())
    counted = (
        (runs, "run", "runs"),
        (strength, "strength session", "strength sessions"),
        (off, "day off", "days off"),
        (aside, "day set aside", "days set aside"),
    )
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)


def _then(main: TrainingSession, asked: Sequence[TrainingSession], *, unit: str) -> str:
    others = " and ".join(_addition(one, unit=unit) for one in asked if one is not main)
    return f"then {others}" if others and main.is_run else others


def _addition(session: TrainingSession, *, unit: str) -> str:
    amount = wording.amount(session.distance_m, session.duration_s, unit)
    return f"{amount} {session.get_ingredient_display()}".strip()


def _aside(sessions: Sequence[TrainingSession], absences: Sequence[Absence]) -> str:
    """ "ill", or what they let go."""
    absence = absence_on(sessions[0].date, absences)
    if absence:
        return str(absence.get_kind_display())
    heaviest = min(sessions, key=lambda one: WEIGHT.index(one.ingredient))
    return f"{heaviest.title} is let go"
