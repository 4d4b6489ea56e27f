"""What a row of the assign page says, and what its publishing came to."""

from dataclasses import dataclass
from typing import Any, Final

from plans.words import wording
from plans.words.coach import ERRORS, FLAGS, STATUS


@dataclass(frozen=True, slots=True)
class RowWords:
    """`mark` is the shape beside the word: see components/state.html."""

    mark: str
    text: str
    detail: str = ""


READY: Final = RowWords("done", "Ready")
REASONED: Final = "with your reason"
PUBLISHED: Final = RowWords("done", "Published already", "Change it in the builder.")
RECOVERY: Final = RowWords("hint", "Recovery only", STATUS["RECOVERY_ONLY"].text)
REFER: Final = RowWords(
    "stop", "A clinician first", "Their own health answers ask for one. Until then nothing is planned."
)
NO_WEEKS: Final = RowWords("hint", "No weeks between", STATUS["NO_OFFSEASON"].text)
INFEASIBLE: Final = RowWords("hint", "No week fits", STATUS["INFEASIBLE"].text)
SKETCH: Final = "The fall race is still to come: a sketch."
WORTH_A_LOOK: Final = ("TIME_LIMITED", "LOW_FREQUENCY", "SPACING_RELAXED", "PLAN_STARTS_BELOW_MAINTENANCE", "LR_SHORT")

# Why a row of a batch was not published.
GONE: Final = "No longer your athlete, so nothing was planned."
ARCHIVED: Final = "In your archive by now, so nothing was planned."
RACE_GONE: Final = "One of the two races is not there any more. Look at the races, then plan again."
BUSY: Final = "Somebody changed this off-season at the same moment. Look at it, then try again."
TOUCHED: Final = "A draft was worked on since your preview. It is untouched: look at it, then publish it there."
PUBLISHED_SINCE: Final = "It was published meanwhile, and stays as it is."
WAY_GONE: Final = "The way out you chose is not there with today’s figures. Look at it in a new preview."
OURS: Final = "Something failed on our side; nothing of it was stored. Try again."
TOO_OFTEN: Final = "It was begun five times and never finished. Publish this one in the builder."
OVERLAP: Final = "These weeks are in another published off-season now. Take that one back first."

# Why a published one was not taken back.
LOGGED: Final = "Kept: a session is ticked off already. What is left can be taken back in the builder."
CHANGED: Final = "Kept: it was changed or published again since. Take it back in the builder, if you still want to."


def short(text: str, *, of_what: str) -> RowWords:
    return RowWords("hint", text, of_what)


def clash(until: str) -> RowWords:
    return RowWords("stop", "Clash", f"Another published off-season runs until {until}. Take that one back first.")


def draft(number: int) -> RowWords:
    return RowWords("wait", "Your draft", f"You worked on draft {number}: it stays until you choose.")


def refused(code: str) -> RowWords:
    words = ERRORS.get(code, ERRORS["E_INPUT"])
    return RowWords("hint", words.title, words.text)


def worth_a_look(flags: list[str]) -> str:
    return next((FLAGS[flag].title for flag in WORTH_A_LOOK if flag in flags), "")


def way_label(code: str, change: dict[str, Any], *, total: int, unit: str) -> str:
    """A button's worth of words; empty where only the engine's own sentence says it."""
    spring = change.get("spring_plan") or {}
    weeks, week1_m = spring.get("weeks"), spring.get("week1_m")
    if code == "SHORTER_PLAN" and weeks:
        return f"Use a {weeks}-week plan"
    if code == "JOIN_LATER" and weeks and total > weeks:
        return f"Join it in week {total - weeks + 1}"
    if code == "LOWER_WEEK1" and week1_m:
        return f"Start week 1 at {wording.distance(week1_m, unit)}"
    return ""


def taken(code: str) -> str:
    words = {
        "SHORTER_PLAN": "with a shorter spring plan",
        "JOIN_LATER": "joining the spring plan later",
        "LOWER_WEEK1": "with a lower first week",
    }
    return words.get(code, "with the way out you chose")
