"""What a week says of itself, in two lines: why it is as it is, and what gives way on a tired day."""

from typing import NamedTuple

TIRED = "Tired? "


class WeekWords(NamedTuple):
    why: str
    tired: str


def week_words(reason: str) -> WeekWords:
    """The engine ends a week's reason with what to drop first. A reason without it is why, whole."""
    why, opener, drop = reason.rpartition(TIRED)
    return WeekWords(why.rstrip(), drop[:1].upper() + drop[1:]) if opener else WeekWords(reason, "")
