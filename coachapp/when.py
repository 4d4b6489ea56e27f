"""How far a day is from today, in words."""

from datetime import date
from typing import Final

IN_WEEKS_FROM: Final = 21  # days


def days_ago(day: date, *, today: date) -> str:
    """ "today", "3 days ago", "5 weeks ago"."""
    days = (today - day).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{_amount(days)} ago"


def in_days(day: date, *, today: date) -> str:
    days = (day - today).days
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"


def how_long(day: date, *, today: date) -> str:
    """What something has waited: "since yesterday", "for 3 days"."""
    days = (today - day).days
    if days <= 0:
        return "since today"
    return "since yesterday" if days == 1 else f"for {_amount(days)}"


def _amount(days: int) -> str:
    return f"{days} days" if days < IN_WEEKS_FROM else f"{days // 7} weeks"
