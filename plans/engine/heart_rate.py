"""Heart-rate numbers: planning.md 6.4. Beats a minute; nothing is rounded."""

from dataclasses import dataclass

from plans.engine.policy import DEFAULT_POLICY, Policy

# Friel's run zones: each begins at this share of LTHR, the first has no floor and the last no ceiling.
ZONE_EDGES = (("1", None), ("2", 0.85), ("3", 0.90), ("4", 0.95), ("5a", 1.00), ("5b", 1.03), ("5c", 1.06))


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    name: str
    low_bpm: float | None
    high_bpm: float | None


def estimated_max_hr(age: float) -> float:
    """Tanaka 2001; off by 7-11 beats or more for one person, so a measured value is always better."""
    return 208 - 0.7 * age


def karvonen(*, share: float, resting_hr_bpm: float, max_hr_bpm: float) -> float:
    return resting_hr_bpm + share * (max_hr_bpm - resting_hr_bpm)


def easy_cap(max_hr_bpm: float, *, policy: Policy = DEFAULT_POLICY) -> tuple[float, float]:
    """The band an easy aerobic run stays in: its upper edge is a ceiling, no target."""
    low, high = policy.week.hr_cap
    return (low * max_hr_bpm, high * max_hr_bpm)


def zones(lthr_bpm: float) -> tuple[Zone, ...]:
    floors = [None if share is None else share * lthr_bpm for _, share in ZONE_EDGES]
    ceilings = [*floors[1:], None]
    names = [name for name, _ in ZONE_EDGES]
    return tuple(
        Zone(name=name, low_bpm=low, high_bpm=high) for name, low, high in zip(names, floors, ceilings, strict=True)
    )
