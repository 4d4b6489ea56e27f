"""What hearts do: the bounds of a heart rate, and what three of them say of each other."""

from collections.abc import Mapping
from typing import Final

from athletes.choices import MeasurementKind

BOUNDS: Final = {
    MeasurementKind.MAX_HR: (100, 230, "A highest heart rate"),
    MeasurementKind.THRESHOLD_HR: (80, 220, "A threshold heart rate"),
    MeasurementKind.RESTING_HR: (25, 120, "A resting heart rate"),
}
Known = Mapping[MeasurementKind, int | None]


def out_of_bounds(kind: MeasurementKind, bpm: int | None) -> str:
    """What is wrong with it; empty where it can be."""
    low, high, named = BOUNDS[kind]
    return "" if bpm is None or low <= bpm <= high else f"{named} lies between {low} and {high}."


def out_of_order(kind: MeasurementKind, known: Known) -> str:
    """Resting, threshold, highest: each below the next. What `kind` says against the others; empty where nothing."""
    resting, threshold, highest = (
        known.get(one) for one in (MeasurementKind.RESTING_HR, MeasurementKind.THRESHOLD_HR, MeasurementKind.MAX_HR)
    )
    grounds: tuple[tuple[set[MeasurementKind], int | None, int | None, str], ...] = (
        (
            {MeasurementKind.RESTING_HR, MeasurementKind.THRESHOLD_HR},
            resting,
            threshold,
            "The resting heart rate, {low}, lies below the threshold, {high}. Look at both numbers.",
        ),
        (
            {MeasurementKind.THRESHOLD_HR, MeasurementKind.MAX_HR},
            threshold,
            highest,
            "The threshold, {low}, lies below the highest heart rate, {high}. Look at both numbers.",
        ),
        (
            {MeasurementKind.RESTING_HR, MeasurementKind.MAX_HR},
            resting,
            highest,
            "The resting heart rate, {low}, lies below the highest, {high}. Look at both numbers.",
        ),
    )
    for concerned, low, high, said in grounds:
        if kind in concerned and low is not None and high is not None and low >= high:
            return said.format(low=low, high=high)
    return ""
