"""Heart-rate numbers: planning.md 6.4. Beats a minute; nothing is rounded."""

from dataclasses import dataclass

from plans.engine.policy import DEFAULT_POLICY, Policy


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


def zones(lthr_bpm: float, *, policy: Policy = DEFAULT_POLICY) -> tuple[Zone, ...]:
    """Friel's run zones, slowest first."""
    edges = policy.zones.heart_rate
    floors = [None if share is None else share * lthr_bpm for _, share in edges]
    ceilings = [*floors[1:], None]
    names = [name for name, _ in edges]
    return tuple(
        Zone(name=name, low_bpm=low, high_bpm=high) for name, low, high in zip(names, floors, ceilings, strict=True)
    )
