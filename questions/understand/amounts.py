"""How much somebody runs, how often, for how long already: what stands in so many words, and nothing else."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from questions.understand.numbers import WORD, decimal_of, number_of, quoted
from questions.understand.said import Said

MILE_M: Final = 1609.344
LEAST_WEEK_M: Final = 3_000
MOST_WEEK_M: Final = 300_000
MOST_LONG_M: Final = 100_000
OLDEST: Final = 99
_NUMBER = r"(?<![\d:.,])(?P<low>\d{1,3}(?:[.,]\d)?)(?:\s*(?:-|–|—|to|and)\s*(?P<high>\d{1,3}(?:[.,]\d)?))?"
_UNIT = r"(?P<unit>miles?|mi|kilomet(?:er|re)s?|kms?|k)\b"
_A_WEEK = r"(?:(?:a|per|each|every|in a|/)\s*(?:usual |normal |typical |average )?(?:week|wk)\b|weekly\b)"
_IGNORE = re.IGNORECASE
_WEEKLY: Final = (
    re.compile(rf"{_NUMBER}\s*{_UNIT}\s*(?:of running\s*)?{_A_WEEK}", _IGNORE),
    re.compile(rf"{_NUMBER}\s*(?P<unit>mpw|kpw)\b", _IGNORE),
    re.compile(
        r"\b(?:(?:weekly|week’s|week's) (?:mileage|volume|distance|kilomet\w+|total)|(?:usual|normal|typical|average) week)"
        rf"(?:\s+(?:is|was|of|has|had|been|around|about|roughly|some|usually|at)|\s*[:=])*\s+{_NUMBER}\s*{_UNIT}",
        _IGNORE,
    ),
)
_NOT_USUAL: Final = re.compile(
    r"\b(?:peak\w*|max\w*|up to|most|used to|build\w* (?:up )?to|back to|drop\w*|cut\w*|down to|last year|goal|want to|should i|hope|hoping)\b[^.,;!?]*$",
    _IGNORE,
)
_AT_PEAK: Final = re.compile(r"^\s*(?:at (?:my |the )?peak|peak|before (?:my |the )?injury)", _IGNORE)
_LONG: Final = (
    re.compile(rf"\blong(?:est)?[ -]runs?(?:\s+[a-z’']+){{0,4}}?\s+{_NUMBER}\s*{_UNIT}(?!\s*{_A_WEEK})", _IGNORE),
    re.compile(rf"{_NUMBER}[\s-]*{_UNIT}[\s-]+long[ -]runs?\b", _IGNORE),
)
_DAYS: Final = re.compile(
    rf"\b(?P<days>{WORD})(?:\s*(?:-|–|to|or)\s*(?P<most>{WORD}))?\s*(?P<what>days?|times|x|runs?)\s*"
    r"(?:of running\s*)?(?:(?:a|per|each|every|in a)\s+|/\s*)(?:week|wk)\b",
    _IGNORE,
)
_OTHER_SPORT: Final = re.compile(
    r"\b(?:lift\w*|gym|strength|weights|yoga|pilates|swim\w*|bik\w+|cycl\w+|ride|cross|off|rest|commut\w*|walk\w*)\b",
    _IGNORE,
)
_CLAUSE_END: Final = re.compile(r"[,.;:!?\n]|\band\b|\bbut\b")
_YEARS: Final = (
    re.compile(
        rf"\b(?:running|been a runner|run)\b[^.!?\n]{{0,30}}?\bfor\s+(?:about |over |almost |nearly |some )?(?P<n>{WORD})\s+years\b",
        _IGNORE,
    ),
    re.compile(rf"\b(?P<n>{WORD})\s+years\s+(?:of running|running|as a runner)\b", _IGNORE),
    re.compile(rf"\b(?:started|began|took up)\s+(?:to run|running)\s+(?:about |some )?(?P<n>{WORD})\s+years\s+ago\b", _IGNORE),
)  # fmt: skip
_SINCE: Final = re.compile(r"\b(?:running|runner|run)\s+since\s+(?P<year>(?:19|20)\d\d)\b", _IGNORE)
_WHO = r"(?P<who>woman|female|lady|man|male|guy)"
_AGE: Final = (
    re.compile(rf"\b(?P<age>\d{{2}})[\s-]*(?:years?|yrs?)[\s-]*old\b(?:\s+{_WHO}\b)?", _IGNORE),
    re.compile(
        r"\b(?:I am|I’m|I'm|Im|aged?|turned|turning)\s*:?\s+(?P<age>\d{2})\b"
        r"(?!\s*(?:%|miles?|mi\b|km|k\b|weeks?|days?|min|pounds|kg|lbs?|years? (?:in|into)|hours?|seconds|[:.]\d))",
        _IGNORE,
    ),
    re.compile(r"(?<![\w:])(?P<sex>[FM])\s?(?P<age>[1-9]\d)(?![\w:])"),
    re.compile(r"(?<![\w:])(?P<age>[1-9]\d)\s?(?P<sex>[FM])(?![\w:])"),
)
_HEALTH: Final = re.compile(
    r"\b(?:injur\w*|pain\w*|hurts?|hurting|ach(?:e|es|ing|y)|fractur\w*|stress reaction|achilles|plantar|shin splints?|it band"
    r"|tend[io]n\w*|knees?|hips?|calf|calves|hamstrings?|ankles?|surgery|pregnan\w*|postpartum|chest|faint\w*|dizz\w*"
    r"|heart(?! rate)|asthma|physio\w*|doctor|anaemi\w*|anemi\w*)\b",
    _IGNORE,
)
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]*")
MOST_HEALTH: Final = 3
LONGEST_HEALTH: Final = 160


def weekly(text: str) -> tuple[Said[float], str] | None:
    """A usual week in metres, and its unit. A range is its middle; a peak, a wish and a year ago are no usual week."""
    return next(_amounts(_WEEKLY, text, least_m=LEAST_WEEK_M, most_m=MOST_WEEK_M, middle=True), None)


def long_run(text: str) -> tuple[Said[float], str] | None:
    return next(_amounts(_LONG, text, least_m=1_000, most_m=MOST_LONG_M, middle=False), None)


def run_days(text: str) -> Said[int] | None:
    for match in _DAYS.finditer(text):
        before, after = text[max(0, match.start() - 25) : match.start()], text[match.end() : match.end() + 20]
        if _OTHER_SPORT.search(_CLAUSE_END.split(before)[-1]) or _OTHER_SPORT.search(_CLAUSE_END.split(after)[0]):
            continue
        days, most = number_of(match["days"]), match["most"] and number_of(match["most"])
        if 1 <= days <= 7:  # noqa: PLR2004 -- days of a week
            note = f"the fewer of {days} and {most}" if most else ""
            return Said(days, quoted(text, match.start(), match.end()), note)
    return None


def years_running(text: str, *, on: date) -> Said[float] | None:
    for pattern in _YEARS:
        if match := pattern.search(text):
            return Said(float(number_of(match["n"])), quoted(text, match.start(), match.end()))
    since = _SINCE.search(text)
    if since is None or not 0 <= on.year - int(since["year"]) <= OLDEST:
        return None
    return Said(float(on.year - int(since["year"])), quoted(text, since.start(), since.end()))


def age_and_sex(text: str) -> tuple[Said[int] | None, Said[str] | None]:
    for pattern in _AGE:
        for match in pattern.finditer(text):
            words = quoted(text, match.start(), match.end())
            said = match.groupdict()
            who, letter = (said.get("who") or "").lower(), said.get("sex") or ""
            sex = letter or ("F" if who in {"woman", "female", "lady"} else "M" if who else "")
            return Said(int(match["age"]), words), Said(sex, words) if sex else None
    return None, None


def health(text: str) -> tuple[str, ...]:
    """The first sentences that speak of the body."""
    found = (match[0] for match in _SENTENCE.finditer(text) if _HEALTH.search(match[0]))
    return tuple(quoted_sentence(sentence) for _, sentence in zip(range(MOST_HEALTH), found, strict=False))


def quoted_sentence(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= LONGEST_HEALTH else f"{words[: LONGEST_HEALTH - 1].rstrip()}…"


def _amounts(
    patterns: tuple["re.Pattern[str]", ...], text: str, *, least_m: float, most_m: float, middle: bool
) -> Iterator[tuple[Said[float], str]]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if _NOT_USUAL.search(text[max(0, match.start() - 40) : match.start()]) and middle:
                continue
            if middle and _AT_PEAK.search(text[match.end() : match.end() + 20]):
                continue
            low, high = decimal_of(match["low"]), decimal_of(match["high"]) if match["high"] else None
            unit = "mi" if match["unit"].lower().startswith("m") else "km"
            value = low if high is None else (low + high) / 2 if middle else max(low, high)
            metres = value * (MILE_M if unit == "mi" else 1000.0)
            if least_m <= metres <= most_m:
                note = ("the middle of it" if middle else "the longer of the two") if high is not None else ""
                yield Said(metres, quoted(text, match.start(), match.end()), note), unit
