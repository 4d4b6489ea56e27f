"""What a person told about their running, each figure beside the words it came from. What was not said is None."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """`words` as they were written; `note` says how the value follows where the words do not simply say it."""

    value: T
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRace:
    """One race. `is_over` is None where neither the words nor the day tell; `when` are words that name no day."""

    name: str
    words: str
    distance_m: float | None = None
    day: Said[date] | None = None
    when: str = ""
    is_over: bool | None = None
    result_s: Said[float] | None = None
    goal: Said[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Distances in metres. `health` are sentences to ask about, never an answer: that is the runner's own to give."""

    name: Said[str] | None = None
    fall_race: SaidRace | None = None
    a_race: SaidRace | None = None
    unit: Said[str] | None = None
    weekly_m: Said[float] | None = None
    long_m: Said[float] | None = None
    run_days: Said[int] | None = None
    years_running: Said[float] | None = None
    age: Said[int] | None = None
    sex: Said[str] | None = None
    health: tuple[str, ...] = ()
