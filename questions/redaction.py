"""What a question tells that nobody else needs to know: found by words, shown to the coach, cut with one press.

A warning and no wall: it knows no context, so the coach decides. Pure: text in, places out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

HEALTH: Final = (
    r"diabet\w*|asthma\w*|epilep\w*|cancer\w*|chemo\w*|tumou?r\w*|depress\w*|anxiety|panic attacks?|adhd|bipolar|autis\w*"
    r"|ptsd|anorexi\w*|bulimi\w*|eating disorders?|reds|red-s|amenorr\w*|periods?(?= (?:stopped|missed|gone|absent))"
    r"|pregnan\w*|postpartum|miscarriage|menopaus\w*|breastfeed\w*|ivf|heart (?:condition|attack|disease|murmur)|arrhythmia"
    r"|afib|atrial fibrillation|blood (?:pressure|clots?|thinners?|sugar)|hypertension|strokes?|kidney\w*|thyroid\w*"
    r"|an[ae]emi\w*|ferritin|iron deficien\w*|covid\w*|stress fractures?|bone stress|fractur\w*|tendin\w*|tendon\w*"
    r"|plantar fasci\w*|shin splints?|hernia\w*|menisc\w*|arthrit\w*|osteo\w*|concussion\w*|surger\w*|operat(?:ion|ed on)"
    r"|hospital\w*|diagnos\w*|injur\w*|my (?:doctor|gp|physio\w*|therapist|psychiatrist|cardiologist|gynaecologist)"
)
MEDICINE: Final = (
    r"ibuprofen|naproxen|paracetamol|acetaminophen|aspirin|diclofenac|nsaids?|antibiotics?|antidepressants?|ssris?"
    r"|sertraline|fluoxetine|prozac|zoloft|lexapro|citalopram|metformin|insulin|statins?|beta.?blockers?|warfarin"
    r"|eliquis|xarelto|levothyroxine|prednisone|cortisone|steroids?|inhalers?|albuterol|salbutamol|ritalin|adderall"
    r"|ozempic|wegovy|semaglutide|accutane|the pill|iuds?|hormone therapy|hrt|medications?|meds|prescri\w*"
    r"|\d+(?:[.,]\d+)? ?m[gc]g?\b"
)
WEIGHT: Final = (
    r"(?:i )?weigh(?:t|s|ed|ing)?(?: (?:is|was|about|around))? ?\d{2,3}(?:[.,]\d)?(?: ?(?:kg|kilos?|lbs?|pounds?|st(?:one)?)\b)?"
    r"|\d{2,3}(?:[.,]\d)? ?(?:kg|kilos?|lbs?|pounds?)\b|bmi(?: (?:is|of))?(?: ?\d{2}(?:[.,]\d)?)?|body fat|overweight|underweight|obes\w*"
)
AGE: Final = (
    r"\d{2}[- ]years?[- ]old|\d{2} ?(?:yo|y/o)\b|aged? (?:of )?\d{2}|i(?:['’]m| am) \d{2}(?! ?(?:k\b|km|mi|min|weeks?|days?|hours?|%|:))"
    r"|born (?:in|on) [\w ,]{0,20}\d{4}|turn(?:ed|ing)? (?:[3-9]\d)\b|birthday"
)
WORK: Final = (
    r"(?:I )?work(?:ing|ed|s)? (?:at|for|as) (?:an? |the )?[\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,3}"
    r"|I(?:['’]m| am) an? (?:nurse|doctor|teacher|lawyer|police\w*|pilot|firefighter|surgeon|soldier|student|engineer|professor)"
    r"|[Mm]y (?:boss|employer|company|colleagues?)"
)
PHONE: Final = (
    r"(?<![\w:.+])(?!\d{4}-\d\d-\d\d)(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)|\d{3,4})[ ./-]?\d{3,4}[ ./-]?\d{2,4}"
    r"(?:[ ./-]?\d{2,4})?(?![\w:])"
)
EMAIL: Final = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
LINK: Final = r"(?:https?://|www\.)[^\s<>()]{1,300}|\b(?:strava|instagram|facebook|garmin)\.com[^\s<>]{0,200}|(?<!\w)@[A-Za-z_][\w.]{2,30}"
# A time beside a race finds its runner in the list of results.
NAME: Final = r"(?<!\w)[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,3}"
RACE: Final = (
    rf"{NAME} (?:Marathon|Half|10K|5K|Ultra|Trot|Relay)\b[^.?!\n]{{0,40}}?\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
    rf"|\b(?:ran|raced|finished|did|in) (?:the )?{NAME}\b[^.?!\n]{{0,30}}?\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
    r"|\bbib (?:number |no\.? ?|#)?\d{1,6}"
)
PEOPLE: Final = (
    r"[Mm]y (?:husband|wife|partner|boyfriend|girlfriend|son|daughter|mother|father|mum|mom|dad|sister|brother|friend|coach"
    r"|teammate),? [A-Z][\w’'-]{1,30}"
)
# In the order in which they win where two would mark the same words.
KINDS: Final = (
    ("e-mail", re.compile(EMAIL)),
    ("a link", re.compile(LINK, re.IGNORECASE)),
    ("a race and its time", re.compile(RACE)),
    ("weight", re.compile(rf"\b(?:{WEIGHT})", re.IGNORECASE)),
    ("age", re.compile(rf"\b(?:{AGE})", re.IGNORECASE)),
    ("work", re.compile(rf"\b(?:{WORK})")),
    ("medicine", re.compile(rf"\b(?:{MEDICINE})(?!\w)", re.IGNORECASE)),
    ("health", re.compile(rf"\b(?:{HEALTH})(?!\w)", re.IGNORECASE)),
    ("somebody’s name", re.compile(rf"\b(?:{PEOPLE})")),
    ("phone", re.compile(PHONE)),
)
LONGEST: Final = 25_000
AROUND: Final = 40
SHORTEST_NAME: Final = 3
MOST: Final = 100  # of a text that is one long list nobody reads more


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """`text[start:end]` may be more than others need to know; `kind` says what of."""

    start: int
    end: int
    kind: str


def find_private(text: str, *, names: Iterable[str] = ()) -> list[Spot]:
    """The places in order, none of them inside another. `names` are people's, as they are known: any of their words."""
    found: list[Spot] = []
    for spot in islice(_all_of(text[:LONGEST], names), MOST):
        if all(spot.end <= other.start or spot.start >= other.end for other in found):
            found.append(spot)
    return sorted(found)


def cut(text: str, start: int, end: int) -> str:
    """Without these words, and without the double space or the lonely comma that they leave."""
    before, after = text[:start], text[end:]
    if before.endswith((" ", "\n")) or not before:
        after = after.lstrip(" ")
    joined = before.rstrip(" ") if after[:1] in {"", ".", ",", ";", "!", "?", ")", "\n"} else before
    return (joined + after) if joined.strip() or not after.startswith((",", ";")) else after[1:].lstrip()


def around(text: str, spot: Spot) -> tuple[str, str, str]:
    """The words before, the place itself, and the words after it, for a line that shows where it stands."""
    start, end = max(0, spot.start - AROUND), min(len(text), spot.end + AROUND)
    before = ("…" if start else "") + text[start : spot.start]
    after = text[spot.end : end] + ("…" if end < len(text) else "")
    return before, text[spot.start : spot.end], after


def _all_of(text: str, names: Iterable[str]) -> Iterator[Spot]:
    for kind, pattern in KINDS:
        yield from (Spot(match.start(), match.end(), kind) for match in pattern.finditer(text))
    for name in {word for full in names for word in full.split() if len(word) >= SHORTEST_NAME}:
        known = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        yield from (Spot(match.start(), match.end(), "a name") for match in known.finditer(text))
