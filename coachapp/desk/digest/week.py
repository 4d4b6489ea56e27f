"""A coach's Monday: who raced and who will, who needs them, who is silent, and to whom mail does not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from athletes.models import Athlete, Race, User
from coachapp.desk.needs import people
from coachapp.desk.needs.board import Board, board_of
from coachapp.desk.needs.need import Need
from plans.words.wording import race_time, short_day

MOST: Final = 10
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    who: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """At most ten, and how many more there are."""

    title: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    board: Board
    lists: tuple[Listed, ...]

    @property
    def gist(self) -> str:
        """ "Three need you today, 2 raced"."""
        raced = next((len(one.lines) + one.more for one in self.lists if one.title == RACED), 0)
        return f"{self.board.headline}{f', {raced} raced' if raced else ''}"


RACED: Final = "Raced last week"
RACE_SAID: Final = {"finished": "finished", "dnf": "did not finish", "dns": "did not start"}


def digest_of(user: User, *, today: date, at: datetime) -> Digest:
    """In a fixed number of queries, however many athletes there are."""
    athletes = Athlete.objects.coached_by(user).active()
    races = Race.objects.filter(athlete__in=athletes, date__range=(today - WEEK, today + WEEK - timedelta(days=1)))
    found = list(races.select_related("athlete").order_by("date", "athlete__name"))
    board = board_of(user, today=today, at=at)
    lists = (
        _listed("Who needs you", (Line(who=one.who, text=one.reason) for one in board.rows), more=board.more),
        _listed(RACED, (_raced(race) for race in found if race.date < today)),
        _listed("Races this week", (_races(race) for race in found if race.date >= today)),
        _listed("Silent", _said(people.silent(athletes, today=today, at=at))),
        _listed("Mail does not arrive", _said(people.bounced(user, at=at))),
    )
    return Digest(board=board, lists=tuple(one for one in lists if one.lines))


def _listed(title: str, lines: Iterable[Line], *, more: int = 0) -> Listed:
    whole = list(lines)
    return Listed(title=title, lines=tuple(whole[:MOST]), more=more + max(0, len(whole) - MOST))


def _said(needs: Iterable[Need]) -> Iterable[Line]:
    return (Line(who=need.who, text=f"{need.reason} {need.detail}".strip()) for need in needs)


def _raced(race: Race) -> Line:
    how = race_time(race.duration_s) if race.duration_s else RACE_SAID.get(race.status, "no result yet")
    return Line(who=race.athlete.name, text=f"{race.name}, {short_day(race.date)}: {how}")


def _races(race: Race) -> Line:
    return Line(who=race.athlete.name, text=f"{race.name}, {short_day(race.date)}, {race.priority} race")
