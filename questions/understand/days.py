"""Days in prose, seen from the day on which it was written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from questions.understand.numbers import WORD, number_of, quoted

DAY: Final = timedelta(days=1)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SUNDAY: Final = 6
# A capital first: "may" and "march" are verbs, "sun" shines. "Sept" is the one short form of four letters.
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May(?!\s+(?:I|we|my|you)\b)|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDay:
    """`day` is None where the words name a month alone: `month` is its first day, in the year that they mean."""

    words: str
    day: date | None = None
    month: date | None = None
    is_exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """From when, and whether the words look back (True), ahead (False), or say neither (None)."""

    on: date
    is_over: bool | None


Reading = Callable[["re.Match[str]", Seen], FoundDay | None]


def first_day(text: str, *, on: date, is_over: bool | None) -> FoundDay | None:
    """The first day that the words name, the most exact way of naming one first."""
    return next(_days(text, Seen(on=on, is_over=is_over)), None)


def _days(text: str, seen: Seen) -> Iterator[FoundDay]:
    for pattern, reading in _READINGS:
        for match in pattern.finditer(text):
            try:
                found = reading(match, seen)
            except (ValueError, OverflowError):  # 31 February, the year 10000
                continue
            if found:
                yield found


def month_number(word: str) -> int:
    return 1 + next(n for n, name in enumerate(MONTHS) if name.startswith(word.strip(".").lower()[:3]))


def in_nearest_year(month: int, day: int, seen: Seen) -> date:
    """The last such day for words that look back, the next for words that look ahead, else the nearer of the two."""
    years = [
        date(seen.on.year + shift, month, day) for shift in (-1, 0, 1) if _is_day(seen.on.year + shift, month, day)
    ]
    if seen.is_over is not None:
        years = [one for one in years if (one <= seen.on if seen.is_over else one >= seen.on)] or years
    return min(years, key=lambda one: abs(one - seen.on))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _words(match: "re.Match[str]") -> str:
    return quoted(match.string, match.start(), match.end())


def _iso(match: "re.Match[str]", _: Seen) -> FoundDay:
    return FoundDay(words=_words(match), day=date.fromisoformat(match[0]))


def _spelled(match: "re.Match[str]", seen: Seen) -> FoundDay:
    month, day = month_number(match["month"]), int(match["day"])
    is_dated = match["year"] is not None
    found = date(int(match["year"]), month, day) if is_dated else in_nearest_year(month, day, seen)
    return FoundDay(words=_words(match), day=found)


def _figures(match: "re.Match[str]", _: Seen) -> FoundDay | None:
    """4/19/2027 and 19.4.2027; where day and month cannot be told apart it is no day that we know."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if match["dot"] == ".":
        return FoundDay(words=_words(match), day=date(year, second, first))
    if first <= len(MONTHS) and second <= len(MONTHS) and first != second:
        return None
    month, day = (first, second) if first <= len(MONTHS) else (second, first)
    return FoundDay(words=_words(match), day=date(year, month, day))


def _counted(match: "re.Match[str]", seen: Seen) -> FoundDay:
    days = number_of(match["count"]) * (7 if match["what"].lower().startswith("w") else 1)
    is_back = (match["back"] or "").lower().startswith("ago")
    found = seen.on - days * DAY if is_back else seen.on + days * DAY
    return FoundDay(words=_words(match), day=found, is_exact=match["what"].lower().startswith("d"))


def _named(match: "re.Match[str]", seen: Seen) -> FoundDay:
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[match[0].lower()]
    return FoundDay(words=_words(match), day=seen.on + shift * DAY)


def _weekday(match: "re.Match[str]", seen: Seen) -> FoundDay | None:
    number, which = WEEKDAYS.index(match["day"].lower()), (match["which"] or "").lower()
    is_over = which.endswith(("last", "past")) or (which != "next" and seen.is_over is True)
    if not is_over and which not in {"next", "this", "coming", "this coming"} and seen.is_over is not False:
        return None
    back = (seen.on.weekday() - number) % 7 or 7 * (which == "last")
    found = seen.on - back * DAY if is_over else seen.on + ((number - seen.on.weekday()) % 7 or 7) * DAY
    return FoundDay(words=_words(match), day=found, is_exact=which != "next")


def _weekend(match: "re.Match[str]", seen: Seen) -> FoundDay:
    """Its Sunday, when most races are."""
    this_sunday = seen.on + (SUNDAY - seen.on.weekday()) * DAY
    which = match["which"].lower()
    weeks = -1 if which in {"last", "this past", "the past"} else 1 if which == "next" else 0
    return FoundDay(words=_words(match), day=this_sunday + 7 * weeks * DAY, is_exact=False)


def _month(match: "re.Match[str]", seen: Seen) -> FoundDay:
    month = month_number(match["month"])
    year = int(match["year"]) if match["year"] else _year_of_month(month, seen)
    return FoundDay(words=_words(match), month=date(year, month, 1))


def _year_of_month(month: int, seen: Seen) -> int:
    """The month that is running now counts as both over and to come."""
    if month == seen.on.month:
        return seen.on.year
    return in_nearest_year(month, 1, seen).year


_READINGS: Final[tuple[tuple["re.Pattern[str]", Reading], ...]] = (
    (re.compile(r"\b20\d\d-\d\d-\d\d\b"), _iso),
    (re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}){_YEAR}"), _spelled),
    (re.compile(rf"\b(?P<month>{_MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d){_YEAR}"), _spelled),
    (re.compile(r"\b(?P<first>\d{1,2})(?P<dot>[./])(?P<second>\d{1,2})(?P=dot)(?P<year>20\d\d)\b"), _figures),
    (re.compile(rf"\b(?P<count>{WORD})\s+(?P<what>weeks?|days?)\s+(?P<back>ago)\b", re.IGNORECASE), _counted),
    (re.compile(rf"\bin\s+(?P<count>{WORD})\s+(?P<what>weeks?|days?)\b(?P<back>)", re.IGNORECASE), _counted),
    (
        re.compile(rf"\b(?P<count>{WORD})\s+(?P<what>weeks?|days?)\s+(?P<back>away|from now|out|to go)\b", re.IGNORECASE),
        _counted,
    ),
    (re.compile(r"\b(?:today|tonight|yesterday|tomorrow)\b", re.IGNORECASE), _named),
    (re.compile(r"\b(?P<which>last|this past|the past|this|next|the)\s+weekend\b", re.IGNORECASE), _weekend),
    (
        re.compile(rf"\b(?:(?P<which>(?i:last|this past|past|this coming|coming|this|next))\s+|(?i:on)\s+)(?P<day>{_WEEKDAY})\b"),
        _weekday,
    ),
    (re.compile(rf"\b(?:early|mid|late|end of)?[\s-]*(?P<month>{_MONTH})(?!\w){_YEAR}"), _month),
)  # fmt: skip
