"""One published session as pages say it: its size, what to hold, and how it went."""

from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import Absence, TrainingSession
from plans.words import wording
from plans.words.effort import effort_name, talk_test

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
    absence: Absence | None = None

    @property
    def is_done(self) -> bool:
        return self.session.is_done

    @property
    def felt(self) -> str:
        """What was tapped after it; empty for nothing."""
        tap = getattr(self.session, "check_in", None)
        return tap.feeling if tap else ""

    @property
    def is_rest(self) -> bool:
        return self.session.ingredient == "rest"

    @property
    def is_set_aside(self) -> bool:
        """On a day that the athlete is ill or away, and not done all the same."""
        return self.absence is not None and not self.is_done

    @property
    def is_let_go(self) -> bool:
        """By the athlete's word, or its day has passed without it. Rest asks for nothing."""
        has_passed = self.is_over and not self.is_done and not self.is_rest
        return not self.is_set_aside and (self.session.is_let_go or has_passed)

    @property
    def is_open(self) -> bool:
        """It can still be done as it stands: today, or on a day to come."""
        return not (self.is_over or self.is_done or self.is_rest or self.is_set_aside or self.session.is_let_go)

    @property
    def chip_state(self) -> str:
        return "missed" if self.is_let_go or self.is_set_aside else ""

    @property
    def moved(self) -> str:
        """ "moved from Tue" while the athlete has it on a day of their own; rest only makes room."""
        day = None if self.is_rest else self.session.moved_from
        return f"moved from {day:%a}" if day else ""

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
        return ", ".join(part for part in (self._planned, self.moved) if part)

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


def session_view(session: TrainingSession, unit: str, *, is_over: bool, absence: Absence | None = None) -> SessionView:
    return SessionView(
        session=session,
        unit=unit,
        amount=wording.amount(session.distance_m, session.duration_s, unit),
        gist=wording.main_step(session.steps, unit),
        targets=tuple(_targets(session, unit)),
        steps=tuple(_steps(session, unit)),
        is_over=is_over,
        absence=absence,
    )


def _targets(session: TrainingSession, unit: str) -> Iterable[tuple[str, str]]:
    """Time, what to hold, and how hard it feels: effort always, pace and heart rate where known."""
    if session.is_run and unit != "min":
        yield "time, about", wording.duration(session.duration_s)
    elif session.is_run:
        yield "distance, about", wording.distance(session.distance_m, unit)
    held = [step["target"] for step in session.steps if step["kind"] in {"easy", "work"} and step.get("target")]
    for kind, name in TARGET_NAMES.items():
        target = next((one for one in held if one["type"] == kind), None)
        if target:
            yield name, wording.target_text(target, unit).removeprefix("at ")
    if session.rpe:
        yield f"{effort_name(session.rpe)} effort", f"{wording.number(session.rpe)} of 10"


def _steps(session: TrainingSession, unit: str) -> Iterable[tuple[str, str]]:
    """Part by part, and for a run how it should feel."""
    rows = wording.step_rows(session.steps, unit)
    yield from rows
    if rows and session.is_run and session.rpe:
        yield "Feels", f"{wording.number(session.rpe)} of 10, {effort_name(session.rpe)}: {talk_test(session.rpe)}"
