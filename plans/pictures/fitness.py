"""What stopping does, beside what the plan does: one scale, 100% is before the race.

Lengths are percent of the plot, ready to be attributes of an SVG without viewBox, as in `season_strip`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DAYS_IN_WEEK: Final = 7
TOP: Final = 1.12  # room for the words above the line
BAR_SHARE: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBar:
    """A week of the plan: `share` of the usual week, whether a fast workout is in it, days since the race."""

    share: float
    has_fast: bool
    first_day: int
    days: int
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnShare:
    phase: str
    has_fast: bool
    x: float
    middle: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where somebody who stopped would stand: `label` is the loss."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of the line from one measured point to the next."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessPicture:
    bars: tuple[DrawnShare, ...]
    points: tuple[Point, ...]
    line: tuple[Stretch, ...]
    usual_y: float
    band_y: float
    band_height: float
    weeks: tuple[tuple[float, int], ...]


def fitness_picture(
    bars: Sequence[ShareBar], *, stopping: Sequence[tuple[int, float]], held: tuple[float, float]
) -> FitnessPicture:
    """`stopping`: (days, share lost), measured; `held`: the shares of volume with which fitness held."""
    last = max([stopping[-1][0], *(bar.first_day + bar.days for bar in bars)])
    low, high = held
    points = tuple(
        Point(x=_percent(day / last), y=_height(1 - lost), label=f"−{round(100 * lost)}%") for day, lost in stopping
    )
    starts = ((0.0, _height(1.0)), *((point.x, point.y) for point in points))
    return FitnessPicture(
        bars=tuple(_draw(bar, last) for bar in bars),
        points=points,
        line=tuple(
            Stretch(x1=x1, y1=y1, x2=point.x, y2=point.y) for (x1, y1), point in zip(starts, points, strict=False)
        ),
        usual_y=_height(1.0),
        band_y=_height(high),
        band_height=round(_height(low) - _height(high), 2),
        weeks=tuple((_percent(4 * n * DAYS_IN_WEEK / last), 4 * n) for n in range(1, last // (4 * DAYS_IN_WEEK) + 1)),
    )


def _draw(bar: ShareBar, last: int) -> DrawnShare:
    column = bar.days / last
    x = bar.first_day / last
    return DrawnShare(
        phase=bar.phase,
        has_fast=bar.has_fast,
        x=_percent(x + column * (1 - BAR_SHARE) / 2),
        middle=_percent(x + column / 2),
        width=_percent(column * BAR_SHARE),
        y=_height(bar.share),
        height=round(100 - _height(bar.share), 2),
    )


def _height(share: float) -> float:
    """From the top, of a plot that holds a little more than the usual week."""
    return round(100 - 100 * min(share, TOP) / TOP, 2)


def _percent(value: float) -> float:
    return round(100 * value, 2)
