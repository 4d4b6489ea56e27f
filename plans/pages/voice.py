"""What the athlete said and what came back, for the week page: read in one question, however much there is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from athletes.models import Athlete, SafetyAnswer
from plans.models import Ache, CheckIn, Proposal, SessionNote, TrainingSession
from plans.words.proposal import to_athlete
from plans.words.wording import short_day

ANSWER_SHOWN_FOR: Final = timedelta(days=14)
MOST: Final = 20
CLEAR_CHECK_INS: Final = 2  # planning.md 5.3, 9
PROPOSAL: Final = ("id", "feeling", "outcome", "word", "after_sessions", "cut_before", "cut_after", "why_not")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A session about which the other side has said something new. `session_id` is empty where the plan has dropped it."""

    title: str
    day: date
    who: str
    session_id: str

    @property
    def when(self) -> str:
        return short_day(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """`answer` and `word`: what the coach made of the taps, lately. `proposal`: what waits for who coaches themselves.

    `is_cleared` is the athlete's own to see; their coach knows it from elsewhere.
    """

    felt: CheckIn | None
    aches: tuple[Ache, ...]
    unread: tuple[Unread, ...]
    answer: str
    word: str
    proposal: Proposal | None
    is_cleared: bool

    @property
    def asks(self) -> Ache | None:
        """The ache whose safety questions are due."""
        return next((ache for ache in self.aches if ache.needs_asking), None)


def voice_of(athlete: Athlete, *, week_start: date, today: date) -> Voice:
    row: Any = _asked(athlete, week_start)
    return Voice(
        felt=CheckIn(**row.felt) if row.felt else None,
        aches=tuple(_ache(one) for one in row.open_aches),
        unread=tuple(_unread(row.unread)),
        is_cleared=_is_cleared(row.health, on=today),
        proposal=_proposal(row.waiting) if row.waiting and athlete.is_self_coached else None,
        **_answer(row.answered, athlete=athlete, today=today),
    )


def with_voice(sessions: QuerySet[TrainingSession], athlete: Athlete) -> QuerySet[TrainingSession]:
    """Each with its tap and, as numbers, what was said about it: `said` in all, `said_here` with the coach of now.

    `to_read` has the athlete to read, `to_hear` their coach. No query more.
    """
    notes = SessionNote.objects.of(athlete).about(OuterRef("off_season"), OuterRef("key"))
    here = notes.with_coach(athlete)
    return sessions.with_tap().annotate(  # type: ignore[attr-defined,no-any-return]  # of our own QuerySet
        said=_count(notes),
        said_here=_count(here),
        to_read=_count(notes.to_athlete().unread()),
        to_hear=_count(here.to_desk().unread()),
    )


def clear_since(athlete: Athlete) -> str:
    """ "Left knee is gone. Growth waits for two clear check-ins: 1 so far." Empty once there are two, or nothing ached."""
    last = Ache.objects.of(athlete).newest_first().first()
    if last is None or last.gone_at is None:
        return ""
    clear = CheckIn.objects.of(athlete).weekly().clear().since(last.gone_at).count()
    if clear >= CLEAR_CHECK_INS:
        return ""
    return f"{last.where.capitalize() or 'What ached'} is gone. Growth waits for two clear check-ins: {clear} so far."


def _count(notes: QuerySet[SessionNote]) -> Coalesce:
    counted = notes.order_by().values("key").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _asked(athlete: Athlete, week_start: date) -> Any:
    taps = CheckIn.objects.filter(athlete=OuterRef("pk"), week_start=week_start).weekly()
    aches = Ache.objects.filter(athlete=OuterRef("pk")).open().newest_first()
    proposals = Proposal.objects.filter(athlete=OuterRef("pk")).newest_first()
    answers = SafetyAnswer.objects.filter(athlete=OuterRef("pk")).newest_first()
    return Athlete.objects.annotate(
        felt=Subquery(taps.values(row=_row("feeling", "where"))[:1]),
        open_aches=ArraySubquery(aches.values(row=_row("id", "where", "at", "asked_at"))),
        unread=ArraySubquery(_unread_notes()),
        answered=Subquery(_answers(proposals)),
        waiting=Subquery(proposals.open().values(row=_row(*PROPOSAL, "off_season_id"))[:1]),
        health=Subquery(answers.values(row=_row("flags", "cleared_on"))[:1]),
    ).get(pk=athlete.pk)


def _row(*fields: str, **more: Any) -> JSONObject:
    return JSONObject(**{name: name for name in fields}, **more)


def _unread_notes() -> QuerySet[SessionNote, Any]:
    notes = SessionNote.objects.filter(athlete=OuterRef("pk")).to_athlete().unread().in_order()
    sessions = TrainingSession.objects.filter(off_season=OuterRef("off_season"), key=OuterRef("key"))
    return notes.annotate(session_id=Subquery(sessions.values("pk")[:1])).values(
        row=_row("key", "off_season_id", "title", "day", "session_id", who="author__name")
    )[:MOST]


def _answers(proposals: QuerySet[Proposal]) -> QuerySet[Proposal, Any]:
    decided = proposals.filter(answered_at__isnull=False).order_by("-answered_at")
    numbers = {"version": "version__number", "published": "off_season__published__number"}
    return decided.values(row=_row(*PROPOSAL, "answered_at", who="answered_by__name", **numbers))[:1]


def _unread(notes: list[dict[str, Any]]) -> Iterator[Unread]:
    """One line for each session, however much was said."""
    for note in {(note["off_season_id"], note["key"]): note for note in notes}.values():
        day, session_id = date.fromisoformat(note["day"]), note["session_id"] or ""
        yield Unread(title=note["title"], day=day, who=note["who"] or "Your coach", session_id=session_id)


def _ache(said: dict[str, Any]) -> Ache:
    asked_at = said["asked_at"]
    moments = {"at": datetime.fromisoformat(said["at"]), "asked_at": asked_at and datetime.fromisoformat(asked_at)}
    return Ache(**(said | moments))


def _answer(said: dict[str, Any] | None, *, athlete: Athlete, today: date) -> dict[str, str]:
    """What came of the last taps, for a fortnight; nothing to say to who answers themselves."""
    if said is None or athlete.is_self_coached:
        return {"answer": "", "word": ""}
    answered_on = athlete.today(datetime.fromisoformat(said["answered_at"]))
    if today - answered_on > ANSWER_SHOWN_FOR:
        return {"answer": "", "word": ""}
    is_out = (said["published"] or 0) >= (said["version"] or math.inf)
    text = to_athlete(_proposal(said), coach=said["who"] or "Your coach", is_out=is_out)
    return {"answer": text, "word": said["word"]}


def _proposal(said: dict[str, Any]) -> Proposal:
    return Proposal(**{name: value for name, value in said.items() if name in {*PROPOSAL, "off_season_id"}})


def _is_cleared(said: dict[str, Any] | None, *, on: date) -> bool:
    if said is None:
        return True
    cleared_on = said["cleared_on"] and date.fromisoformat(said["cleared_on"])
    return SafetyAnswer(flags=said["flags"], cleared_on=cleared_on).is_cleared(on=on)
