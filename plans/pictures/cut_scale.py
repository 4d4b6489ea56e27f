"""The scale under the builder's slider: how far it is filled, and where the rules' own value stands."""

from dataclasses import dataclass
from typing import Final

LOW: Final = 0.20
HIGH: Final = 0.40
CROWDED_PERCENT: Final = 16.0  # nearer to an end than this, the mark's word would stand on the end's figure


@dataclass(frozen=True, slots=True, kw_only=True)
class CutScale:
    """Positions in percent of the track; `rules_at` is None where the rules gave no value."""

    filled: float
    rules_at: float | None
    is_rules_named: bool


def cut_scale(cut: float, *, rules: float | None = None, low: float = LOW, high: float = HIGH) -> CutScale:
    at = None if rules is None else _position(rules, low, high)
    return CutScale(
        filled=_position(cut, low, high),
        rules_at=at,
        is_rules_named=at is not None and CROWDED_PERCENT <= at <= 100 - CROWDED_PERCENT,
    )


def _position(cut: float, low: float, high: float) -> float:
    return round(100 * min(1.0, max(0.0, (cut - low) / (high - low))), 1)
