"""Planned and done, one row a week, and the same season as small as a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SPARK_STEP: Final = 8
SPARK_HEIGHT: Final = 24
SPARK_MARK: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeBar:
    """Lengths as percent of the row; `done` is None for a week that has not begun."""

    planned: float
    done: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkBar:
    phase: str
    is_now: bool
    is_ahead: bool
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    bars: tuple[SparkBar, ...]
    width: int
    height: int
    ground: int


def volume_bars(weeks: Sequence[tuple[float, float | None]]) -> tuple[VolumeBar, ...]:
    """(planned, done) metres of each week on one scale, so that rows can be compared."""
    top = max([1.0, *(max(planned, done or 0.0) for planned, done in weeks)])
    return tuple(
        VolumeBar(planned=_share(planned, top), done=None if done is None else _share(done, top))
        for planned, done in weeks
    )


def sparkline(weeks: Sequence[tuple[str, float]], *, now: int | None = None) -> Sparkline:
    """(phase, metres) of each week; `now` is the index of the present one, weeks after it are pale."""
    ground = SPARK_HEIGHT - SPARK_MARK
    top = max([1.0, *(distance_m for _, distance_m in weeks)])
    return Sparkline(
        bars=tuple(
            _spark_bar(phase, ground * distance_m / top, at=at, now=now) for at, (phase, distance_m) in enumerate(weeks)
        ),
        width=SPARK_STEP * len(weeks),
        height=SPARK_HEIGHT,
        ground=ground,
    )


def _spark_bar(phase: str, height: float, *, at: int, now: int | None) -> SparkBar:
    tall = round(max(1.0, height), 1)
    return SparkBar(
        phase=phase,
        is_now=at == now,
        is_ahead=now is not None and at > now,
        x=SPARK_STEP * at,
        y=round(SPARK_HEIGHT - SPARK_MARK - tall, 1),
        height=tall,
    )


def _share(distance_m: float, top: float) -> float:
    return round(100 * distance_m / top, 2)
