"""What a field of the policy is made of: a value with its unit, section, evidence tag and source."""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

T = TypeVar("T")

Tag = Literal["V", "C", "M", "D", "S"]
"""Evidence, as in planning.md 0.1: read in its source, computed, from memory, our decision, said by the coach."""

Level = Literal["beginner", "intermediate", "advanced"]

KM = 1000.0
MILE_M = 1609.344
HALF_M = 21_097.5
MARATHON_M = 42_195.0
FIFTY_KM_M = 50_000.0
FIFTY_MILES_M = 50 * MILE_M
HUNDRED_MILES_M = 100 * MILE_M
MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a number comes from. `section` is planning.md's, `unit` that of the value (1 for a share)."""

    unit: str
    section: str
    tag: Tag
    source: str


@dataclass(frozen=True, slots=True)
class ByLevel(Generic[T]):
    """One value for each ability level."""

    beginner: T
    intermediate: T
    advanced: T

    def __getitem__(self, level: Level) -> T:
        value: T = getattr(self, level)
        return value


@dataclass(frozen=True, slots=True)
class ByUnit(Generic[T]):
    """One value for runners who count in kilometres or minutes, one for miles."""

    km: T
    mi: T


def rule(default: T, unit: str, section: str, tag: Tag, source: str = "") -> T:
    """A field of a policy: its default with the evidence for it."""
    return field(default=default, metadata={"evidence": Evidence(unit, section, tag, source)})
