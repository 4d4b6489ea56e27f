"""One run against the longest of the last 30 days: planning.md 4.1 (Frandsen 2025) and INV-14. Metres."""

from typing import Literal

from plans.engine.policy import DEFAULT_POLICY, Policy

Band = Literal["reference", "small", "moderate", "large"]

DUST = 1e-9


def longest_allowed_m(longest_30d_m: float, *, policy: Policy = DEFAULT_POLICY) -> float:
    rules = policy.long_run
    return max(rules.spike * longest_30d_m, longest_30d_m + rules.spike_allowance_m)


def is_allowed(distance_m: float, longest_30d_m: float, *, policy: Policy = DEFAULT_POLICY) -> bool:
    return distance_m <= longest_allowed_m(longest_30d_m, policy=policy) + DUST


def spike_ratio(distance_m: float, longest_30d_m: float) -> float | None:
    """None when nothing was run in the last 30 days."""
    return distance_m / longest_30d_m if longest_30d_m else None


def bands(policy: Policy = DEFAULT_POLICY) -> tuple[tuple[float, Band], ...]:
    """Up to so many times the longest; more than the last is a large spike."""
    rules = policy.long_run
    return (rules.spike, "reference"), (rules.spike_small, "small"), (rules.spike_moderate, "moderate")


def spike_band(distance_m: float, longest_30d_m: float) -> Band:
    """The injury study's class; any run after 30 days of none is large."""
    return next((band for limit, band in bands() if distance_m <= limit * longest_30d_m + DUST), "large")
