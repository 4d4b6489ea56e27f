"""What a coach does with a proposal: take it, look at it first, or keep the plan; and what taking it would change."""

from datetime import date, datetime
from statistics import fmean
from typing import Any, Final

from django.db import transaction

from athletes.models import Athlete, User
from plans.actions.draft import preview, save_draft
from plans.mapping import is_cleared
from plans.models import OffSeason, PlanVersion, Proposal
from plans.models.proposal import Outcome
from plans.pages.proposal import Effect, ProposalView, proposal_view
from plans.words.proposal import reason_for_plan

Json = dict[str, Any]

LATEST: Final = 4


class AlreadyAnswered(Exception):
    """Somebody, perhaps the same coach in another tab, has answered it."""


class NotCleared(Exception):
    """The athlete's own health answers ask for a doctor since: nothing is planned for them."""


@transaction.atomic
def accept(proposal: Proposal, *, by: User, at: datetime) -> PlanVersion:
    """A new draft with the proposed cut on top of the draft there is; publishing stays the coach's own act.

    Raises AlreadyAnswered, NotCleared or EditedMeanwhile; then nothing has changed.
    """
    off_season = proposal.off_season
    if off_season is None or off_season.draft is None or not proposal.moves_cut:
        raise AlreadyAnswered(proposal.pk)
    if not is_cleared(off_season.athlete, on=off_season.athlete.today(at)):
        raise NotCleared(proposal.pk)
    if not _mine(proposal).answer(Outcome.ACCEPTED, by=by, at=at):
        raise AlreadyAnswered(proposal.pk)
    request, edits = with_cut(off_season.draft.request, proposal), off_season.draft.edits
    version = save_draft(off_season, request=request, edits=edits, seen_lock=off_season.lock, by=by, at=at)
    _mine(proposal).update(version=version)
    return version


def refuse(proposal: Proposal, *, word: str, by: User, at: datetime) -> None:
    """The plan stays as it is, with a word to the athlete where there is one. Raises AlreadyAnswered."""
    outcome = Outcome.REFUSED if proposal.moves_cut else Outcome.SEEN
    if not _mine(proposal).answer(outcome, by=by, at=at, word=word):
        raise AlreadyAnswered(proposal.pk)


def with_cut(request: Json, proposal: Proposal) -> Json:
    """The draft's request with the proposed cut in it, and why."""
    policy = {"cut": proposal.cut_after, "cut_reason": reason_for_plan(proposal)}
    return request | {"policy": request["policy"] | policy}


def effect(proposal: Proposal, *, at: datetime) -> Effect | None:
    """What it would make of the weeks to come; None where it moves no cut."""
    off_season = proposal.off_season
    if not proposal.moves_cut or off_season is None or off_season.draft is None or off_season.published is None:
        return None
    today = off_season.athlete.today(at)
    after = preview(off_season, request=with_cut(off_season.draft.request, proposal), edits=_edits(off_season), at=at)
    old, new = (_ahead(plan, today=today) for plan in (off_season.published.response, after.response))
    return Effect(
        before_m=_mean(old, "distance_m"),
        before_s=_mean(old, "duration_s"),
        after_m=_mean(new, "distance_m"),
        after_s=_mean(new, "duration_s"),
        weeks=len(new),
        status=str(after.response["status"] or ""),
    )


def open_proposal(off_season: OffSeason) -> Proposal | None:
    """The one that waits for this off-season."""
    return Proposal.objects.open().filter(off_season=off_season).with_plan().first()


def shown_proposal(off_season: OffSeason, *, at: datetime) -> ProposalView | None:
    """What its coach reads of the one that waits, and what it would change. Asks the engine once."""
    waits = open_proposal(off_season)
    return proposal_view(waits, effect(waits, at=at)) if waits else None


def proposals_of(athlete: Athlete, *, at: datetime) -> tuple[ProposalView, ...]:
    """The latest ones, the newest first; what an open one would change is asked of the engine."""
    rows = Proposal.objects.of(athlete).with_plan().select_related("answered_by").newest_first()[:LATEST]
    return tuple(proposal_view(row, effect(row, at=at) if row.is_open else None) for row in rows)


def _mine(proposal: Proposal) -> Any:
    return Proposal.objects.filter(pk=proposal.pk)


def _edits(off_season: OffSeason) -> list[Json]:
    return list(off_season.draft.edits) if off_season.draft else []


def _ahead(response: Json, *, today: date) -> list[Json]:
    """The runs of each week that has not begun."""
    return [week for week in response["weeks"] if week["start"] > today.isoformat()]


def _mean(weeks: list[Json], what: str) -> float:
    runs = [[session for session in week["sessions"] if session["distance_m"]] for week in weeks]
    return fmean(sum(session[what] for session in week) for week in runs) if runs else 0.0
