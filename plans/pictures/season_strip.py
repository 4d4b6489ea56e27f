"""The season strip: one bar a week from race to race, height is volume, colour is phase, today marked.

Lengths are percent of the plot, ready to be attributes of an SVG without viewBox: the picture fits any width
and its text never stretches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, Literal

BarState = Literal["done", "now", "ahead", "unknown"]

HEADROOM: Final = 1.08  # the tallest bar leaves room for its figure
UNKNOWN_TICK: Final = 5.0  # percent: a week that we know of, a volume that we do not
FIRST_PIXELS: Final = 2.5  # percent: the smallest planned week still shows
BAR_SHARE: Final = 0.84  # of its week's column; the rest is the gap
CROWDED_WEEKS: Final = 30  # figures on more bars than this would touch
NAMED_SHARE: Final = 7.0  # percent of the width that a phase's name needs under the bars
DATED_SHARE: Final = 16.0  # and its first day as well
PILL: Final = 46  # pixels: the width of the word "Today" and its ground
NARROW: Final = 328  # pixels: the plot on a small phone, where the pill covers the most weeks
PILL_EDGE: Final = 8.0  # percent: nearer to an end than this, the pill leans inwards
PHASE_NAMES: Final = {
    "recovery": "Recovery",
    "maintenance": "Maintenance",
    "base": "Base",
    "rebuild": "Rebuild",
    "spring": "Spring plan",
    "race": "Race week",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StripBar:
    """One week. `label` stands on the bar ("30.5"), `text` says it all ("Week 5, 30 Nov – 6 Dec, …: 30.5 mi")."""

    label: str
    phase: str
    distance_m: float
    state: BarState
    done_share: float = 0.0
    href: str = ""
    text: str = ""
    start: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    label: str
    phase: str
    state: BarState
    href: str
    text: str
    x: float
    width: float
    middle: float
    y: float
    height: float
    done_y: float
    done_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPhase:
    """Neighbouring weeks of one phase, as a stretch of the axis and as a line of the legend."""

    kind: str
    name: str
    weeks: int
    start: date | None
    x: float
    width: float
    is_dated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonStrip:
    bars: tuple[DrawnBar, ...]
    phases: tuple[StripPhase, ...]
    baseline_y: float | None
    baseline_text: str
    fall_name: str
    fall_date: date
    a_name: str
    a_date: date
    now: DrawnBar | None
    pill_x: int  # pixels from the middle of the present week
    pill_y: float  # percent: the highest bar that the pill would cover
    is_crowded: bool
    is_tight: bool


def season_strip(
    bars: Sequence[StripBar],
    *,
    baseline_m: float | None,
    fall_name: str,
    fall_date: date,
    a_name: str,
    a_date: date,
    today: date | None = None,
    baseline_text: str = "",
) -> SeasonStrip:
    """Lay the weeks out between the two races. Without `today` no bar carries the word."""
    top = HEADROOM * max([1.0, baseline_m or 0.0, *(bar.distance_m for bar in bars)])
    drawn = tuple(_draw(bar, at=at, of=len(bars), top=top) for at, bar in enumerate(bars))
    phases = _phases(bars)
    now = next((bar for bar in drawn if bar.state == "now"), None) if today else None
    return SeasonStrip(
        bars=drawn,
        phases=phases,
        baseline_y=_percent(100 - 100 * baseline_m / top) if baseline_m else None,
        baseline_text=baseline_text,
        fall_name=fall_name,
        fall_date=fall_date,
        a_name=a_name,
        a_date=a_date,
        now=now,
        pill_x=_pill_x(now.middle) if now else 0,
        pill_y=_pill_y(drawn, now) if now else 0.0,
        is_crowded=len(bars) > CROWDED_WEEKS,
        is_tight=any(phase.width < NAMED_SHARE for phase in phases),
    )


def _draw(bar: StripBar, *, at: int, of: int, top: float) -> DrawnBar:
    column = 100 / of
    width = column * BAR_SHARE
    height = UNKNOWN_TICK if bar.state == "unknown" else max(FIRST_PIXELS, 100 * bar.distance_m / top)
    done = height * min(1.0, max(0.0, bar.done_share))
    return DrawnBar(
        label=bar.label,
        phase=bar.phase,
        state=bar.state,
        href=bar.href,
        text=bar.text,
        x=_percent(column * at + (column - width) / 2),
        width=_percent(width),
        middle=_percent(column * (at + 0.5)),
        y=_percent(100 - height),
        height=_percent(height),
        done_y=_percent(100 - done),
        done_height=_percent(done),
    )


def _pill_x(middle: float) -> int:
    if PILL_EDGE <= middle <= 100 - PILL_EDGE:
        return -PILL // 2
    lean = PILL // 6
    return -lean if middle < PILL_EDGE else lean - PILL


def _pill_y(bars: Sequence[DrawnBar], now: DrawnBar) -> float:
    """The word clears its neighbours too: in the first weeks they stand higher than the present one."""
    left = now.middle + 100 * _pill_x(now.middle) / NARROW
    right = left + 100 * PILL / NARROW
    return min(bar.y for bar in bars if bar is now or (bar.x < right and bar.x + bar.width > left))


def _phases(bars: Sequence[StripBar]) -> tuple[StripPhase, ...]:
    stretches = [list(group) for _, group in groupby(enumerate(bars), key=lambda numbered: numbered[1].phase)]
    return tuple(_phase(stretch, of=len(bars)) for stretch in stretches)


def _phase(stretch: list[tuple[int, StripBar]], *, of: int) -> StripPhase:
    at, first = stretch[0]
    column = 100 / of
    gap = column * (1 - BAR_SHARE)
    share = column * len(stretch)
    return StripPhase(
        kind=first.phase,
        name=PHASE_NAMES.get(first.phase, first.phase.capitalize()),
        weeks=len(stretch),
        start=first.start,
        x=_percent(column * at + gap / 2),
        width=_percent(share - gap),
        is_dated=first.start is not None and share >= DATED_SHARE,
    )


def _percent(value: float) -> float:
    return round(value, 2)
