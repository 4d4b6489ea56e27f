"""One model's part of an export: which rows, which fields, and how a value is written and read again."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Field, Model, QuerySet

from athletes.models import Athlete, User

Json = dict[str, Any]
Shape = Callable[[Any], object]


class NotReadable(Exception):
    """A value that no export of ours holds. The text says what is wrong with it, for whoever brings the file."""


@dataclass(slots=True, kw_only=True)
class Bringing:
    """What is known while rows come in: the moment, the new account, and each section's rows in order."""

    at: datetime
    user: User
    athlete: Athlete | None = None
    rows: dict[str, list[Model]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Every field of the model stands in exactly one of `fields`, `links`, `later`, `by`, `owner` and `left_out`.

    `links` name a row of an earlier section, `later` one of a later section, both by its number there. `by` is a user:
    written as "you" or null, because nobody else's name is theirs to take away. `owner` is the person, and not written.
    `shapes` check what is stored as JSON. `adapt` changes a written record, `complete` a row before it is stored.
    """

    name: str
    model: type[Model]
    rows: Callable[[User], QuerySet[Any]]
    fields: str
    links: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    owner: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    adapt: Callable[[Any, Json, User], Json] = lambda _row, record, _user: record
    complete: Callable[[Any, Bringing], None] = lambda _row, _bringing: None

    def field_of(self, name: str) -> "Field[Any, Any]":
        return next(column for column in self.model._meta.concrete_fields if column.name == name)


def written(value: Any) -> Any:
    """As JSON has it: moments in UTC, dates, hours and identifiers as text, a span of days by its first day and the day after."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, DateRange):
        return {"first": written(value.lower), "end": written(value.upper)}
    return value


# What JSON must hold for a kind of column. True is no number here, though Python says so.
KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "BooleanField": (bool,),
    "CharField": (str,),
    "DateField": (str,),
    "DateTimeField": (str,),
    "EmailField": (str,),
    "FloatField": (int, float),
    "PositiveIntegerField": (int,),
    "PositiveSmallIntegerField": (int,),
    "SmallIntegerField": (int,),
    "TextField": (str,),
    "TimeField": (str,),
    "URLField": (str,),
    "UUIDField": (str,),
}


def read(column: "Field[Any, Any]", value: Any, *, shape: Shape | None = None) -> Any:
    """The value for this column, held to its kind, length, choices and validators. Raises NotReadable."""
    if value is None:
        if not column.null:
            raise NotReadable(f"{column.name} is missing")
        return None
    kind = column.get_internal_type()
    if kind == "JSONField":
        return _shaped(column.name, value, shape)
    if kind == "DateRangeField":
        return _span(column.name, value)
    allowed = KINDS[kind]
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        raise NotReadable(f"{column.name} is of the wrong kind")
    try:
        made = column.to_python(value)
        column.run_validators(made)
    except (ValidationError, ValueError, OverflowError) as error:
        raise NotReadable(f"{column.name} cannot be read") from error
    _hold_to_column(column, made)
    return made


def check_text(document: Any) -> None:
    """What no column takes, at any depth: the NUL sign, half a character, a number without end. Raises NotReadable."""
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting += [*node.keys(), *node.values()]
        elif isinstance(node, list):
            waiting += node
        elif isinstance(node, str) and ("\0" in node or any("\ud800" <= sign <= "\udfff" for sign in node)):
            raise NotReadable("a text holds a sign that cannot be stored")
        elif isinstance(node, float) and not math.isfinite(node):
            raise NotReadable("a number is too large")


def _hold_to_column(column: "Field[Any, Any]", value: Any) -> None:
    if column.choices and value not in {*dict(column.flatchoices), *([""] if column.blank else [])}:
        raise NotReadable(f"{column.name} is none of its choices")
    if column.max_length and isinstance(value, str) and len(value) > column.max_length:
        raise NotReadable(f"{column.name} is too long")
    if isinstance(value, datetime) and value.tzinfo is None:
        raise NotReadable(f"{column.name} has no time zone")


def _shaped(name: str, value: Any, shape: Shape | None) -> Any:
    if shape is None:
        raise NotReadable(f"{name} is of a kind that cannot be brought in")
    try:
        shape(value)
    except Exception as error:  # pydantic, the engine's contract and our own checks each have their own
        raise NotReadable(f"{name} is not of its shape") from error
    return value


def _span(name: str, value: Any) -> DateRange:
    try:
        first, end = date.fromisoformat(value["first"]), date.fromisoformat(value["end"])
    except (KeyError, TypeError, ValueError) as error:
        raise NotReadable(f"{name} is no span of days") from error
    if end <= first:
        raise NotReadable(f"{name} ends before it begins")
    return DateRange(first, end)
