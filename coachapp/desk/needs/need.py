"""One thing that waits for the coach, in words, with the one action that settles it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import quote

from athletes.models import Athlete

# By what cannot wait: safety, then dates, then drafts, then words.
ORDER: Final = (
    "unwell",
    "uncleared",
    "ache",
    "hard",
    "absent",
    "proposal",
    "unplanned",
    "outdated",
    "ending",
    "unready",
    "draft",
    "easy",
    "note",
    "question",
    "otherwise",
    "bounced",
    "silent",
    "invited",
)
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`label` leads to `url`; with `fields` it is a form that is posted there."""

    label: str
    url: str
    fields: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """`facts` name what it is about, so that it can be set aside; `changed_at`: when something last happened to it.

    `short` says it in a few words, behind a more urgent need of the same athlete. Needs of one `crowd` may become one row.
    """

    kind: str
    facts: tuple[str, ...]
    athlete_ids: tuple[Any, ...]
    who: str
    who_url: str
    about: str = ""
    reason: str
    detail: str = ""
    short: str
    action: Action
    since: datetime | date | None = None
    changed_at: datetime = LONG_AGO
    crowd: tuple[str, date] | None = None

    @property
    def is_group(self) -> bool:
        return len(self.facts) > 1

    @property
    def face(self) -> str:
        """Two letters, or how many."""
        if self.is_group:
            return str(len(self.facts))
        return "".join(name[0] for name in self.who.split()[:2]).upper()


def in_order(needs: Iterable[Need]) -> list[Need]:
    """The most urgent kind first, in it the one that has waited longest."""
    return sorted(needs, key=lambda need: (ORDER.index(need.kind), _day(need.since), need.who.casefold()))


def write_to(athlete: Athlete, *, subject: str, fallback: str) -> Action:
    """A mail to the athlete; without an address their page."""
    first = athlete.name.split()[0] if athlete.name.split() else athlete.name
    if athlete.user is None:
        return Action(label=f"See {first}", url=fallback)
    address = quote(athlete.user.email, safe="@")  # an address may hold ? and &, which would begin other headers
    return Action(label=f"Write to {first}", url=f"mailto:{address}?subject={quote(subject)}")


def _day(moment: datetime | date | None) -> date:
    if moment is None:
        return date.max
    return moment.date() if isinstance(moment, datetime) else moment
