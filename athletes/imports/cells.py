"""What stands in a cell, and what it means: days, distances, results. A problem says what to write instead."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

METRES: Final = {"km": 1000.0, "mi": 1609.344}
UNITS: Final = {
    "km": "km", "kms": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "k": "km",
    "mi": "mi", "mile": "mi", "miles": "mi", "mls": "mi", "m": "", "min": "min", "minutes": "min",
}  # fmt: skip
RACES: Final = {
    "marathon": 42_195.0, "full": 42_195.0, "full marathon": 42_195.0, "half": 21_097.5, "half marathon": 21_097.5,
    "halfmarathon": 21_097.5, "hm": 21_097.5, "mile": 1609.344,
}  # fmt: skip
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBER: Final = re.compile(r"(\d+(?:[.,]\d+)*)\s*([a-z]*)\.?")
CLOCK: Final = re.compile(r"(?:(\d{1,3}):([0-5]?\d)|(\d{1,3})):([0-5]\d)(?:[.,]\d+)?")
EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Problem(Exception):
    """A cell that cannot be read; the message says what to write."""


def text(said: str, *, most: int) -> str:
    """A word as it stands. What a spreadsheet would compute is refused: it is no name."""
    if said.startswith(FORMULA):
        raise Problem(f"begins with “{said[0]}”, as a formula does. Write it as plain text")
    plain = unescaped(said)
    if len(plain) > most:
        raise Problem(f"has more than {most} characters. Shorten it")
    return plain


def escaped(said: str) -> str:
    """For a file that a spreadsheet opens: what it would compute gets an apostrophe in front. See also `unescaped`."""
    return f"'{said}" if said.lstrip("'").startswith(FORMULA) else said


def unescaped(said: str) -> str:
    return said[1:] if said.startswith("'") and said.lstrip("'").startswith(FORMULA) else said


def number(said: str) -> float:
    """48, 48.5, 48,5 and 1.234,5; a lone comma is a decimal one."""
    found = NUMBER.fullmatch(said.strip().lower())
    if not found or found[2]:
        raise Problem(f"“{said}” is not a number. Write it as 48 or 48.5")
    return _value(found[1])


def distance(said: str, *, unit: str) -> float:
    """Metres of "48", "48,5 km", "30 mi"; a unit beside the number wins over that of the column."""
    found = NUMBER.fullmatch(said.strip().lower())
    named = UNITS.get(found[2]) if found else None
    if not found or (found[2] and named not in METRES):
        raise Problem(f"“{said}” is not a distance. Write it as 48, 48.5 km or 30 mi")
    # To the centimetre: 130.984 km are 130984 m, not a hair more.
    return round(_value(found[1]) * METRES[named if found[2] and named else unit], 2)


def race_distance(said: str, *, unit: str) -> float:
    """A name such as half marathon, 10k, or a distance."""
    known = RACES.get(re.sub(r"[\s-]+", " ", said.strip().lower()))
    return distance(said, unit=unit) if known is None else known


def whole(said: str, *, low: int, high: int) -> int:
    value = number(said)
    if not low <= value <= high or value != int(value):
        raise Problem(f"“{said}” is not a whole number from {low} to {high}")
    return int(value)


def day(said: str) -> date:
    """2026-11-04, 4.11.2026, 13/4/2026, 4 Nov 2026. A day and a month that could be swapped are asked about."""
    plain = said.strip().lower().removesuffix(" 00:00:00").removesuffix("t00:00:00")
    try:
        return _iso(plain) or _dotted(plain) or _slashed(plain) or _worded(plain) or _no_day(said)
    except ValueError as error:
        raise Problem(f"“{said}” is no day of the calendar. Write it as 2026-11-04") from error


def duration(said: str) -> float:
    found = CLOCK.fullmatch(said.replace(" ", ""))
    if not found:
        raise Problem(f"“{said}” is not a time. Write it as hours:minutes:seconds, such as 3:45:00")
    hours, minutes, only_minutes, seconds = (int(part or 0) for part in found.groups())
    return float(hours * 3600 + (minutes + only_minutes) * 60 + seconds)


def one_of(said: str, words: Mapping[str, str]) -> str:
    """The value of a word, in any case."""
    value = words.get(said.strip().lower())
    if value is None:
        raise Problem(f"“{said}” is not known. Write one of: {', '.join(_shown(words))}")
    return value


def email(said: str) -> str:
    plain = text(said, most=254).lower()
    if not EMAIL.fullmatch(plain):
        raise Problem(f"“{said}” is not an e-mail address. Write it as name@example.org")
    return plain


def several(said: str) -> tuple[str, ...]:
    """Names between semicolons or bars, each once."""
    names = (" ".join(part.split()) for part in re.split(r"[;|]", said))
    return tuple(dict.fromkeys(name for name in names if name))


def _value(digits: str) -> float:
    """The last separator is the decimal one when both occur; a dot or comma that repeats only groups."""
    marks = [mark for mark in digits if mark in ".,"]
    if len(marks) > 1 and (len(set(marks)) == 1 or marks.count(marks[-1]) > 1):
        return float(re.sub(r"[.,]", "", digits))
    whole_part, _, decimals = digits.replace(",", ".").rpartition(".")
    return float(f"{whole_part.replace('.', '')}.{decimals}") if marks else float(digits)


def _iso(said: str) -> date | None:
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", said)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _dotted(said: str) -> date | None:
    """With dots the day comes first everywhere."""
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", said)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


def _slashed(said: str) -> date | None:
    found = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", said)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    if first != second and max(first, second) <= len(MONTHS):
        one, other = (f"{year}-{month:02}-{in_month:02}" for month, in_month in ((first, second), (second, first)))
        raise Problem(f"“{said}” may be {one} or {other}. Write the one you mean")
    month, in_month = (second, first) if first > len(MONTHS) else (first, second)
    return date(year, month, in_month)


def _worded(said: str) -> date | None:
    """ "4 Nov 2026", "November 4, 2026"."""
    found = re.fullmatch(r"(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})", said)
    turned = re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2}),? (\d{4})", said)
    if not found and not turned:
        return None
    in_month, month, year = found.groups() if found else (turned[2], turned[1], turned[3]) if turned else ("", "", "")
    return date(int(year), MONTHS.index(month[:3]) + 1, int(in_month))


def _no_day(said: str) -> date:
    raise Problem(f"“{said}” is not a date. Write it as 2026-11-04")


def _shown(words: Mapping[str, str]) -> Sequence[str]:
    """Each value once, by its first word."""
    first = {value: word for word, value in reversed(list(words.items()))}
    return list(reversed(first.values()))
