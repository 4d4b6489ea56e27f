"""What is stored as JSON, held to its shape before it comes in: no page reads anything else."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from athletes.choices import MailKind, MedicalFlag
from plans.engine.contract import load_request, load_response
from plans.engine.request import Ingredient, Weekday
from plans.engine.response import Alternate, Step

Minutes = Annotated[int, Field(strict=True, ge=0, le=1440)]
Key = Annotated[str, Field(min_length=1, max_length=40)]
Number = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


def _day(value: str) -> str:
    date.fromisoformat(value)
    return value


def _moment(value: str) -> str:
    if datetime.fromisoformat(value).tzinfo is None:
        raise ValueError("no time zone")
    return value


Said = tuple[Annotated[str, Field(max_length=120)], Number, Number]
Told = tuple[Annotated[str, Field(max_length=64)], Number, Annotated[str, AfterValidator(_moment)]]


class _ChangedDay(BaseModel):
    """As `plans.pages.week_news` writes it: what a day held, and holds now."""

    model_config = ConfigDict(extra="forbid")
    date: Annotated[str, AfterValidator(_day)]
    was: list[Said]
    now: list[Said]


class _Fixed(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    weekday: Weekday
    ingredient: Ingredient


class _Keyed(BaseModel):
    """What a stored session has beside the contract's fields."""

    key: Key
    date: date
    edited: bool = False


class _KeyedWeek(BaseModel):
    sessions: list[_Keyed]


class _KeyedPlan(BaseModel):
    weeks: list[_KeyedWeek]


class _Edit(BaseModel):
    """As `plans.edits` applies them."""

    model_config = ConfigDict(extra="allow")
    key: Key


class _Swap(_Edit):
    op: Literal["swap"]
    code: Annotated[str, Field(max_length=8)]
    workout: dict[str, Any] | None = None


class _Amount(_Edit):
    op: Literal["amount"]
    distance_m: float | None = None
    duration_s: float | None = None


class _Move(_Edit):
    op: Literal["move"]
    date: date


class _Copy(_Edit):
    op: Literal["copy"]
    date: date
    source: Annotated[Key, Field(alias="from")]


class _Remove(_Edit):
    op: Literal["remove"]


_MINUTES = TypeAdapter(dict[Weekday, Minutes])
_FIXED = TypeAdapter(list[_Fixed])
_FLAGS = TypeAdapter(list[MedicalFlag])
_STEPS = TypeAdapter(list[Step])
_ALTERNATE = TypeAdapter(Alternate)
_PLAN = TypeAdapter(_KeyedPlan)
_MAIL_KINDS = TypeAdapter(list[MailKind])
_CHANGED_DAYS = TypeAdapter(list[_ChangedDay])
_TOLD = TypeAdapter(dict[Annotated[str, Field(max_length=80)], Told])
_EDITS = TypeAdapter(list[Annotated[_Swap | _Amount | _Move | _Copy | _Remove, Field(discriminator="op")]])


def minutes_by_weekday(value: Any) -> object:
    return _MINUTES.validate_python(value)


def fixed_days(value: Any) -> object:
    return _FIXED.validate_python(value)


def medical_flags(value: Any) -> object:
    return _FLAGS.validate_python(value)


def steps(value: Any) -> object:
    return _STEPS.validate_python(value)


def alternate(value: Any) -> object:
    return _ALTERNATE.validate_python(value)


def request(value: Any) -> object:
    return load_request(value)


def response(value: Any) -> object:
    """The contract's, and the keys that a stored plan has."""
    return load_response(value), _PLAN.validate_python(value)


def edits(value: Any) -> object:
    return _EDITS.validate_python(value)


def mail_kinds(value: Any) -> object:
    return _MAIL_KINDS.validate_python(value)


def changed_days(value: Any) -> object:
    return _CHANGED_DAYS.validate_python(value)


def told(value: Any) -> object:
    """As `plans.exports.told` has it."""
    return _TOLD.validate_python(value)
