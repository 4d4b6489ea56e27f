"""`@record`: a frozen dataclass as the type checker sees it, and a cheap one to make at run time.

A dataclass that is frozen at run time sets each field through `object.__setattr__`, which makes it three times as dear; a
plan is made of some thousand of them. mypy refuses to set a field of a record all the same.
"""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Fields by keyword, in slots; compared and hashed by value."""
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)
