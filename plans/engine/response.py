"""The engine's answer: contract.md's response as records.

`plans.engine.contract.dump` writes them as JSON, `load_response` reads them back.
"""

from dataclasses import field
from datetime import date
from typing import Any, Literal

from plans.engine.record import record
from plans.engine.request import Ingredient

Ability = Literal["beginner", "intermediate", "advanced"]
Status = Literal[
    "OK",
    "RECOVERY_ONLY",
    "UNDERPREPARED",
    "NO_OFFSEASON",
    "MULTI_RACE",
    "SPLIT",
    "INFEASIBLE",
    "REFER",
]
ErrorCode = Literal["E_ORDER", "E_NO_BASELINE", "E_CUT_RANGE", "E_DAYS", "E_INPUT", "E_POLICY"]
Flag = Literal[
    "CUT_OVERRIDE",
    "TIME_LIMITED",
    "LOW_FREQUENCY",
    "SPACING_RELAXED",
    "PLAN_STARTS_BELOW_MAINTENANCE",
    "LR_SHORT",
    "NO_PACE_ZONES",
    "EASY_SHARE_LOW",
    "WEATHER_ALT",
    "PROVISIONAL",
]
PhaseKind = Literal["recovery", "maintenance", "base", "rebuild"]
WeekKind = Literal["recovery", "maintenance", "down", "base", "build", "cutback", "freshen"]
StepKind = Literal["warmup", "work", "recover", "easy", "stride", "drill", "exercise", "cooldown", "repeat"]
TargetType = Literal["pace", "hr", "rpe", "open"]
Severity = Literal["error", "warning", "information"]


@record
class Error:
    """Why there is no plan. `message` begins with the path of the field to change."""

    code: ErrorCode
    message: str


@record
class Baseline:
    distance_m: float
    longest_m: float
    reason: str


@record
class Factor:
    name: str
    adjustment: float
    reason: str


@record
class Cut:
    value: float
    override: bool
    factors: tuple[Factor, ...]


@record
class Paces:
    """Seconds per km, rounded to whole seconds; easy and marathon as (fast, slow)."""

    vdot: float | None = None
    easy_s_per_km: tuple[float, float] | None = None
    marathon_s_per_km: tuple[float, float] | None = None
    threshold_s_per_km: float | None = None
    interval_s_per_km: float | None = None
    repetition_s_per_km: float | None = None


@record
class SpringPlanStart:
    start: date
    weeks: int
    week1_m: float
    week1_long_m: float
    earliest_start: date | None


@record
class Phase:
    """`reason`: what this phase is for, in the athlete's own numbers."""

    kind: PhaseKind
    start: date
    end: date
    reason: str = ""


@record
class Target:
    type: TargetType
    low: float | None = None
    high: float | None = None


@record
class Step:
    """One part of a session. A `repeat` has `count` and `steps`; an `exercise` has `name`, `sets`, `reps`."""

    kind: StepKind
    duration_s: float | None = None
    distance_m: float | None = None
    target: Target | None = None
    name: str | None = None
    sets: int | None = None
    reps: str | int | None = None
    count: int | None = None
    steps: "tuple[Step, ...] | None" = None


@record
class Why:
    rule: str
    text: str


@record
class Alternate:
    """What to do instead on ice, in snow or in the dark: a workout of the same ingredient, or its indoor twin."""

    code: str
    title: str
    text: str


@record
class Session:
    """`alternate` is there in the winter months of the athlete's hemisphere (5.3 (16, 21))."""

    date: date
    order: int
    code: str
    ingredient: Ingredient
    title: str
    distance_m: int
    duration_s: int
    quality_m: int
    quality_s: int
    strides: int
    hard: bool
    heavy: bool
    rpe: float
    load: float
    steps: tuple[Step, ...]
    why: Why
    alternate: Alternate | None = None


@record
class Week:
    index: int
    start: date
    end: date
    phase: PhaseKind
    kind: WeekKind
    distance_m: int
    baseline_share: float
    reason: str
    sessions: tuple[Session, ...]


@record
class Shortfall:
    week1_m: float
    long_m: float


@record
class Remedy:
    """A way out; `change` is a JSON merge patch (RFC 7396) of the request."""

    code: str
    text: str
    change: dict[str, Any]


@record
class Check:
    id: str
    ok: bool
    severity: Severity
    detail: str
    overridden_by: str | None = None


@record
class PlanResponse:
    version: Literal[1] = 1
    status: Status | None = None
    flags: tuple[Flag, ...] = ()
    error: Error | None = None
    ability: Ability | None = None
    baseline: Baseline | None = None
    cut: Cut | None = None
    paces: Paces = field(default_factory=Paces)
    spring_plan: SpringPlanStart | None = None
    phases: tuple[Phase, ...] = ()
    weeks: tuple[Week, ...] = ()
    shortfall: Shortfall | None = None
    remedies: tuple[Remedy, ...] = ()
    checks: tuple[Check, ...] = ()
