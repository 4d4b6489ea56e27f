"""A race inside the off-season: how to run it, and what the days after hold. Effort first, pace where it is known."""

from typing import Final

RACED: Final = "Race it, evenly: 8 – 9 of 10, and the first third a little slower than it wants to be."
TRAINING: Final = "Run it as training: 7 of 10, a few words at a time. It is this week’s fast workout, and no more."
LEFT_OUT: Final = (
    "Your plan leaves this race out. If you run it all the same, take it as an easy run and skip that day’s other one."
)
WARM_UP_RACED: Final = "Warm up 10 – 15 minutes easy, some drills, three strides; be done ten minutes before the start."
WARM_UP_TRAINING: Final = "Warm up 10 minutes easy and three relaxed strides."


def pace_raced(pace: str, total: str) -> str:
    return f"Your last result says about {pace}, {total} in all; on hills, ice or in wind only the effort counts."


def pace_training(pace: str) -> str:
    return f"That is near {pace} on flat, dry ground."


def after(rest_days: int, strides: str, fast: str) -> str:
    rest = f"{rest_days} day{'' if rest_days == 1 else 's'} without running"
    return (
        f"Afterwards: {rest}, then easy ones; strides again from {strides}, fast running from {fast} at the earliest."
    )
