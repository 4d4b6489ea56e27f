"""The calculators of contract.md: one JSON object in, one out, never an exception.

Each calculator is a frozen dataclass of its inputs, which pydantic fills, and an `answer` method.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from typing import Annotated, Any, Protocol

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import from_json, to_jsonable_python

from plans.engine import age_grade, heart_rate, load, paces, race_formulas, recovery, spike, vdot, volume
from plans.engine.check_week import CheckedDay, check_week
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.request import BeatsPerMinute, Effort, RaceMetres, RunMetres, Seconds, Sex, WeeklyMetres
from plans.engine.response import Ability

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Load = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
Vdot = Annotated[float, Field(ge=1, le=150, allow_inf_nan=False)]
Years = Annotated[int, Field(ge=0, le=120)]
Climb = Annotated[float, Field(ge=0, le=50_000, allow_inf_nan=False)]
Answer = dict[str, Any]


class CalculatorInputError(ValueError):
    """Each field is well formed, but together they cannot be; the message begins with a path."""


class Calculator(Protocol):
    def answer(self) -> Answer: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class VdotCalculator:
    distance_m: RaceMetres
    duration_s: Seconds

    def answer(self) -> Answer:
        _refuse_absurd_pace(self.distance_m, self.duration_s)
        value = vdot.vdot(self.distance_m, self.duration_s)
        return {"vdot": value, "warnings": list(vdot.vdot_warnings(value, duration_s=self.duration_s))}


@dataclass(frozen=True, slots=True, kw_only=True)
class EquivalentTime:
    to_distance_m: RaceMetres
    vdot: Vdot | None = None
    distance_m: RaceMetres | None = None
    duration_s: Seconds | None = None

    def answer(self) -> Answer:
        return {"duration_s": vdot.equivalent_time(self._vdot(), self.to_distance_m)}

    def _vdot(self) -> float:
        if self.vdot is not None:
            return self.vdot
        if self.distance_m is None or self.duration_s is None:
            raise CalculatorInputError("vdot: give it, or distance_m and duration_s")
        _refuse_absurd_pace(self.distance_m, self.duration_s)
        return vdot.vdot(self.distance_m, self.duration_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class PacesCalculator:
    vdot: Vdot

    def answer(self) -> Answer:
        return asdict(paces.paces(self.vdot))


@dataclass(frozen=True, slots=True, kw_only=True)
class Riegel:
    distance_m: RaceMetres
    duration_s: Seconds
    to_distance_m: RaceMetres

    def answer(self) -> Answer:
        _refuse_absurd_pace(self.distance_m, self.duration_s)
        return {"duration_s": race_formulas.riegel(self.distance_m, self.duration_s, to_distance_m=self.to_distance_m)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MaximalEffort:
    distance_m: RaceMetres
    duration_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalSpeed:
    efforts: Annotated[tuple[MaximalEffort, ...], Field(min_length=2, max_length=100)]

    def answer(self) -> Answer:
        return asdict(race_formulas.critical_speed([(effort.distance_m, effort.duration_s) for effort in self.efforts]))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeGrade:
    sex: Sex
    age: Annotated[int, Field(ge=5, le=100)]
    distance_m: Annotated[float, Field(ge=1609, le=200_000, allow_inf_nan=False)]
    duration_s: Seconds | None = None

    def answer(self) -> Answer:
        graded = age_grade.age_grade(
            sex=self.sex, age=self.age, distance_m=self.distance_m, duration_s=self.duration_s or 1.0
        )
        if graded is None:
            raise CalculatorInputError("distance_m: the tables hold a mile to 200 km")
        unknown = {"grade_percent": None, "grade_class": None} if self.duration_s is None else {}
        return {**asdict(graded), **unknown}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartRate:
    age: Years | None = None
    max_hr_bpm: BeatsPerMinute | None = None
    resting_hr_bpm: BeatsPerMinute | None = None
    lthr_bpm: BeatsPerMinute | None = None
    share: Share | None = None

    def answer(self) -> Answer:
        max_hr_bpm = self._max_hr_bpm()
        return {
            "max_hr_bpm": max_hr_bpm,
            "karvonen_bpm": self._karvonen_bpm(max_hr_bpm),
            "easy_cap_bpm": None if max_hr_bpm is None else list(heart_rate.easy_cap(max_hr_bpm)),
            "zones": None if self.lthr_bpm is None else [asdict(zone) for zone in heart_rate.zones(self.lthr_bpm)],
        }

    def _max_hr_bpm(self) -> float | None:
        if self.max_hr_bpm is not None or self.age is None:
            return self.max_hr_bpm
        return heart_rate.estimated_max_hr(self.age)

    def _karvonen_bpm(self, max_hr_bpm: float | None) -> float | None:
        if max_hr_bpm is None or self.resting_hr_bpm is None:
            return None
        if self.resting_hr_bpm >= max_hr_bpm:
            raise CalculatorInputError("resting_hr_bpm: must be below the maximum")
        if self.share is None:
            return None
        return heart_rate.karvonen(share=self.share, resting_hr_bpm=self.resting_hr_bpm, max_hr_bpm=max_hr_bpm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimp:
    duration_s: Seconds
    mean_hr_bpm: BeatsPerMinute
    resting_hr_bpm: BeatsPerMinute
    max_hr_bpm: BeatsPerMinute
    sex: Sex

    def answer(self) -> Answer:
        if self.resting_hr_bpm >= self.max_hr_bpm:
            raise CalculatorInputError("resting_hr_bpm: must be below the maximum")
        if not self.resting_hr_bpm <= self.mean_hr_bpm <= self.max_hr_bpm:
            raise CalculatorInputError("mean_hr_bpm: must lie between resting and maximum")
        return {"trimp": load.trimp(**asdict(self))}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLoad:
    loads: Annotated[tuple[Load, ...], Field(min_length=7, max_length=7)]

    def answer(self) -> Answer:
        return asdict(load.week_load(self.loads))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    loads: Annotated[tuple[Load, ...], Field(min_length=1, max_length=10_000)]
    seed: Load | None = None

    def answer(self) -> Answer:
        return asdict(load.fitness(self.loads, seed=self.seed))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkloadRatio:
    loads: Annotated[tuple[Load, ...], Field(max_length=10_000)]

    def answer(self) -> Answer:
        return asdict(load.workload_ratio(self.loads))


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleRun:
    distance_m: RunMetres
    longest_30d_m: RunMetres

    def answer(self) -> Answer:
        return {
            "ratio": spike.spike_ratio(self.distance_m, self.longest_30d_m),
            "band": spike.spike_band(self.distance_m, self.longest_30d_m),
            "allowed": spike.is_allowed(self.distance_m, self.longest_30d_m),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeCurve:
    distance_m: RaceMetres
    baseline_m: Annotated[float, Field(gt=0, le=300_000, allow_inf_nan=False)]
    cut: Share
    weeks: Annotated[int, Field(ge=-1000, le=520)]
    week1_m: WeeklyMetres
    age: Years | None = None
    level: Ability | None = None

    def answer(self) -> Answer:
        fractions = recovery.recovery_fractions(
            self.distance_m, baseline_m=self.baseline_m, age=self.age, level=self.level
        )
        curve = volume.volume_curve(
            fractions=fractions, baseline_m=self.baseline_m, cut=self.cut, weeks=self.weeks, week1_m=self.week1_m
        )
        weeks = [{"kind": week.kind, "distance_m": week.distance_m} for week in curve.weeks]
        return {"status": curve.status, "weeks": weeks}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    distance_m: RaceMetres
    age: Years | None = None
    level: Ability | None = None
    climb_m: Climb | None = None
    effort: Effort = "raced"

    def answer(self) -> Answer:
        return asdict(
            recovery.clearance(
                self.distance_m, age=self.age, level=self.level, climb_m=self.climb_m, effort=self.effort
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWeek:
    baseline_m: Annotated[float, Field(gt=0, le=300_000, allow_inf_nan=False)]
    longest_30d_m: RunMetres
    days: Annotated[tuple[CheckedDay, ...], Field(min_length=7, max_length=7)]

    def answer(self) -> Answer:
        violations = check_week(self.days, baseline_m=self.baseline_m, longest_30d_m=self.longest_30d_m)
        return {"violations": list(violations)}


CALCULATORS: dict[str, type[Calculator]] = {
    "vdot": VdotCalculator,
    "equivalent_time": EquivalentTime,
    "paces": PacesCalculator,
    "riegel": Riegel,
    "critical_speed": CriticalSpeed,
    "age_grade": AgeGrade,
    "heart_rate": HeartRate,
    "trimp": Trimp,
    "week_load": WeekLoad,
    "fitness": Fitness,
    "workload_ratio": WorkloadRatio,
    "single_run": SingleRun,
    "volume_curve": VolumeCurve,
    "clearance": Clearance,
    "check_week": CheckWeek,
}


def calculate(document: str | bytes | dict[str, Any]) -> Answer:
    """Answer one request, given as JSON text or as what JSON text gave; wrong input gives E_INPUT with its path."""
    name: str | None = None
    try:
        text = document if isinstance(document, str | bytes) else json.dumps(document)
        name = _name(from_json(text))
        answer = _reader(name).validate_json(text, strict=True).answer()
        return {"calculate": name, "result": to_jsonable_python(answer), "error": None}
    except ValidationError as invalid:
        return _refused(name, _message(invalid))
    except CalculatorInputError as invalid:
        return _refused(name, str(invalid))
    except (ValueError, TypeError, RecursionError) as invalid:
        return _refused(name, f"request: {invalid}")


@cache
def _reader(name: str) -> TypeAdapter[Calculator]:
    return TypeAdapter(CALCULATORS[name])


def _name(document: object) -> str:
    if not isinstance(document, dict):
        raise CalculatorInputError("request: must be a JSON object")
    name = document.get("calculate")
    if not isinstance(name, str) or name not in CALCULATORS:
        raise CalculatorInputError(f"calculate: must be one of {', '.join(CALCULATORS)}")
    return name


def _refused(name: str | None, message: str) -> Answer:
    return {"calculate": name, "result": None, "error": {"code": "E_INPUT", "message": message}}


def _message(invalid: ValidationError) -> str:
    first = invalid.errors(include_url=False, include_context=False, include_input=False)[0]
    path = ".".join(str(part) for part in first["loc"]) or "request"
    return f"{path}: {first['msg']}"


def _refuse_absurd_pace(distance_m: float, duration_s: float) -> None:
    if duration_s / (distance_m / 1000) < DEFAULT_POLICY.limits.fastest_s_per_km:
        raise CalculatorInputError("duration_s: faster than two minutes a kilometre")
