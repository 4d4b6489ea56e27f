"""How hard an effort of 0 to 10 is, in a word and by what can still be said while running."""

from typing import Final

# Up to this effort: its name, and the talk test that goes with it.
EFFORTS: Final = (
    (2.5, "very easy", "you could sing"),
    (4.0, "easy", "you talk in whole sentences"),
    (6.0, "steady", "you talk in short sentences"),
    (8.0, "hard", "you say a few words"),
    (10.0, "very hard", "you say nothing"),
)


def effort_name(rpe: float) -> str:
    return _of(rpe)[1]


def talk_test(rpe: float) -> str:
    return _of(rpe)[2]


def _of(rpe: float) -> tuple[float, str, str]:
    return next((row for row in EFFORTS if rpe <= row[0]), EFFORTS[-1])
