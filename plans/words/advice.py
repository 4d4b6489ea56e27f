"""What a status, a flag or an error means to a runner, and what to do about it. The engine's codes stay inside."""

from typing import Final, NamedTuple

from plans.engine.response import Flag, PlanResponse


class Advice(NamedTuple):
    title: str
    text: str


STATUS: Final = {
    "RECOVERY_ONLY": Advice(
        "Time to recover, no more",
        "The spring plan starts while your legs still come back from the race. These are the recovery weeks; one of"
        " the ways below gives you an off-season as well.",
    ),
    "UNDERPREPARED": Advice(
        "The spring plan starts above you",
        "Its first week asks for more than these weeks can safely build. Better to change the plan than to chase it.",
    ),
    "NO_OFFSEASON": Advice(
        "There are no weeks between",
        "The two races, with their recovery and the spring plan, meet or overlap. A shorter spring plan or a later"
        " race makes room.",
    ),
    "MULTI_RACE": Advice(
        "One block from race to race",
        "The races are too close for an off-season. So: recover, build for a while, then freshen up for the second.",
    ),
    "SPLIT": Advice(
        "A long winter, in two parts",
        "More than fifteen weeks on maintenance would be too many. A base block follows it.",
    ),
    "INFEASIBLE": Advice(
        "These days cannot hold it",
        "No week keeps the hard days apart, leaves you a day off and fits your minutes. A little more time on your days,"
        " or one more free day, usually does it.",
    ),
    "REFER": Advice(
        "A clinician first",
        "What you told us belongs with somebody who can examine you. When they have cleared you, the plan is here.",
    ),
}
FLAGS: Final[dict[Flag, Advice]] = {
    "PROVISIONAL": Advice(
        "Your first race is still to come", "Take this as a sketch: it is made again when you have run."
    ),
    "CUT_OVERRIDE": Advice(
        "A cut outside 20 to 40%", "It was chosen for you, with a reason: the reason stands with the sum of the cut."
    ),
    "TIME_LIMITED": Advice(
        "Your days set the limit", "They hold less than the rules would give you, so the weeks are as full as they go."
    ),
    "LOW_FREQUENCY": Advice(
        "Two runs a week", "It keeps the thread. A third, however short, would make the long run a smaller share."
    ),
    "SPACING_RELAXED": Advice(
        "Hard days stand close", "Your days leave no room between them, so the fast workout is a light one."
    ),
    "PLAN_STARTS_BELOW_MAINTENANCE": Advice(
        "The spring plan starts lower than this", "Nothing to build, then: you arrive with something in hand."
    ),
    "LR_SHORT": Advice(
        "The long run stays on the short side", "Let the first long runs of the spring plan grow in small steps."
    ),
    "NO_PACE_ZONES": Advice(
        "Effort instead of pace", "Without a recent race time each session says how hard, not how fast."
    ),
    "EASY_SHARE_LOW": Advice(
        "A little more fast running than usual", "With few runs one fast day weighs more. Keep the others truly easy."
    ),
    "WEATHER_ALT": Advice("Some sessions have an indoor twin", "Ice or heat is likely then: same work, another place."),
}
ERRORS: Final = {
    "E_ORDER": Advice("The dates are the wrong way round", "The spring race has to come after the fall race."),
    "E_NO_BASELINE": Advice(
        "No usual week to start from", "Tell us what you ran in a normal week before the taper, even if it was little."
    ),
    "E_CUT_RANGE": Advice(
        "A cut outside the coach’s band", "Between 20% and 40% needs no reason; anything else needs a coach."
    ),
    "E_DAYS": Advice("Too few days", "Two days a week is the least that makes a plan. Free one more."),
    "E_POLICY": Advice("No plan by these rules", "One of your coach’s own numbers leaves nothing to plan with."),
    "E_INPUT": Advice("Something here cannot be right", "Look at the figures once more, then try again."),
}


def status_advice(plan: PlanResponse) -> Advice | None:
    """What to say above the weeks; None for a plan that needs no word."""
    if plan.error is not None:
        return ERRORS[plan.error.code]
    return STATUS.get(plan.status or "")


def flag_advice(plan: PlanResponse) -> tuple[Advice, ...]:
    return tuple(FLAGS[flag] for flag in plan.flags if flag in FLAGS)
