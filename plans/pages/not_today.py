"""What to do with a session that does not fit its day: the best other day first, then the rest, then letting go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from plans.models import TrainingSession
from plans.own_days import Offer
from plans.words import not_today as words
from plans.words.checks import rule_of

SAME: Final = "it has its own already"
CLOSED: Final = {"race": "A race has its day. If it is off, let it go and tell your coach."}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChoice:
    day: date
    when: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotToday:
    """`refused` says in one line which days are not offered and why; `nowhere` what to read where no day is."""

    session: TrainingSession
    best: DayChoice | None
    others: tuple[DayChoice, ...]
    refused: str
    nowhere: str
    let_go: str


def not_today(session: TrainingSession, offers: Sequence[Offer], *, today: date) -> NotToday:
    open_days = sorted((one for one in offers if _is_offered(session, one)), key=lambda one: _worth(session, one))
    choices = [_choice(session, one, today=today) for one in open_days]
    closed = ((one.day, _why_not(one)) for one in offers if not _is_offered(session, one))
    return NotToday(
        session=session,
        best=choices[0] if choices else None,
        others=tuple(sorted(choices[1:], key=lambda one: one.day)),
        refused=words.refused(closed),
        nowhere="" if choices else CLOSED.get(session.ingredient, "No other day of this week is open to it."),
        let_go=words.let_go(session.ingredient),
    )


def _is_offered(session: TrainingSession, offer: Offer) -> bool:
    return offer.is_legal and not _has_its_own(session, offer)


def _has_its_own(session: TrainingSession, offer: Offer) -> bool:
    return any(one.ingredient == session.ingredient for one in offer.neighbours)


def _worth(session: TrainingSession, offer: Offer) -> tuple[int, bool, int, date]:
    """No guideline stretched; a run where it swaps with rest, all else where a run is; the nearest, the earlier of two."""
    fits = bool(offer.swapped) if session.is_run else any(one.distance_m for one in offer.neighbours)
    return len(offer.strained), not fits, abs((offer.day - session.date).days), offer.day


def _choice(session: TrainingSession, offer: Offer, *, today: date) -> DayChoice:
    beside = [one.title for one in offer.neighbours if one.ingredient != "rest"]
    return DayChoice(
        day=offer.day,
        when=words.far(offer.day, today=today),
        reason=words.reason(is_run=session.is_run, swaps=bool(offer.swapped), beside=beside, strained=offer.strained),
    )


def _why_not(offer: Offer) -> str:
    return rule_of(offer.broken[0]).yours if offer.broken else SAME
