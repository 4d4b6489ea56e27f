"""How a proposal is said: to the coach, in the plan, and to the athlete once it is answered."""

from typing import Final

from plans.models import Proposal
from plans.models.check_in import Feeling
from plans.models.proposal import Outcome, WhyNot
from plans.rules_cut import band_of

ROW: Final = {False: "two weeks running", True: "after the last two key sessions"}
HELD_BACK: Final = {
    WhyNot.NO_PLAN: "No published plan says yet how much is cut.",
    WhyNot.RECOVERY: "These are recovery weeks: the race sizes them, not the cut.",
    WhyNot.RETURNING: "A plan for coming back has no cut to move.",
    WhyNot.ACHE: "Something aches: growth waits for two clear check-ins.",
    WhyNot.DRAFT: "A newer draft has another cut already.",
    WhyNot.UNCLEARED: "Not cleared to train: nothing is planned now.",
    WhyNot.OVER: "No weeks are left that another cut would change.",
}


def percent(cut: float) -> str:
    """ "27.5%" """
    return f"{100 * cut:.3g}%"


def said(proposal: Proposal) -> str:
    """ "“too hard” two weeks running" """
    return f"“{proposal.get_feeling_display()}” {ROW[proposal.after_sessions]}"


def move(proposal: Proposal) -> str:
    """ "cut 27.5% → 32.5%"; empty where it moves none."""
    if proposal.cut_before is None or proposal.cut_after is None:
        return ""
    return f"cut {percent(proposal.cut_before)} → {percent(proposal.cut_after)}"


def held_back(proposal: Proposal) -> str:
    """Why no cut is proposed."""
    if proposal.why_not != WhyNot.BOUND:
        return HELD_BACK[WhyNot(proposal.why_not)] if proposal.why_not else ""
    is_hard = proposal.feeling == Feeling.HARD
    end = "largest" if is_hard else "smallest"
    at = f"The cut is at {percent(proposal.cut_before)} already, " if proposal.cut_before is not None else "The cut is "
    return f"{at}the {end} of your band{_band(proposal)}: no further step is proposed."


def reason_for_plan(proposal: Proposal) -> str:
    """Beside the cut in the plan, for either reader: "felt too hard two weeks running"."""
    return f"felt {proposal.get_feeling_display()} {ROW[proposal.after_sessions]}"


def to_athlete(proposal: Proposal, *, coach: str, is_out: bool) -> str:
    """What came of it, kindly. `is_out`: the plan with the new cut is published."""
    heard = f"{coach} has read that it felt {proposal.get_feeling_display()}"
    if proposal.outcome in {Outcome.REFUSED, Outcome.SEEN}:
        return f"{heard}, and keeps the plan as it is." if proposal.outcome == Outcome.REFUSED else f"{heard}."
    if not is_out:
        return f"{heard}, and is going over the weeks ahead."
    if proposal.outcome == Outcome.EDITED:
        return f"{heard}, and has changed the weeks ahead."
    size = "smaller" if proposal.feeling == Feeling.HARD else "a little bigger"
    return f"{heard}: the weeks ahead are {size} now."


def _band(proposal: Proposal) -> str:
    version = proposal.off_season.published if proposal.off_season else None
    return f", {band_of(version.request).in_words}" if version else ""
