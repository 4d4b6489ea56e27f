"""What to do instead when it is icy or dark: in the winter months of the athlete's hemisphere (planning.md 5.3 (16, 21))."""

from datetime import date
from functools import lru_cache

from plans.engine.library import LIBRARY
from plans.engine.response import Alternate

NORTH, SOUTH = (12, 1, 2), (6, 7, 8)


def alternate_for(code: str, day: date, *, southern: bool) -> Alternate | None:
    """The same ingredient indoors or by effort; None outside winter, and for what needs none."""
    return instead_of(LIBRARY[code].alternate, day, southern=southern)


def instead_of(code: str | None, day: date, *, southern: bool) -> Alternate | None:
    """This workout in the place of another, in the winter months."""
    months = SOUTH if southern else NORTH
    return _alternate(code) if day.month in months else None


@lru_cache(maxsize=256)
def _alternate(instead: str | None) -> Alternate | None:
    if instead is None:
        return None
    other = LIBRARY[instead]
    text = f"On ice or in the dark: {other.title.lower()} for the same minutes."
    return Alternate(code=instead, title=other.title, text=text)
