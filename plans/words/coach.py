"""What a status or a flag means to who builds the plan. The engine's codes stay inside."""

import re
from typing import Final, NamedTuple


class Words(NamedTuple):
    title: str
    text: str


RULE_NAMES: Final = re.compile(r" \((?:INV-\w+(?:, )?)+\)")
STATUS: Final = {
    "RECOVERY_ONLY": Words(
        "Only recovery fits before the spring plan",
        "It starts while the legs still come back from the race. These are the recovery weeks, and nothing after them.",
    ),
    "UNDERPREPARED": Words(
        "The spring plan starts above what these weeks reach",
        "Its first week asks for more than can safely be built by then.",
    ),
    "NO_OFFSEASON": Words(
        "There are no weeks between",
        "Recovery and the spring plan meet or overlap. A shorter spring plan, or a later race, makes room.",
    ),
    "MULTI_RACE": Words(
        "One block from race to race",
        "Too close for an off-season: recover, build for a while, freshen up for the second race.",
    ),
    "SPLIT": Words(
        "A long winter, in two parts",
        "More than fifteen weeks of maintenance would be too many, so a base block follows it.",
    ),
    "INFEASIBLE": Words(
        "These days cannot hold a week",
        "No week keeps the hard days apart, leaves a day off and fits the minutes. A little more time usually does it.",
    ),
    "REFER": Words(
        "A clinician first",
        "The athlete’s own health answers ask for one. Only they see the answers; once they are cleared, the plan is"
        " here. Until then nothing is planned and nothing can be published.",
    ),
}
ERRORS: Final = {
    "E_ORDER": Words("The dates are the wrong way round", "The A race has to come after the fall race."),
    "E_NO_BASELINE": Words(
        "No usual week to start from",
        "Enter at least four ordinary weeks before the taper, or say yourself what a usual week is.",
    ),
    "E_CUT_RANGE": Words(
        "This cut wants a reason",
        "Between 20% and 40% none is asked. Outside, and for runners under 18, write down why.",
    ),
    "E_DAYS": Words("Too few days", "Two days a week are the least that makes a plan. Free one more at the left."),
    "E_INPUT": Words("Something here cannot be right", "Look at the figure that is named below, then recompute."),
    "E_POLICY": Words(
        "Your own rules make no plan here",
        "One of the numbers you set leaves nothing to plan with. Put it right under Policy, then plan again.",
    ),
}
FLAGS: Final = {
    "PROVISIONAL": Words(
        "The fall race is still to come", "This is a sketch. Enter the result when it is run and recompute."
    ),
    "CUT_OVERRIDE": Words("A cut outside 20–40%", "You gave the reason; the promise above counts it as broken."),
    "TIME_LIMITED": Words(
        "The days set the limit", "Their minutes hold less than the rules would give: the weeks are as full as they go."
    ),
    "LOW_FREQUENCY": Words(
        "Two runs a week", "It keeps the thread. A third, however short, makes the long run a smaller share."
    ),
    "SPACING_RELAXED": Words(
        "Hard days stand close", "These days leave no room between them, so the fast workout is a light one."
    ),
    "PLAN_STARTS_BELOW_MAINTENANCE": Words(
        "The spring plan starts lower than this", "There is nothing to build: the first weeks will feel easy."
    ),
    "LR_SHORT": Words(
        "The long run stays on the short side", "Let the first long runs of the spring plan grow in small steps."
    ),
    "NO_PACE_ZONES": Words(
        "Effort instead of pace", "No road result within a year: sessions say how hard, not how fast."
    ),
    "EASY_SHARE_LOW": Words(
        "More fast running than usual", "With few runs one fast day weighs more. Keep the others truly easy."
    ),
    "WEATHER_ALT": Words("Some sessions are indoors", "Ice or heat is likely then; the same work, another place."),
}


def way_out(text: str) -> str:
    """A remedy in the engine's words, without the names of its rules."""
    return RULE_NAMES.sub("", text)


def status_words(response: dict[str, object]) -> Words | None:
    """None for a plan that needs no word."""
    error = response.get("error")
    if isinstance(error, dict):
        return ERRORS[error["code"]]
    return STATUS.get(str(response.get("status")))
