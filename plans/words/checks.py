"""The rules of a plan in words, and what the engine measured of them. `title` is for who builds the plan, `yours` for
who runs it; the ids are planning.md's."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Literal, NamedTuple

from plans.engine.library import LIBRARY
from plans.words import wording

Reader = Literal["coach", "athlete", "own"]
State = Literal["kept", "look", "broken", "taken"]


class Rule(NamedTuple):
    """`lead` goes before a measured value that says nothing by itself."""

    theme: str
    title: str
    yours: str
    lead: str = ""


VOLUME: Final = "Volume"
LONG: Final = "Long run"
FAST: Final = "Fast running"
SPACING: Final = "Spacing and rest"
SMALL: Final = "Strength and the small things"
SPRING: Final = "Ready for spring"
OTHER: Final = "Everything else"
THEMES: Final = (VOLUME, LONG, FAST, SPACING, SMALL, SPRING, OTHER)
RULES: Final = {
    "INV-01": Rule(VOLUME, "Maintenance at 60–80% of usual", "Maintenance weeks keep 60 to 80% of your usual week"),
    "INV-02": Rule(VOLUME, "Settled weeks near the chosen cut", "The settled weeks come out at the cut that is shown"),
    "INV-03": Rule(
        VOLUME, "Lighter weeks, not empty ones", "Lighter weeks keep half of your usual week, with full ones between"
    ),
    "INV-04": Rule(
        VOLUME,
        "No long break from running",
        "Never long without running; days that you cannot train are not counted here",
    ),
    "INV-05": Rule(VOLUME, "Volume grows in small steps", "No week goes much above the best of the four before it"),
    "INV-06": Rule(VOLUME, "Recovery weeks stay small", "Recovery weeks are small enough to recover in"),
    "INV-07": Rule(VOLUME, "Recovery only ever rises", "No recovery week holds less than the one before"),
    "INV-10": Rule(VOLUME, "A cutback after three growing weeks", "After three growing weeks comes a lighter one"),
    "INV-11": Rule(
        LONG, "One long run a week", "A long run every week once you have recovered, or as often as you asked"
    ),
    "INV-12": Rule(LONG, "The long run’s share of the week", "The long run never takes too much of its week"),
    "INV-13": Rule(
        LONG, "The long run scaled, but kept", "The long run gets shorter with the week, and stays a long run"
    ),
    "INV-14": Rule(
        LONG, "No run far beyond the last month’s longest", "No run goes far beyond the longest of the month before"
    ),
    "INV-15": Rule(LONG, "The long run’s time", "No run keeps you out too long"),
    "INV-17": Rule(
        FAST, "Never only easy", "Something fast in every week once your legs are clear, strides in the lighter ones"
    ),
    "INV-18": Rule(FAST, "Not too many fast workouts", "One fast workout a week, a second only where it was asked for"),
    "INV-19": Rule(
        FAST, "Most of the running easy, not all", "Three quarters or more of every week is easy, and not all of it"
    ),
    "INV-20": Rule(FAST, "Fast work within its cap", "No workout is faster or longer than its week can carry"),
    "INV-21": Rule(FAST, "All fast running together", "All the fast running of a week stays under a fifth of it"),
    "INV-22": Rule(FAST, "Strides every week", "Strides one to three times a week once your legs are clear"),
    "INV-24": Rule(FAST, "Variety in the fast workouts", "Fast workouts change: never the same one twice in a row"),
    "INV-25": Rule(
        FAST, "No race-specific grind", "No time trial and no race pace while you maintain, but for a test now and then"
    ),
    "INV-23": Rule(
        SPACING,
        "Nothing fast or heavy before the race has cleared",
        "Nothing fast or heavy until the race has left your legs",
    ),
    "INV-26": Rule(SPACING, "Hard days apart", "No two hard days side by side"),
    "INV-27": Rule(
        SPACING, "Two days between hard days for masters", "From 50 on, two quiet days between the fast ones"
    ),
    "INV-28": Rule(SPACING, "A day without running", "A day without running in every week"),
    "INV-29": Rule(SPACING, "Run days near the usual number", "About as many run days as you are used to"),
    "INV-30": Rule(SPACING, "Only days and minutes there are", "Only on your days, and within your minutes"),
    "INV-31": Rule(
        SPACING, "Fresh legs for the key days", "No heavy leg work the day before a fast workout or a long run"
    ),
    "INV-36": Rule(SPACING, "Doubles only for high mileage", "Two runs in one day only in very large weeks"),
    "INV-38": Rule(SPACING, "Hard and easy days differ", "Hard days and easy days differ enough", "monotony "),
    "INV-32": Rule(
        SMALL, "Strength one to three times a week", "Strength one to three times a week, heavy days well apart"
    ),
    "INV-33": Rule(SMALL, "Mobility twice a week", "Mobility twice a week or more"),
    "INV-34": Rule(
        SMALL,
        "Minimalist running within limits",
        "Minimalist running only if you asked for it, and only a little",
        "minimalist running ",
    ),
    "INV-35": Rule(SMALL, "An aerobic run under a ceiling", "One run a week under a heart-rate ceiling"),
    "INV-37": Rule(SMALL, "Runs of a sensible length", "Every run is worth changing for, and none is endless"),
    "INV-08": Rule(
        SPRING,
        "Ready for the spring plan’s first week",
        "One of the last three weeks comes up to the spring plan’s first",
    ),
    "INV-09": Rule(SPRING, "A fresher last week", "The last week is a little lighter, so that you start fresh"),
    "INV-16": Rule(
        SPRING,
        "Long run ready for the spring plan",
        "One of the last long runs comes up to the spring plan’s first",
    ),
    "INV-39": Rule(
        SPRING,
        "Ready and fresh on the spring plan’s first day",
        "The last hard day leaves time to be fresh for the spring plan",
    ),
    "INV-39b": Rule(SPRING, "Fresh in numbers", "Fresh in numbers too, on the last evening"),
    "INV-40": Rule(SPRING, "Every day in exactly one week", "Every day up to the spring plan has its place"),
}
STATE_WORDS: Final[dict[Reader, dict[State, str]]] = {
    "coach": {"kept": "kept", "look": "worth a look", "broken": "not kept", "taken": "your choice"},
    "athlete": {"kept": "kept", "look": "good to know", "broken": "with your coach", "taken": "your coach’s choice"},
    "own": {"kept": "kept", "look": "good to know", "broken": "not kept", "taken": "your choice"},
}

KILOMETRES: Final = re.compile(r"\b(\d+(?:\.\d+)?) km\b")
ISO_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
CODE: Final = re.compile(r"\b[A-Z]\d{2}\b")
SO_SAID: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"\b(\d+)-\1\b"), r"\1"),
    (re.compile(r"(?<=\d)-(?=\d)"), "–"),
    (re.compile(r"(?<= )-(?=\d)"), wording.MINUS),
    (re.compile(r"(?<![\d.])\b1 ((?:\w+ )??\w+)s\b"), r"1 \1"),
    (re.compile(r"\bof baseline\b"), "of the usual week"),
    (re.compile(r"\bTSB (\S+) at CTL (\S+)"), r"form \1 (TSB), fitness \2 (CTL)"),
)


def rule_of(name: str) -> Rule:
    """A rule without words yet is called by its id."""
    return RULES.get(name) or Rule(OTHER, name, name)


def measured(name: str, detail: str, *, unit: str) -> str:
    """The engine speaks kilometres, ISO dates and codes; the page speaks the runner's unit, days and titles."""
    text = rule_of(name).lead + detail
    spoken: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (KILOMETRES, lambda found: wording.distance(float(found[1]) * wording.METRES["km"], unit)),
        (ISO_DAY, lambda found: wording.short_day(date.fromisoformat(found[0]))),
        (CODE, lambda found: LIBRARY[found[0]].title if found[0] in LIBRARY else found[0]),
    )
    for pattern, say in spoken:
        text = pattern.sub(say, text)
    for pattern, said in SO_SAID:
        text = pattern.sub(said, text)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def headline(*, kept: int, looked: int, taken: int, reader: Reader) -> str:
    """ "40 rules checked: all kept"; "2 of 38 rules want a look"; what the coach took on stands after it."""
    count = kept + looked + taken
    if kept == count:
        return f"{count} rules checked: all kept"
    word = STATE_WORDS[reader]["taken"]
    chosen = f", {taken} {'is' if taken == 1 else 'are'} {word}" if taken else ""
    if not looked:
        return f"{count} rules checked: {kept} kept{chosen}"
    if reader == "coach":
        return f"{looked} of {count} rules {'wants' if looked == 1 else 'want'} a look{chosen}"
    return f"{kept} of {count} rules kept, {looked} good to know{chosen}"
