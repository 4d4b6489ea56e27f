"""A proposal as the coach reads it: what was said, what it asks for, what that would change."""

from dataclasses import dataclass
from typing import Final

from plans.models import Proposal
from plans.models.proposal import Outcome, WhyNot
from plans.season_choices import READY
from plans.words import proposal as words
from plans.words.wording import amount, short_day

REFER: Final = "REFER"
ASKS: Final = "The new plan falls short: look at it before it goes out."


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The mean of the weeks to come, in metres and seconds of running, before and after; `status` is the new answer's."""

    before_m: float
    before_s: float
    after_m: float
    after_s: float
    weeks: int
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """`effect` says what the weeks to come would be, `warning` what to look at; both empty once it is answered."""

    proposal: Proposal
    reason: str
    effect: str
    warning: str
    answered: str
    may_accept: bool


def proposal_view(proposal: Proposal, effect: Effect | None) -> ProposalView:
    said = f"{proposal.athlete.name} said {words.said(proposal)}"
    moved = words.move(proposal)
    return ProposalView(
        proposal=proposal,
        reason=f"{said}: {moved}" if moved else f"{said}.",
        effect=_effect(effect, proposal.athlete.unit) if effect else words.held_back(proposal),
        warning=ASKS if effect and effect.status not in {*READY, REFER} else "",
        answered=_answered(proposal),
        may_accept=effect is not None and effect.status != REFER,
    )


def _effect(effect: Effect, unit: str) -> str:
    """ "The 6 weeks to come, on average: 34 → 31.5 mi." """
    if effect.status == REFER:
        return words.HELD_BACK[WhyNot.UNCLEARED]
    before, after = amount(effect.before_m, effect.before_s, unit), amount(effect.after_m, effect.after_s, unit)
    if not effect.weeks or before == after:
        return "The weeks to come would hardly change: spring’s first week sizes them."
    many = "The week to come" if effect.weeks == 1 else f"The {effect.weeks} weeks to come, on average"
    return f"{many}: {_short(before, after)} → {after}."


def _short(before: str, after: str) -> str:
    """A unit is said once."""
    unit = after.rsplit(" ", 1)[-1]
    return before.removesuffix(f" {unit}")


def _answered(proposal: Proposal) -> str:
    if proposal.is_open or proposal.outcome == Outcome.SUPERSEDED or proposal.answered_at is None:
        return "" if proposal.is_open else proposal.get_outcome_display()
    who = proposal.answered_by.get_full_name() if proposal.answered_by else "somebody"
    on = short_day(proposal.athlete.today(proposal.answered_at))
    return f"{proposal.get_outcome_display()} by {who}, {on}"
