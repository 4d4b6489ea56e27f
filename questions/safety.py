"""The safety list, looked for in what a runner writes: pure, and only a pointer. A person reads and decides.

It would rather show one too many. What is denied, long over or a figure of speech stays to be seen, but weaker.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from athletes.choices import MedicalFlag
from questions.safety_list import SIGNS, Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a sign is met in the text. `is_weak`: denied, long ago, or said in jest."""

    sign: Sign
    start: int
    end: int
    is_weak: bool


# Looked for in the clause before what was met: "no chest pain", but neither "No, chest pain" nor "not sure if".
DENIED: Final = re.compile(
    r"\b(?:no(?!,| idea| longer sure)|without|never(?! (?:had|felt) (?:such|this|so))|neither|nor|free of|den(?:y|ies|ied)|any more)\b"
    r"|\bnot\b(?! (?:sure|only|just|know))|\b(?:do|does|did|have|has|had|is|was|are|am|ai)n[’']t\b(?! (?:know|sure|sleep))",
    re.IGNORECASE,
)
ANSWERED_NO: Final = re.compile(r"\s*(?:[:?]|-|–)\s*(?:no|none|never)\b", re.IGNORECASE)
LONG_AGO: Final = re.compile(
    r"\byears? ago\b|\blast (?:year|season|winter|spring|summer)\b|\bback in\b|\bin (?:19|20)\d\d\b|\bas a (?:kid|child|teen\w*)\b"
    r"|\bin (?:high school|college)\b|\bhealed\b|\brecovered\b|\ball clear\b|\bused to\b",
    re.IGNORECASE,
)
# What runners say of a hard race or a cold morning. Each only weakens its own sign.
FIGURES: Final = {
    "life": re.compile(
        r"\b(?:miles?|km|kilomet\w+|hills?|stairs|quads|finish|wall|marathon|race|burpees)\b", re.IGNORECASE
    ),
    MedicalFlag.NEUROLOGICAL: re.compile(
        r"\b(?:cold|freez\w+|frozen|snow|ice|icy|gloves|mittens|winter wind|below zero)\b", re.IGNORECASE
    ),
}
CLAUSE: Final = re.compile(r"[.;!?\n]|\b(?:but|though|although|however|yet)\b", re.IGNORECASE)
LOOKED_BACK: Final = 60  # characters
LONGEST: Final = 20_000


def find(text: str) -> tuple[Found, ...]:
    """Every place, in order, and no two that overlap: what is stronger stands, then what begins first."""
    text = text[:LONGEST]
    met = sorted(_met(text), key=lambda one: (one.is_weak, one.start, -one.end))
    kept: list[Found] = []
    for one in met:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def strongest(found: Iterable[Found]) -> tuple[Sign, ...]:
    """The signs that are met and not weak, each once, the most urgent first."""
    names = {one.sign.name for one in found if not one.is_weak}
    return tuple(sign for sign in SIGNS if sign.name in names)


def sign_named(name: str) -> Sign | None:
    return next((sign for sign in SIGNS if sign.name == name), None)


def _met(text: str) -> Iterator[Found]:
    folded = text.casefold()
    for sign in SIGNS:
        if not any(stem in folded for stem in sign.stems.split()):
            continue
        for match in sign.phrases.finditer(text):
            yield Found(sign=sign, start=match.start(), end=match.end(), is_weak=_is_weak(text, match, sign))


def _is_weak(text: str, match: re.Match[str], sign: Sign) -> bool:
    before = text[max(0, match.start() - LOOKED_BACK) : match.start()]
    clause = CLAUSE.split(before)[-1]
    if DENIED.search(clause) or ANSWERED_NO.match(text, match.end()):
        return True
    sentence = _sentence(text, match)
    figure = FIGURES.get(sign.name)
    return bool(LONG_AGO.search(sentence) or (figure and figure.search(sentence)))


def _sentence(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n") + 1
    ends = [at for at in (text.find(mark, match.end()) for mark in ".!?\n") if at >= 0]
    return text[start : min(ends, default=len(text))]
