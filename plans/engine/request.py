"""The question put to the engine: contract.md's request as frozen dataclasses.

Distances are metres, durations seconds, volumes metres a week. Ranges that say
"absurd" (planning.md 5.2, E_INPUT) are part of the type; what needs two fields
to judge is judged in `plans.engine.planner`.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

# Also the marks that turn the direction of what follows them.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

Sex = Literal["F", "M"]
Unit = Literal["km", "mi", "min"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WeekStart = Literal["mon", "sun"]
Injury = Literal["none", "niggle", "returning", "past_year"]
LiftingExperience = Literal["none", "some", "trained"]
Equipment = Literal["none", "home", "gym"]
RaceStatus = Literal["planned", "finished", "dnf", "dns"]
Effort = Literal["raced", "training"]
Priority = Literal["A", "B", "C"]
QualityZone = Literal["marathon", "threshold", "interval", "repetition", "hill"]
Ingredient = Literal[
    "long",
    "fast",
    "strides",
    "easy",
    "aerobic",
    "strength",
    "plyometric",
    "mobility",
    "cross",
    "minimalist",
    "rest",
    "race",
]
MedicalFlagName = Literal[
    "pregnancy",
    "postpartum",
    "chest_pain",
    "fainting",
    "heart_condition",
    "kidney_condition",
    "metabolic_condition",
    "bone_stress",
    "missed_periods",
    "eating_disorder",
    "neurological",
    "clot",
    "concussion",
]

WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

WeeklyMetres = Annotated[float, Field(ge=0, le=300_000, allow_inf_nan=False)]
RunMetres = Annotated[float, Field(ge=0, le=300_000, allow_inf_nan=False)]
RaceMetres = Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Seconds = Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Minutes = Annotated[float, Field(ge=0, le=1440, allow_inf_nan=False)]
BeatsPerMinute = Annotated[float, Field(ge=25, le=250, allow_inf_nan=False)]


def one_line(text: str) -> str:
    """Names go into sentences, calendars, mails and databases: control signs and line ends become spaces."""
    return " ".join(CONTROL.sub(" ", text).split())


def no_boolean(value: Any) -> Any:
    """In Python true equals 1, and so it would pass for it; in contract.md it is a value of the wrong type."""
    if isinstance(value, bool):
        raise ValueError("Input should be a number, not true or false")  # noqa: TRY004 - what pydantic reports
    return value


Name = Annotated[str, Field(max_length=200), AfterValidator(one_line)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedSession:
    weekday: Weekday
    ingredient: Ingredient


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    experience: LiftingExperience = "none"
    equipment: Equipment = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalFlag:
    name: MedicalFlagName
    since: date | None = None
    cleared_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Athlete:
    birth_date: date | None = None
    sex: Sex | None = None
    years_running: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] | None = None
    usual_run_days: Annotated[int, Field(ge=1, le=7)] | None = None
    available_min: dict[Weekday, Minutes | None] = field(default_factory=dict)
    home_min: Minutes = 20
    long_run_day: Weekday | None = None
    long_run_every: Annotated[Literal[1, 2], BeforeValidator(no_boolean)] = 1
    fixed: Annotated[tuple[FixedSession, ...], Field(max_length=14)] = ()
    comfort: Annotated[int, Field(ge=-2, le=2)] = 0
    injury: Injury = "none"
    current_m: WeeklyMetres | None = None
    minimalist: bool = False
    strength: Strength = field(default_factory=Strength)
    max_hr_bpm: BeatsPerMinute | None = None
    resting_hr_bpm: BeatsPerMinute | None = None
    lthr_bpm: BeatsPerMinute | None = None
    unit: Unit = "km"
    week_start: WeekStart = "mon"
    southern: bool = False
    medical_flags: Annotated[tuple[MedicalFlag, ...], Field(max_length=50)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryWeek:
    start: date
    distance_m: WeeklyMetres
    longest_m: RunMetres | None = None
    unusable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BestRace:
    date: date
    distance_m: RaceMetres
    duration_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Weekly totals, oldest first; `baseline_m` and `baseline_long_m` are the coach's and win over them."""

    weeks: Annotated[tuple[HistoryWeek, ...], Field(max_length=600)] = ()
    baseline_m: WeeklyMetres | None = None
    baseline_long_m: RunMetres | None = None
    year_average_m: WeeklyMetres | None = None
    longest_30d_m: RunMetres | None = None
    best_race: BestRace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FallRace:
    date: date
    distance_m: RaceMetres
    name: Name | None = None
    duration_s: Seconds | None = None
    status: RaceStatus = "finished"
    effort: Effort = "raced"
    climb_m: Annotated[float, Field(ge=0, le=50_000, allow_inf_nan=False)] | None = None
    covered_m: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ARace:
    date: date
    distance_m: RaceMetres
    name: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What weeks 1-2 of the spring plan ask in one zone: an amount by time, by distance or by count."""

    zone: QualityZone
    duration_s: Seconds | None = None
    distance_m: RaceMetres | None = None
    count: Annotated[int, Field(ge=1, le=100)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpringPlan:
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    week1_m: WeeklyMetres | None = None
    week1_long_m: RunMetres | None = None
    peak_m: WeeklyMetres | None = None
    week1_quality: Annotated[tuple[Quality, ...], Field(max_length=20)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RaceBetween:
    date: date
    distance_m: RaceMetres
    name: Name | None = None
    priority: Priority = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blackout:
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChoice:
    """What the coach decided for this plan; None leaves the rule to the engine."""

    cut: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = None
    cut_reason: Annotated[str, Field(max_length=1000), AfterValidator(one_line)] | None = None
    second_fast: bool = False
    break_days: Annotated[int, Field(ge=0, le=14)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    fall_race: FallRace
    a_race: ARace
    version: Annotated[Literal[1], BeforeValidator(no_boolean)] = 1
    today: date | None = None
    athlete: Athlete = field(default_factory=Athlete)
    history: History = field(default_factory=History)
    spring_plan: SpringPlan = field(default_factory=SpringPlan)
    races_between: Annotated[tuple[RaceBetween, ...], Field(max_length=60)] = ()
    blackouts: Annotated[tuple[Blackout, ...], Field(max_length=100)] = ()
    policy: PolicyChoice = field(default_factory=PolicyChoice)
