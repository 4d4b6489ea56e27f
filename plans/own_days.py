"""Which other days of its week a published session may go to: the engine's own checker is asked for each.

A run that goes to a rest day swaps with it, so that a week keeps its days off. A day is legal where no invariant of the
severity "error" breaks in a place where it held before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol, Self

from plans.coach_rules import policy_of
from plans.engine.checks import checks
from plans.engine.contract import load_request, load_response, load_session
from plans.engine.policy import Policy
from plans.engine.request import PlanRequest
from plans.engine.response import PlanResponse, Session
from plans.engine.swap import rest_day

Json = dict[str, Any]
Breaches = dict[str, tuple[str, frozenset[str]]]  # by invariant: severity, and each place where it fails

FIXED = {"race", "rest"}
FIELDS = (
    "order", "code", "ingredient", "title", "distance_m", "duration_s", "quality_m", "quality_s", "strides", "hard", "heavy",
    "rpe", "load", "steps", "alternate",
)  # fmt: skip


class Placed(Protocol):
    """What a swap looks at: a row, or the engine's session."""

    @property
    def date(self) -> date: ...
    @property
    def ingredient(self) -> str: ...
    @property
    def distance_m(self) -> int: ...


class Row(Placed, Protocol):
    """A published session."""

    @property
    def key(self) -> str: ...
    @property
    def why_rule(self) -> str: ...
    @property
    def why_text(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The athlete's own day for a session that the plan has on another."""

    key: str
    planned: date
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """`broken`: invariants that must hold and would not; `strained`: those worth a look; `swapped`: keys of rest days."""

    day: date
    broken: tuple[str, ...]
    strained: tuple[str, ...]
    swapped: tuple[str, ...]
    neighbours: tuple[Session, ...]

    @property
    def is_legal(self) -> bool:
        return not self.broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A plan with its sessions where they stand now, by key."""

    request: PlanRequest
    plan: PlanResponse
    policy: Policy
    sessions: Mapping[str, Session]

    @classmethod
    def of_plan(cls, request: Json, response: Json) -> Self:
        """As the version has them."""
        plan = load_response(response)
        keys = (one["key"] for week in response["weeks"] for one in week["sessions"])
        sessions = (session for week in plan.weeks for session in week.sessions)
        return cls._of(request, plan, dict(zip(keys, sessions, strict=True)))

    @classmethod
    def of_rows(cls, request: Json, response: Json, rows: Iterable[Row]) -> Self:
        """As the athlete has them: `rows` are the published sessions, without those that were let go."""
        return cls._of(request, load_response(response), {row.key: _session(row) for row in rows})

    @classmethod
    def _of(cls, request: Json, plan: PlanResponse, sessions: Mapping[str, Session]) -> Self:
        return cls(request=load_request(request), plan=plan, policy=policy_of(request), sessions=sessions)

    def offers(self, key: str, days: Iterable[date]) -> list[Offer]:
        """What each of these days of the session's week would mean; none for a race and for rest, which have theirs."""
        session = self.sessions[key]
        if session.ingredient in FIXED:
            return []
        before = self._breaches({})
        return [self._offer(key, day, before) for day in days if day != session.date]

    def moved(self, dates: Mapping[str, date]) -> "Judge":
        """The same plan with sessions on other days."""
        return replace(self, sessions=self._on(dates))

    def granted(self, wishes: Sequence[Wish], *, since: date) -> dict[str, date]:
        """Days by key, rest days that swap included, of those wishes that this plan leaves room for, the earliest first."""
        judge, granted = self, dict[str, date]()
        for wish in sorted(wishes, key=lambda wish: (wish.planned, wish.key)):
            session = judge.sessions.get(wish.key)
            if session is None or session.date != wish.planned or not judge.allows(wish, since=since):
                continue
            dates = exchanged(judge.sessions, wish.key, wish.day)
            granted |= dates
            judge = judge.moved(dates)
        return granted

    def allows(self, wish: Wish, *, since: date) -> bool:
        """Is it a coming day of the same week, and legal?"""
        week = next((week for week in self.plan.weeks if week.start <= wish.planned <= week.end), None)
        if week is None or not max(week.start, since) <= wish.day <= week.end:
            return False
        return all(offer.is_legal for offer in self.offers(wish.key, [wish.day]))

    def _offer(self, key: str, day: date, before: Breaches) -> Offer:
        dates = exchanged(self.sessions, key, day)
        new = {
            name: severity
            for name, (severity, places) in self._breaches(dates).items()
            if places - before.get(name, ("", frozenset()))[1]
        }
        return Offer(
            day=day,
            broken=tuple(name for name, severity in new.items() if severity == "error"),
            strained=tuple(name for name, severity in new.items() if severity == "warning"),
            swapped=tuple(other for other in dates if other != key),
            neighbours=tuple(one for name, one in self.sessions.items() if one.date == day and name not in dates),
        )

    def _breaches(self, dates: Mapping[str, date]) -> Breaches:
        found = checks(self.request, self._plan(dates), policy=self.policy)
        return {one.id: (one.severity, frozenset(one.detail.split("; "))) for one in found if not one.ok}

    def _plan(self, dates: Mapping[str, date]) -> PlanResponse:
        """A day that is left with nothing is a day of rest, as it is after a coach's move."""
        placed: dict[date, list[Session]] = defaultdict(list)
        for one in sorted(self._on(dates).values(), key=lambda one: one.order):
            placed[one.date].append(one)
        weeks = (
            replace(
                week,
                sessions=tuple(
                    one for day in days_from(week.start, week.end) for one in placed[day] or [rest_day(day)]
                ),
            )
            for week in self.plan.weeks
        )
        return replace(self.plan, weeks=tuple(weeks))

    def _on(self, dates: Mapping[str, date]) -> dict[str, Session]:
        return {key: replace(one, date=dates[key]) if key in dates else one for key, one in self.sessions.items()}


def exchanged(sessions: Mapping[str, Placed], key: str, day: date) -> dict[str, date]:
    """New dates by key: the session's, and those of the rest it swaps with, unless another run stays where it was."""
    session = sessions[key]
    left = session.date
    stays = any(one.date == left and one.distance_m for name, one in sessions.items() if name != key)
    rests = [name for name, one in sessions.items() if one.date == day and one.ingredient == "rest"]
    return {key: day} | (dict.fromkeys(rests, left) if session.distance_m and not stays else {})


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _session(row: Row) -> Session:
    said = {name: getattr(row, name) for name in FIELDS}
    why = {"rule": row.why_rule, "text": row.why_text}
    return load_session(said | {"date": row.date.isoformat(), "why": why})
