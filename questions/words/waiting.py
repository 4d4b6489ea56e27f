from math import ceil
from typing import Final

MINUTE: Final = 60
HOUR: Final = 3600


def wait_words(seconds: float) -> str:
    """ "in a minute", "in 12 minutes", "in 3 hours": never too soon."""
    if seconds <= MINUTE:
        return "in a minute"
    if seconds <= HOUR:
        return f"in {ceil(seconds / MINUTE)} minutes"
    return f"in {ceil(seconds / HOUR)} hours"
