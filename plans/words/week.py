"""What a week says of itself, in two lines: why it is as it is, and what gives way on a tired day."""

from typing import Final, NamedTuple

TIRED: Final = "Tired? "
ENOUGH: Final = 0.85  # a run cut short is no other week


class WeekWords(NamedTuple):
    why: str
    tired: str


def week_words(reason: str) -> WeekWords:
    """The engine ends a week's reason with what to drop first. A reason without it is why, whole."""
    why, opener, drop = reason.rpartition(TIRED)
    return WeekWords(why.rstrip(), drop[:1].upper() + drop[1:]) if opener else WeekWords(reason, "")


class Track(NamedTuple):
    """Am I on track? `mark` is a state's, `word` the answer, `text` what it rests on."""

    mark: str
    word: str
    text: str


def track(*, due: float, done: float, said: str, is_over: bool, is_away: bool) -> Track:
    """From what was due until now and what of it was done, in one measure; `said`: "12 of 28 mi, 3 of 6 kept"."""
    if is_away:
        return Track("wait", "Set aside", "nothing is owed")
    if is_over:
        return Track("done", "Done", said)
    if done >= ENOUGH * due:
        return Track("done", "On track", said)
    return Track("moved", "A lighter week so far", f"{said}; nothing is owed")
