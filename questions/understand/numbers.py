"""Numbers as people write them, and the words around them."""

import re
from typing import Final

SPELLED: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
WORD: Final = rf"(?:\d{{1,3}}|{'|'.join(sorted(SPELLED, key=len, reverse=True))})"
MOST_WORDS: Final = 90  # characters of a quotation


def number_of(word: str) -> int:
    """Of a match of WORD."""
    return SPELLED.get(word.lower()) or int(word)


def decimal_of(text: str) -> float:
    return float(text.replace(",", "."))


def quoted(text: str, start: int, end: int) -> str:
    """These characters as they were written, on one line and not too long."""
    words = " ".join(text[start:end].split()).strip(" ,;")
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1].rstrip()}…"


def is_near(pattern: "re.Pattern[str]", text: str, start: int, end: int, *, before: int = 0, after: int = 0) -> bool:
    """Does the pattern stand in the characters just before or after these?"""
    return bool(
        pattern.search(text[max(0, start - before) : start]) or (after and pattern.search(text[end : end + after]))
    )
