"""One published session as pages say it: its size, what to hold, and how it went."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import TrainingSession
from plans.words import wording

TARGET_NAMES = {"pace": "pace", "hr": "heart rate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    session: TrainingSession
    unit: str
    amount: str
    gist: str
    targets: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]
    is_over: bool

    @property
    def is_done(self) -> bool:
        return self.session.is_done

    @property
    def is_let_go(self) -> bool:
        """Its day has passed without it. Rest asks for nothing."""
        return self.is_over and not self.is_done and self.session.ingredient != "rest"

    @property
    def chip_state(self) -> str:
        return "missed" if self.is_let_go else ""

    @property
    def is_workout(self) -> bool:
        """The gist is the session, not an extra at its end."""
        return self.session.ingredient in {"fast", "race"}

    @property
    def why(self) -> str:
        """The reason, as a sentence."""
        text = wording.in_unit(self.session.why_text, self.unit)
        return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")

    @property
    def alternate(self) -> str:
        """What to do instead on ice or in the dark; empty outside winter and when the day is over."""
        told = self.session.alternate["text"] if self.session.alternate and not self.is_over else ""
        return wording.in_unit(told, self.unit)

    @property
    def number(self) -> str:
        """The amount without its unit: "10" of "10 mi", "1 h 05" as it is."""
        return self.amount.rsplit(" ", 1)[0] if self.number_unit else self.amount

    @property
    def number_unit(self) -> str:
        unit = self.amount.rsplit(" ", 1)[-1]
        return unit if unit.isalpha() and " h " not in self.amount else ""

    @property
    def detail(self) -> str:
        """What a line of the week says beside the title."""
        if self.is_done:
            return self.session.log.note or self._as_against_plan or self._planned
        return self._planned

    @property
    def line(self) -> str:
        """The session in one breath, where nothing else on the line gives its size."""
        return ", ".join(part for part in (self.amount, self.gist) if part)

    @property
    def went(self) -> str:
        """What was logged: "7.1 mi in 1 h 06, effort 4 of 10"."""
        if not self.is_done:
            return ""
        log = self.session.log
        distance = wording.distance(log.distance_m, self.unit) if log.distance_m else ""
        duration = wording.duration(log.duration_s) if log.duration_s else ""
        size = " in ".join(part for part in (distance, duration) if part)
        effort = "" if log.effort is None else f"effort {log.effort} of 10"
        return ", ".join(part for part in (size, effort) if part)

    @property
    def _planned(self) -> str:
        return self.gist or ("" if self.session.is_run else self.amount)

    @property
    def _as_against_plan(self) -> str:
        """ "7 mi planned" beside a run that came out otherwise; empty where it went as planned."""
        log = self.session.log
        done = wording.amount(log.distance_m or 0, log.duration_s or 0, self.unit)
        return f"{self.amount} planned" if self.session.is_run and done and done != self.amount else ""


def session_view(session: TrainingSession, unit: str, *, is_over: bool) -> SessionView:
    return SessionView(
        session=session,
        unit=unit,
        amount=wording.amount(session.distance_m, session.duration_s, unit),
        gist=wording.main_step(session.steps, unit),
        targets=tuple(_targets(session, unit)),
        steps=tuple(wording.step_rows(session.steps, unit)),
        is_over=is_over,
    )


def _targets(session: TrainingSession, unit: str) -> Iterable[tuple[str, str]]:
    """Time, what to hold, and how hard it feels: effort always, pace and heart rate where known."""
    if session.is_run and unit != "min":
        yield "time", f"about {wording.duration(session.duration_s)}"
    elif session.is_run:
        yield "distance", f"about {wording.distance(session.distance_m, unit)}"
    target = next((step.get("target") for step in session.steps if step["kind"] in {"easy", "work"}), None)
    if target and target["type"] in TARGET_NAMES:
        yield TARGET_NAMES[target["type"]], wording.target_text(target, unit).removeprefix("at ")
    if session.rpe:
        yield "effort", f"{wording.number(session.rpe)} of 10"
