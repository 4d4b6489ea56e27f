"""The races that a text speaks of, each with the day, the result and the hope told beside its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final

from questions.understand.days import FoundDay, first_day
from questions.understand.known_races import CALLED, MARATHON_M, KnownRace, known_race
from questions.understand.numbers import quoted
from questions.understand.said import Said, SaidRace
from questions.understand.times import FoundTime, finish_times, seconds_of

LATELY: Final = timedelta(days=270)  # an older race begins no off-season
SOON: Final = timedelta(days=400)
MILE_M: Final = 1609.344
MOST_MENTIONS: Final = 12  # of one sentence
_HOW_FAR: Final = (
    (re.compile(r"half[\s-]?marathon|half\b|21\.1\s?k\w*", re.IGNORECASE), 21097.5),
    (re.compile(r"marathon|26\.2", re.IGNORECASE), MARATHON_M),
    (re.compile(r"100[\s-]?(?:miler?|mi\b)", re.IGNORECASE), 100 * MILE_M),
    (re.compile(r"50[\s-]?(?:miler?|mi\b)", re.IGNORECASE), 50 * MILE_M),
    (re.compile(r"(?:10|ten)[\s-]?(?:miler?|mi\b)", re.IGNORECASE), 10 * MILE_M),
    (re.compile(r"100\s?k", re.IGNORECASE), 100_000.0),
    (re.compile(r"50\s?k", re.IGNORECASE), 50_000.0),
    (re.compile(r"15\s?k", re.IGNORECASE), 15_000.0),
    (re.compile(r"10\s?k", re.IGNORECASE), 10_000.0),
    (re.compile(r"5\s?k", re.IGNORECASE), 5_000.0),
)
_FAR = (
    r"(?:[Hh]alf[\s-]?[Mm]arathon|[Mm]arathon|[Hh]alf|(?:100|50|15|10|5)\s?[Kk]m?|(?:100|50|10)[\s-]?(?:[Mm]iler?|mi))"
)
_AFTER_NAME: Final = re.compile(rf"(?:\s+City)?\s+{_FAR}\b")
_NAMED: Final = re.compile(rf"\b(?P<name>(?:[A-Z][\w’'.-]+\s+(?:(?:of|de|la|di|the)\s+)?){{1,4}}){_FAR}\b")
_PLAIN: Final = re.compile(rf"(?<![\w.-]){_FAR}(?![\w-]|\s*(?:a|per|each|every)\s+week|\s*(?:/|of\b))")
_NO_NAME: Final = {"My", "The", "A", "An", "This", "First", "Our", "Next", "Last", "Ran", "Run", "In", "After", "Spring", "Fall", "I", "Hi", "Is", "Half", "For"}  # fmt: skip
_LIVES_THERE: Final = re.compile(
    r"\b(?:live|living|lives|work\w*|job|mov\w+|based|home|born|office|family|flight|fly\w*|trip)\s+(?:in|to|near|from|at)\s*$|\b(?:from|near)\s*$",
    re.IGNORECASE,
)
_CUE: Final = re.compile(
    r"\b(?:ran|run|running|rac\w+|did|done|finish\w*|complet\w*|marathon|qualif\w*|bq|goal|train\w*|sign\w*|enter\w*|regist\w*"
    r"|next|after|before|between|over|behind|wait\w*|com\w+ up|is (?:in|on)|in|on|for|to|then|and|got (?:a|my|into))\b",
    re.IGNORECASE,
)
_JUST_A_RUN: Final = 15_000.0  # up to here "I ran 10k" may be any run
_RACE_CUE: Final = re.compile(
    r"\b(?:rac(?:e|es|ed|ing)|my (?:first|next|goal)|next|finish\w*|sign\w*|enter\w*|regist\w*|train\w* for|goal)\b",
    re.IGNORECASE,
)
_RACED: Final = re.compile(
    r"\b(?:next|weekend|in \w+ (?:weeks|days)|(?:weeks|days) (?:away|from now|out|to go)|ran|rac\w+|did|finish\w*|complet\w*|sign\w*|enter\w*|regist\w*|train\w* for|goal|plan\w*|run(?:ning)? (?:my|a|the)|my (?:next|spring|fall|first|last|goal|a)|is (?:in|on))\b",
    re.IGNORECASE,
)
_ONE_OF_THEM: Final = re.compile(r"\b(?:my|a|the|spring|fall|first|next)\s+$", re.IGNORECASE)
_PAST: Final = re.compile(
    r"\b(?:ran|raced|finished|did|done|completed|over|behind (?:me|us)|just|yesterday|last|ago|was|crossed|survived)\b",
    re.IGNORECASE,
)
_FUTURE: Final = re.compile(
    r"\b(?:will|going to|is (?:in|on|next)|in \w+ (?:weeks|days)|(?:weeks|days) (?:away|from now|out|to go)|next|upcoming|com(?:es|ing) up|sign(?:ed)? up|registered|entered|training for|train for|planning|plan to"
    r"|want to|hop(?:e|ing)|aim(?:ing)?|goal|waits?|got (?:a|my|into)|qualified|looking (?:forward|at)|before)\b",
    re.IGNORECASE,
)
_LONG_AGO: Final = re.compile(
    r"\b(?:last year|(?:two|three|four|five|\d+) years ago|last (?:winter|season|spring)|personal best|pr|pb|best was)\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?:[^.!?\n]|[.](?=\S)|(?<=\b[A-Z][a-z][a-z])[.])+[.!?]*")
_BEGINNING: Final = re.compile(r"(?:[\s,;–—-]|(?:and|but|then)\b)*", re.IGNORECASE)
_JOINT: Final = re.compile(r"[,;]|\s[–—-]\s|\b(?:and|but|then|after|before|while|now)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name, or a bare distance, at a place of a sentence."""

    start: int
    end: int
    name: str
    distance_m: float | None
    known: KnownRace | None = None


def races_in(text: str, *, on: date) -> list[SaidRace]:
    """In the order of the text; one that is named twice is told once, with all that was said of it."""
    found: dict[str, SaidRace] = {}
    for sentence in _SENTENCE.finditer(text):
        for mention, told in _told(sentence[0]):
            race = _race(mention, told, on=on)
            if race is not None:
                key = race.name or f"{race.distance_m} {race.is_over}"
                found[key] = _joined(found[key], race) if key in found else race
    return list(found.values())


def loose_results(text: str) -> Iterator[FoundTime]:
    """Times in sentences that name no race."""
    for sentence in _SENTENCE.finditer(text):
        if not any(_mentions(sentence[0])) and not _LONG_AGO.search(sentence[0]):
            yield from finish_times(sentence[0])


def is_lately(race: SaidRace, *, on: date) -> bool:
    return race.day is not None and on - LATELY <= race.day.value <= on + SOON


def with_result(race: SaidRace, found: FoundTime) -> SaidRace:
    """The race with this time as its result, where somebody runs the distance in it."""
    seconds = seconds_of(found.parts, race.distance_m) if race.distance_m else None
    return replace(race, result_s=Said(seconds, found.words)) if seconds else race


def _told(sentence: str) -> Iterator[tuple[Mention, str]]:
    """Each mention with its part of the sentence: what joins two of them begins the part of the second."""
    mentions = list(_mentions(sentence))
    begin = 0
    for number, mention in enumerate(mentions):
        is_last = number + 1 == len(mentions)
        end = len(sentence) if is_last else _boundary(sentence, mention.end, mentions[number + 1].start)
        yield mention, sentence[begin:end]
        begin = end


def _boundary(sentence: str, end: int, start: int) -> int:
    joints = [match.start() for match in _JOINT.finditer(sentence, end, start)]
    return joints[-1] if joints else start


def _mentions(sentence: str) -> list[Mention]:
    found: list[Mention] = []
    readings = (islice(reading(sentence), MOST_MENTIONS) for reading in (_known, _named, _plain))
    for mention in chain.from_iterable(readings):
        if not any(mention.start < one.end and one.start < mention.end for one in found):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _known(sentence: str) -> Iterator[Mention]:
    has_cue = bool(_CUE.search(sentence))
    for match in CALLED.finditer(sentence):
        if _LIVES_THERE.search(sentence[max(0, match.start() - 25) : match.start()]):
            continue
        race, more = known_race(match), _AFTER_NAME.match(sentence, match.end())
        if more is not None and how_far(more[0]) != MARATHON_M:
            name = quoted(sentence, match.start(), more.end())
            yield Mention(start=match.start(), end=more.end(), name=name, distance_m=how_far(more[0]))
        elif more is not None or has_cue:
            end = more.end() if more else match.end()
            yield Mention(start=match.start(), end=end, name=race.name, distance_m=MARATHON_M, known=race)


def _named(sentence: str) -> Iterator[Mention]:
    for match in _NAMED.finditer(sentence):
        names = match["name"].split()
        while names and names[0] in _NO_NAME:
            names.pop(0)
        if names:
            far = sentence[match.start("name") + len(match["name"]) : match.end()]
            yield Mention(
                start=match.start(), end=match.end(), name=" ".join([*names, far]), distance_m=how_far(far)
            )  # fmt: skip


def _plain(sentence: str) -> Iterator[Mention]:
    """A distance alone is a race only where the sentence speaks of one."""
    if not _RACED.search(sentence):
        return
    for match in _PLAIN.finditer(sentence):
        metres = how_far(match[0])
        if match[0].lower() == "half" and not _ONE_OF_THEM.search(sentence[: match.start()][-20:]):
            continue
        if metres is None or (metres <= _JUST_A_RUN and not _RACE_CUE.search(sentence)):
            continue
        yield Mention(start=match.start(), end=match.end(), name="", distance_m=metres)


def how_far(words: str) -> float | None:
    return next((metres for pattern, metres in _HOW_FAR if pattern.search(words)), None)


def _race(mention: Mention, told: str, *, on: date) -> SaidRace | None:
    if _LONG_AGO.search(told):
        return None
    is_over = _is_over(told)
    found = first_day(told, on=on, is_over=is_over)
    day, when = _day(found, mention.known, on=on, is_over=is_over)
    if day is None and not when and is_over is None and not mention.name:
        return None
    words = quoted(told, _BEGINNING.match(told).end(), len(told))  # type: ignore[union-attr]  # it matches anything
    race = SaidRace(
        name=mention.name,
        words=words,
        distance_m=mention.distance_m,
        day=replace(day, words=words) if day else None,
        when=when,
        is_over=day.value <= on if day else is_over,
    )
    return _with_times(race, told)


def _is_over(told: str) -> bool | None:
    past, future = bool(_PAST.search(told)), bool(_FUTURE.search(told))
    return None if past == future else past


def _day(
    found: FoundDay | None, known: KnownRace | None, *, on: date, is_over: bool | None
) -> tuple[Said[date] | None, str]:
    """The day that was said, else the one that the calendar gives a known race; else the words that name a month."""
    if found and found.day:
        note = "" if found.is_exact else "counted from the day of writing: look at the date"
        return Said(found.day, found.words, note), ""
    if known and known.day_in and (found is None or (found.month and found.month.month == known.month)):
        years = [found.month.year] if found and found.month else [on.year - 1, on.year, on.year + 1]
        days = [known.day_in(year) for year in years]
        if is_over is not None:
            days = [day for day in days if (day <= on) is is_over] or days
        day = min(days, key=lambda one: abs(one - on))
        return Said(day, "", f"{known.rule}: look at the date"), ""
    return None, found.words.rstrip(".") if found else ""


def _with_times(race: SaidRace, told: str) -> SaidRace:
    for found in finish_times(told):
        if found.is_goal or race.is_over is False:
            race = race if race.goal else replace(race, goal=Said(found.words, found.words))
        elif race.result_s is None:
            race = with_result(race, found)
    return race


def _joined(one: SaidRace, other: SaidRace) -> SaidRace:
    """What the second says more; a day that was said in so many words wins over one from the calendar."""
    day = other.day if one.day is None or (one.day.note and other.day and not other.day.note) else one.day
    return replace(
        one,
        day=day,
        when=one.when or other.when,
        is_over=other.is_over if one.is_over is None else one.is_over,
        result_s=one.result_s or other.result_s,
        goal=one.goal or other.goal,
    )
