""" "Am I losing fitness?": the answer for this week, the picture behind it, and the same as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from plans.models import Week
from plans.pictures.fitness import FitnessPicture, ShareBar, fitness_picture
from plans.words import fitness as words
from plans.words.wording import share

# While the weeks are as light as this the question is asked without asking.
LIGHTER: Final = frozenset({"recovery", "maintenance", "down"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """`is_asked`: volume is down, so the answer stands open. `rows` are (week, share, fast work), `stopped` (day, loss)."""

    answer: str
    is_asked: bool
    picture: FitnessPicture
    text: str
    rows: tuple[tuple[str, str, str], ...]
    stopped: tuple[tuple[str, str], ...]
    how_sure: str = words.HOW_SURE
    sources: tuple[words.Source, ...] = words.SOURCES


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessWeek:
    week: Week
    share: float
    has_fast: bool


def fitness(
    weeks: Sequence[FitnessWeek], *, now: Week | None, race_day: date, first_run_day: int | None
) -> Fitness | None:
    """None without weeks to show."""
    if not weeks:
        return None
    bars = [
        ShareBar(
            share=one.share,
            has_fast=one.has_fast,
            first_day=(one.week.start - race_day).days,
            days=(one.week.end - one.week.start).days + 1,
            phase=one.week.phase.kind,
        )
        for one in weeks
    ]
    return Fitness(
        answer=_answer(weeks, now, first_run_day=first_run_day),
        is_asked=now is not None and now.kind in LIGHTER,
        picture=fitness_picture(bars, stopping=words.STOPPING, held=words.HELD),
        text=_text(weeks),
        rows=tuple((f"Week {one.week.index}", share(round(one.share, 2)), "yes" if one.has_fast else "no") for one in weeks),
        stopped=tuple((f"Day {day}", f"−{round(100 * lost)}%") for day, lost in words.STOPPING),
    )  # fmt: skip


def _answer(weeks: Sequence[FitnessWeek], now: Week | None, *, first_run_day: int | None) -> str:
    present = next((one for one in weeks if now is not None and one.week.pk == now.pk), None)
    if present is not None and present.week.kind == "recovery":
        return words.recovering(present.share, first_run_day=first_run_day)
    after = [one for one in weeks if one.week.phase.kind != "recovery"]
    settled = [one.share for one in after if one.week.kind == "maintenance"]
    if present is not None and present.week.kind in LIGHTER and settled:
        return words.holding(max(settled), fast_weeks=sum(one.has_fast for one in after), weeks=len(after))
    return words.growing()


def _text(weeks: Sequence[FitnessWeek]) -> str:
    """The picture for who does not see it."""
    shares = [one.share for one in weeks]
    fast = sum(one.has_fast for one in weeks)
    lost = ", ".join(f"{round(100 * gone)}% after {day} days" for day, gone in words.STOPPING)
    low, high = (share(end) for end in words.HELD)
    return (
        f"Your plan: {share(round(min(shares), 2))} to {share(round(max(shares), 2))} of your usual week over {len(weeks)}"
        f" weeks, with fast running in {fast} of them. Who stopped altogether lost {lost} of VO2max. In studies it held"
        f" with {low} to {high} of the volume, as long as the fast running stayed."
    )
