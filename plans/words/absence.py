"""What is said to who is ill or away, and to who is back (planning.md 5.3 (5, 6))."""

from datetime import date
from typing import Final

from plans.words import wording

SHORT: Final = 5  # so many days cost nothing that the plan has to make good
LONG: Final = 28

FIRST_RUN: Final = (
    "Wait until a whole day has passed without fever. Begin with 20 to 30 easy minutes, and stop if it feels wrong."
)
NOTHING_OWED: Final = "Nothing of what you missed is added anywhere."


def since(kind: str, start: date, end: date, *, today: date) -> str:
    """ "Ill since Tue 24 Nov, until Fri 27 Nov", for the days that are set aside now."""
    word = "Ill" if kind == "ill" else "Away"
    begun = "today" if start == today else f"since {wording.short_day(start)}"
    return f"{word} {begun}" if end == today else f"{word} {begun}, until {wording.short_day(end)}"


def of_them(kind: str, start: date, end: date, *, today: date) -> str:
    """For their coach: "Away 24 – 27 Dec", "Was ill 20 – 22 Nov, and is back"."""
    if start > today:
        return f"{kind.capitalize()} {wording.days(start, end)}"
    return (
        since(kind, start, end, today=today) if end >= today else f"Was {kind} {wording.days(start, end)}, and is back"
    )


def for_coach(kind: str, days: int) -> str:
    if kind == "ill" and days > SHORT:
        return f"{days} days: they begin again with short easy runs. A lighter plan for a while is yours to make."
    return "The sessions of these days are set aside; nothing is added later."


def set_aside(kind: str, start: date, end: date, *, today: date, coach: bool) -> str:
    """What was just said, in one breath: "Ill today. Your coach is told." """
    when = "today" if start == end == today else wording.days(start, end)
    return f"{kind.capitalize()} {when}.{' Your coach is told.' if coach else ''}"


def told(*, coach: bool) -> str:
    who = "Your coach is told. " if coach else ""
    return f"These days are set aside. {who}{NOTHING_OWED}"


def welcome_back(kind: str, days: int) -> str:
    """After so many days in a row."""
    if kind != "ill":
        return f"Welcome back. The plan goes on from today. {NOTHING_OWED}"
    if days <= SHORT:
        return f"Good to have you back. {FIRST_RUN} Then the plan goes on. {NOTHING_OWED}"
    return f"Good to have you back after {days} days. {FIRST_RUN} {_back_in(days)} {NOTHING_OWED}"


def _back_in(days: int) -> str:
    if days > LONG:
        return "After so long, talk with your coach or a doctor before you go on with this plan."
    half = (days + 1) // 2
    return (
        f"For {half} days run about half of what stands here, then three quarters for {half} more;"
        " fast running comes back in the second part, as strides and short pick-ups."
    )
