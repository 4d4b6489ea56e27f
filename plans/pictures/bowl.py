"""The bowl: did I get the soup? One segment for each fundamental, filled when it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, pi, sin
from typing import Final, Literal

from plans.pictures.glyphs import GLYPHS

SegmentState = Literal["kept", "next", "open"]

CENTRE_X: Final = 170.0
CENTRE_Y: Final = 28.0
OUTER: Final = 158.0
INNER: Final = 98.0
GAP: Final = 4.4  # between neighbours, the same at the rim and inside
GLYPH: Final = 16 * 1.375


@dataclass(frozen=True, slots=True, kw_only=True)
class BowlSegment:
    ingredient: str
    label: str
    detail: str
    state: SegmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSegment:
    ingredient: str
    label: str
    detail: str
    state: SegmentState
    path: str
    glyph: str
    glyph_x: float
    glyph_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bowl:
    segments: tuple[DrawnSegment, ...]
    kept: int
    total: int
    is_steaming: bool
    summary: str


def bowl(segments: Sequence[BowlSegment]) -> Bowl:
    """A half ring from left to right in the order given. It steams when at most one fundamental is left."""
    kept = sum(segment.state == "kept" for segment in segments)
    left = [segment.label for segment in segments if segment.state != "kept"]
    return Bowl(
        segments=tuple(_draw(segment, at=at, of=len(segments)) for at, segment in enumerate(segments)),
        kept=kept,
        total=len(segments),
        is_steaming=bool(segments) and len(left) <= 1,
        summary=_summary(kept, left, of=len(segments)),
    )


def _summary(kept: int, left: list[str], *, of: int) -> str:
    head = f"{kept} of {of} kept"
    return f"{head}, left: {', '.join(left)}" if left else head


def _draw(segment: BowlSegment, *, at: int, of: int) -> DrawnSegment:
    start, end = pi * (1 - at / of), pi * (1 - (at + 1) / of)
    x, y = _point((OUTER + INNER) / 2, (start + end) / 2)
    return DrawnSegment(
        ingredient=segment.ingredient,
        label=segment.label,
        detail=segment.detail,
        state=segment.state,
        path=_ring(start, end),
        glyph=GLYPHS.get(segment.ingredient, GLYPHS["easy"]),
        glyph_x=round(x - GLYPH / 2, 1),
        glyph_y=round(y - GLYPH / 2, 1),
    )


def _ring(start: float, end: float) -> str:
    outer, inner = asin(GAP / 2 / OUTER), asin(GAP / 2 / INNER)
    corners = (
        _point(OUTER, start - outer),
        _point(OUTER, end + outer),
        _point(INNER, end + inner),
        _point(INNER, start - inner),
    )
    a, b, c, d = (f"{x:.1f} {y:.1f}" for x, y in corners)
    return f"M{a}A{OUTER:g} {OUTER:g} 0 0 0 {b}L{c}A{INNER:g} {INNER:g} 0 0 1 {d}z"


def _point(radius: float, angle: float) -> tuple[float, float]:
    return CENTRE_X + radius * cos(angle), CENTRE_Y + radius * sin(angle)
