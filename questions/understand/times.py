"""Finish times in prose: results, and what somebody hopes for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from questions.understand.numbers import quoted

FASTEST_S_PER_KM: Final = 130
SLOWEST_S_PER_KM: Final = 900
_CLOCK: Final = re.compile(r"(?<![\d:./])(\d{1,2})[:h](\d{2})(?:[:m](\d{2})s?)?(?![\d:])")
_LONG: Final = re.compile(r"\b(\d{1,2})\s*(?:hours?|hrs?|h)(?:\s*(?:and\s+)?(\d{1,2})\s*(?:minutes?|mins?|m)\b)?", re.IGNORECASE)  # fmt: skip
_SUB: Final = re.compile(r"\b(?:sub|under|below|break(?:ing)?)[\s-]*(\d{1,2})(?:[:h](\d{2}))?(?![\d:])(?!\s*(?:min|days|weeks|miles|km|k\b|mi\b|%))", re.IGNORECASE)  # fmt: skip
_NO_FINISH: Final = re.compile(
    r"^\s*(?:a\.?m\b|p\.?m\b|o.clock|/|per\b|a (?:mile|km|k)\b|min|pace|mi\b|miles?\b|km\b|k\b|easy|am\b)",
    re.IGNORECASE,
)
_CLOCK_TIME: Final = re.compile(r"\b(?:at|by|until|from|before|after)\s*$", re.IGNORECASE)
_HOPED: Final = re.compile(
    r"\b(?:sub|under|below|break(?:ing)?|goal|hop(?:e|ing)|aim(?:ing)?|target|want|would like|try(?:ing)?|shoot(?:ing)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """`parts` as they stand between the colons; `is_goal` where the words hope for it."""

    parts: tuple[int, ...]
    words: str
    is_goal: bool


def finish_times(text: str) -> Iterator[FoundTime]:
    """In the order in which the ways of writing are known; each stretch of text gives one time."""
    taken: list[tuple[int, int]] = []
    for pattern in (_SUB, _CLOCK, _LONG):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if _is_other(pattern, match):
                continue
            taken.append(match.span())
            parts = tuple(int(part) for part in match.groups() if part is not None)
            whole = parts if len(parts) > 1 or pattern is _CLOCK else (*parts, 0)
            is_goal = pattern is _SUB or bool(_HOPED.search(text[max(0, match.start() - 40) : match.start()]))
            yield FoundTime(parts=whole, words=quoted(text, match.start(), match.end()), is_goal=is_goal)


def seconds_of(parts: tuple[int, ...], distance_m: float) -> float | None:
    """The one reading of it that somebody runs this distance in; None where no reading, or more than one, is."""
    readings = [parts[0] * 3600.0 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)]  # noqa: PLR2004 -- h:mm:ss
    if len(parts) == 2:  # noqa: PLR2004 -- h:mm or mm:ss
        readings.append(parts[0] * 60.0 + parts[1])
    able = [one for one in readings if FASTEST_S_PER_KM <= one / distance_m * 1000 <= SLOWEST_S_PER_KM]
    return able[0] if len(able) == 1 else None


def _is_other(pattern: "re.Pattern[str]", match: "re.Match[str]") -> bool:
    """A time of day, a pace, a length of training."""
    text = match.string
    if any(int(part) > 59 for part in match.groups()[1:] if part):  # noqa: PLR2004 -- minutes and seconds
        return True
    if _NO_FINISH.search(text[match.end() : match.end() + 12]):
        return True
    before = text[max(0, match.start() - 10) : match.start()]
    return pattern is not _SUB and bool(_CLOCK_TIME.search(before))
