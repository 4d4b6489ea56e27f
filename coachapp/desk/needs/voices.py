"""Needs that athletes tell themselves: something aches, two taps alike, a word about a session."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from athletes.models import Athlete, User
from coachapp.desk.needs.need import Action, Need
from coachapp.desk.needs.people import of_athlete, page_of
from plans.models import Ache, Proposal, SessionNote
from plans.models.check_in import Feeling
from plans.words import proposal as words
from plans.words.wording import short_day

SAID_WITHIN: Final = timedelta(days=14)
LONGEST_LINE: Final = 120


def aching(athletes: QuerySet[Athlete]) -> Iterator[Need]:
    """Whatever has not gone yet: one row for each athlete, the newest ache first."""
    by_athlete: dict[object, list[Ache]] = {}
    for ache in Ache.objects.open().filter(athlete__in=athletes).select_related("athlete__user").newest_first():
        by_athlete.setdefault(ache.athlete_id, []).append(ache)
    for aches in by_athlete.values():
        yield _aching(aches)


def proposed(athletes: QuerySet[Athlete], *, today: date, at: datetime) -> Iterator[Need]:
    """Two taps alike in a row: another cut to look at; or, for a fortnight, why none is proposed."""
    waits = Proposal.objects.open().ahead(today=today).filter(athlete__in=athletes).with_plan()
    for proposal in waits:
        if proposal.moves_cut or proposal.at > at - SAID_WITHIN:
            yield _proposed(proposal)


def written(athletes: QuerySet[Athlete], user: User) -> Iterator[Need]:
    """A word about a session that nobody at the desk has read: one row for each athlete, about the newest."""
    notes = SessionNote.objects.visible_to(user).to_desk().unread().filter(athlete__in=athletes)
    by_athlete: dict[object, list[SessionNote]] = {}
    for note in notes.select_related("athlete").newest_first():
        by_athlete.setdefault(note.athlete_id, []).append(note)
    for unread in by_athlete.values():
        yield _written(unread)


def _aching(aches: list[Ache]) -> Need:
    newest = aches[0]
    places = ", ".join(ache.where for ache in aches if ache.where)
    where = f": {places}" if places else ""
    return of_athlete(
        newest.athlete,
        kind="ache",
        fact=newest.pk,
        reason=f"Something aches{where}.",
        detail="Ask before the next fast day or long run. Growth waits for two clear check-ins.",
        short=f"an ache{where}",
        action=Action(label="See the week", url=_week_of(newest.athlete, newest.athlete.today(newest.at))),
        since=newest.at,
        changed_at=newest.at,
    )


def _proposed(proposal: Proposal) -> Need:
    said, is_hard = words.said(proposal), proposal.feeling == Feeling.HARD
    moved = words.move(proposal)
    return of_athlete(
        proposal.athlete,
        kind="proposal" if moved else "hard" if is_hard else "easy",
        fact=proposal.pk,
        reason=f"Said {said}: {moved}?" if moved else f"Said {said}.",
        detail="" if moved else words.held_back(proposal),
        short=moved or f"said {said}",
        action=Action(label="Look at it", url=f"{page_of(proposal.athlete)}#proposal"),
        since=proposal.at,
        changed_at=proposal.at,
    )


def _written(notes: list[SessionNote]) -> Need:
    newest = notes[0]
    return of_athlete(
        newest.athlete,
        kind="note",
        fact=newest.athlete_id,
        reason=f"Wrote about {newest.title}, {short_day(newest.day)}.",
        detail=_start(newest.text) if len(notes) == 1 else f"{len(notes)} words are unread.",
        short=f"wrote about {newest.title}",
        action=Action(label="Answer", url=f"{page_of(newest.athlete)}#talk-h"),
        since=notes[-1].at,
        changed_at=newest.at,
    )


def _start(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + '…'}”"


def _week_of(athlete: Athlete, day: date) -> str:
    return reverse("plans:athlete_week", args=[athlete.pk, day])
