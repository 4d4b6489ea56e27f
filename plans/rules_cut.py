"""The rules' own cut of an answer, whatever the coach made of it."""

from typing import Any, Final, NamedTuple

from plans.coach_rules import policy_of

LOW: Final = 0.20
HIGH: Final = 0.40
MIDDLE: Final = 0.30
STEP_PERCENT: Final = 0.5


class Band(NamedTuple):
    """Between these a cut needs no reason."""

    low: float
    high: float

    @property
    def in_words(self) -> str:
        """ "20–40%" """
        return f"{100 * self.low:.3g}–{100 * self.high:.3g}%"


USUAL: Final = Band(LOW, HIGH)


def band_of(request: dict[str, Any]) -> Band:
    """The band of the rules that this request is answered by."""
    cut = policy_of(request).cut
    return Band(cut.low, cut.high) if cut.low < cut.high else USUAL


def rules_cut(response: dict[str, Any], band: Band = USUAL) -> float:
    """The sum of the factors without the coach's, within the band; the middle where there is no answer yet."""
    cut = response.get("cut")
    if not cut:
        return min(band.high, max(band.low, MIDDLE))
    if any(factor["name"] == "returning" for factor in cut["factors"]):
        return 0.0
    total: float = sum(factor["adjustment"] for factor in cut["factors"] if factor["name"] != "coach")
    return min(band.high, max(band.low, round(total, 6)))


def percent_of(cut: float, band: Band = USUAL) -> float:
    """As the slider shows it: half percents between its ends."""
    return min(100 * band.high, max(100 * band.low, round(100 * cut / STEP_PERCENT) * STEP_PERCENT))
