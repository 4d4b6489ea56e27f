"""The weeks of a draft as a table: seven days each, every session a short word with its amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from plans.engine.request import WEEKDAYS
from plans.words import wording

Json = dict[str, Any]

DAY_NAMES: Final = {day: day.capitalize() for day in WEEKDAYS}
FAST_WORDS: Final = {
    "F01": "fartlek", "F02": "ladder", "F03": "fartlek", "F04": "fartlek", "F05": "cruise", "F06": "cruise",
    "F07": "tempo", "F08": "tempo", "F09": "over-under", "F10": "intervals", "F11": "800s", "F12": "30-30s",
    "F13": "200s", "F14": "hills", "F15": "hills", "F16": "hills", "F17": "progress", "F18": "finish",
    "F20": "alternate", "F21": "mixed", "F22": "cross", "F23": "parkrun", "F24": "test", "T01": "treadmill",
    "T02": "treadmill", "T03": "treadmill", "W02": "stairs",
}  # fmt: skip
WORDS: Final = {"E02": "jog", "R02": "walk", "G05": "single set", "G06": "core", "M03": "stretch"}
SHORT: Final = {"plyometric": "plyo", "minimalist": "barefoot", "cross": "cross-train"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    href: str
    day: str
    ingredient: str
    amount: str
    word: str
    text: str
    is_edited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`day` is blank outside a short week: nothing can be put there."""

    day: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWeek:
    """`cells` are the seven days in the athlete's order."""

    index: int
    start: str
    phase: str
    kind: str
    dates: str
    total: str
    share: str
    reason: str
    cells: tuple[Cell, ...]


def day_names(week_start: str) -> list[str]:
    first = WEEKDAYS.index("sun" if week_start == "sun" else "mon")
    return [DAY_NAMES[day] for day in (*WEEKDAYS[first:], *WEEKDAYS[:first])]


def grid(response: Json, *, unit: str, week_start: str, base: str) -> tuple[GridWeek, ...]:
    """`base` is the address under which a session's key opens its page."""
    return tuple(_week(week, unit=unit, week_start=week_start, base=base) for week in response["weeks"])


def running_s(sessions: Iterable[Json]) -> float:
    return float(sum(session["duration_s"] for session in sessions if session["distance_m"]))


def short_amount(distance_m: float, duration_s: float, unit: str) -> str:
    """Without its unit, which stands above the table; minutes for who plans in minutes."""
    if not distance_m:
        return ""
    return str(round(duration_s / 60)) if unit == "min" else wording.distance_number(distance_m, unit)


def session_word(session: Json) -> str:
    code, ingredient = session["code"], session["ingredient"]
    if ingredient == "fast":
        return FAST_WORDS.get(code, "fast")
    return str(WORDS.get(code) or SHORT.get(ingredient, ingredient))


def _week(week: Json, *, unit: str, week_start: str, base: str) -> GridWeek:
    start, end = date.fromisoformat(week["start"]), date.fromisoformat(week["end"])
    first = start - timedelta(days=(start.weekday() + (week_start == "sun")) % 7)
    days = [(first + timedelta(days=n)).isoformat() for n in range(7)]
    chips = {day: tuple(_chips(week["sessions"], day, unit=unit, base=base)) for day in days}
    return GridWeek(
        index=week["index"],
        start=week["start"],
        phase=week["phase"],
        kind=week["kind"],
        dates=wording.day_range(start, end),
        total=short_amount(week["distance_m"], running_s(week["sessions"]), unit) or "0",
        share=wording.share(round(week["baseline_share"], 2)),
        reason=week["reason"],
        cells=tuple(Cell(day=day if week["start"] <= day <= week["end"] else "", chips=chips[day]) for day in days),
    )


def _chips(sessions: Iterable[Json], day: str, *, unit: str, base: str) -> Iterable[Chip]:
    for session in sessions:
        if session["date"] == day:
            yield Chip(
                href=f"{base}{session['key']}/",
                day=day,
                ingredient=session["ingredient"],
                amount=short_amount(session["distance_m"], session["duration_s"], unit),
                word=session_word(session),
                text=session_text(session, unit),
                is_edited=bool(session.get("edited")),
            )


def session_text(session: Json, unit: str) -> str:
    """ "Cruise fives, 8.5 km, Wed 16 Dec" """
    amount = wording.amount(session["distance_m"], session["duration_s"], unit)
    day = wording.short_day(date.fromisoformat(session["date"]))
    return ", ".join(part for part in (session["title"], amount, day) if part)
