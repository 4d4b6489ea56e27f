"""What a coach asks of the roster: words, a squad, filters, an order. One query string, which every link keeps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils.http import urlencode

from athletes.models import Athlete, Race, Squad
from athletes.models.athlete import AthleteQuerySet
from coachapp.desk.needs.people import SILENT_AFTER
from coachapp.desk.roster_figures import (
    done_this_week,
    phase_now,
    phase_place,
    plan_place,
    plan_state,
    with_figures,
)
from plans.models import SessionLog, TrainingSession
from plans.models.done import other_runs

Athletes = QuerySet[Athlete]
ARCHIVE: Final = "show"
LONGEST_SEARCH: Final = 100


def in_phase(athletes: Athletes, kind: str, today: date) -> Athletes:
    return athletes.alias(phase_now=phase_now(today)).filter(phase_now=None if kind == "none" else kind)


def with_race_within(athletes: QuerySet[Any], days: str, today: date) -> Athletes:
    return athletes.filter(a_race_date__lte=today + timedelta(days=int(days)))


def by_activity(athletes: Athletes, state: str, today: date) -> Athletes:
    """Silent is who had sessions to do ten days ago and earlier, and has ticked off none since, nor run besides.

    Of days and of what the column beside it shows. The board also hears a check-in: see `people.silent`.
    """
    since = today - SILENT_AFTER
    done = SessionLog.objects.until(today).filter(session__athlete=OuterRef("pk"), session__date__gt=since)
    ran = other_runs().filter(athlete=OuterRef("pk"), date__gt=since, date__lte=today)
    if state == "active":
        return athletes.filter(Exists(done) | Exists(ran))
    return athletes.filter(
        ~Exists(done), ~Exists(ran), Exists(TrainingSession.objects.filter(athlete=OuterRef("pk"), date__lte=since))
    )


def in_state(athletes: Athletes, state: str, today: date) -> Athletes:  # noqa: ARG001 -- a filter's signature
    return athletes.alias(plan_state=plan_state()).filter(plan_state=state)


def archived(athletes: Athletes, value: str, today: date) -> Athletes:  # noqa: ARG001 -- a filter's signature
    """Only the archived; without this filter `found` leaves them out."""
    return athletes.filter(archived_at__isnull=False)


def as_given(athletes: Athletes, value: str, today: date) -> Athletes:  # noqa: ARG001 -- a filter's signature
    """Who needs the coach is the board's to say: `roster.athletes_of` has narrowed them already."""
    return athletes


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One select above the roster: its values with their words, what a value leaves, and what none is called."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    narrow: Callable[[Athletes, str, date], Athletes]
    otherwise: str = "any"


# A further filter is one entry here: the form, the links and the empty page follow.
FILTERS: Final = (
    Filter(name="needs", label="Who", options=(("me", "needs me"),), narrow=as_given, otherwise="everybody"),
    Filter(
        name="phase",
        label="Phase",
        options=(
            ("recovery", "recovery"),
            ("maintenance", "maintenance"),
            ("base", "base"),
            ("rebuild", "rebuild"),
            ("none", "none now"),
        ),
        narrow=in_phase,
    ),
    Filter(
        name="race",
        label="A race",
        options=(("30", "within 30 days"), ("90", "within 90 days"), ("180", "within 180 days")),
        narrow=with_race_within,
    ),
    Filter(
        name="last",
        label="Last activity",
        options=(("silent", "none for 10 days or more"), ("active", "in the last 10 days")),
        narrow=by_activity,
    ),
    Filter(
        name="plan",
        label="Plan",
        options=(("none", "none yet"), ("draft", "draft"), ("changed", "newer draft"), ("published", "published")),
        narrow=in_state,
    ),
    Filter(name=ARCHIVE, label="Archive", options=(("archived", "archived"),), narrow=archived, otherwise="left out"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to sort by; `falls` where the natural way is the largest first. Nobody's figure comes last either way."""

    by: Callable[[date], Any]
    falls: bool = False


ORDERS: Final[Mapping[str, Order]] = {
    "name": Order(by=lambda _: Lower("name")),
    "phase": Order(by=phase_place),
    "volume": Order(by=lambda _: F("volume_m"), falls=True),
    "week": Order(by=done_this_week, falls=True),
    "active": Order(by=lambda _: F("active_on"), falls=True),
    "race": Order(by=lambda _: F("a_race_date")),
    "plan": Order(by=lambda _: plan_place()),
    "newest": Order(by=lambda _: F("created_at"), falls=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    words: str = ""
    squad: Squad | None = None
    chosen: Mapping[str, str]
    sort: str = "name"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.squad or self.chosen)

    @property
    def is_archive_alone(self) -> bool:
        return set(self.chosen) == {ARCHIVE} and not self.words and not self.squad

    @property
    def order(self) -> str:
        """The sort without its direction."""
        return self.sort.removeprefix("-")

    @property
    def said(self) -> str:
        """ "“bob”, New York, phase recovery": what leaves out everybody else."""
        filters = {one.name: (one.label, dict(one.options)) for one in FILTERS}
        narrowed = [f"{filters[name][0].lower()} {filters[name][1][value]}" for name, value in self.chosen.items()]
        words = [f"“{self.words}”"] if self.words else []
        squad = [f"in {self.squad}"] if self.squad else []
        return ", ".join([*words, *squad, *(text.replace("a race", "A race", 1) for text in narrowed)])

    def query(self, **changes: str) -> str:
        """As it stands in an address, without the page; a sort by name needs no word."""
        squad = str(self.squad.pk) if self.squad else ""
        sort = "" if self.sort == "name" else self.sort
        values = {"q": self.words, "squad": squad, **self.chosen, "sort": sort} | changes
        return urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column's head; without `query` it does not sort. `aria_sort` is empty where another column sorts."""

    label: str
    css: str = ""
    query: str = ""
    aria_sort: str = ""


def asked_of(values: Mapping[str, str], *, squads: Sequence[Squad]) -> Asked:
    """What can be read of a query string; a value that nobody knows, or another coach's squad, asks for nothing."""
    known = {one.name: dict(one.options) for one in FILTERS}
    sort = values.get("sort", "name")
    return Asked(
        words=values.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],  # PostgreSQL takes no NUL
        squad=next((squad for squad in squads if str(squad.pk) == values.get("squad")), None),
        chosen={name: values[name] for name, options in known.items() if values.get(name) in options},
        sort=sort if sort.removeprefix("-") in ORDERS else "name",
    )


def found(everybody: AthleteQuerySet, asked: Asked, *, today: date) -> Athletes:
    """Those whom the filters leave, in the asked order; the archived only where they are asked for."""
    athletes: Athletes = everybody if ARCHIVE in asked.chosen else everybody.active()
    if asked.words:
        races = Race.objects.filter(name__icontains=asked.words, date__gte=today)
        athletes = athletes.filter(name__icontains=asked.words) | athletes.filter(pk__in=races.values("athlete"))
    if asked.squad:
        athletes = athletes.filter(squads=asked.squad)
    athletes = with_figures(athletes, today=today)
    for one in FILTERS:
        if one.name in asked.chosen:
            athletes = one.narrow(athletes, asked.chosen[one.name], today)
    return _sorted(athletes, asked, today=today)


def headings(asked: Asked) -> list[Heading]:
    return [
        _heading(asked, "Name", "name"),
        _heading(asked, "Phase", "phase"),
        Heading(label="Season"),
        _heading(asked, "Usual week", "volume", css="num"),
        _heading(asked, "This week", "week", css="num"),
        _heading(asked, "Last activity", "active"),
        _heading(asked, "A race", "race"),
        _heading(asked, "Plan", "plan"),
        Heading(label="Account"),
    ]


def _sorted(athletes: Athletes, asked: Asked, *, today: date) -> Athletes:
    order = ORDERS[asked.order]
    falls = order.falls != asked.sort.startswith("-")
    athletes = athletes.alias(sorted_by=order.by(today))
    key = F("sorted_by").desc(nulls_last=True) if falls else F("sorted_by").asc(nulls_last=True)
    return athletes.order_by(key, Lower("name"), "pk")


def _heading(asked: Asked, label: str, name: str, *, css: str = "") -> Heading:
    """A click on the column that sorts already turns it round."""
    is_sorting = asked.order == name
    is_turned = asked.sort.startswith("-")
    falls = ORDERS[name].falls != is_turned
    turned = f"-{name}" if is_sorting and not is_turned else name
    return Heading(
        label=label,
        css=css,
        query=asked.query(sort=turned),
        aria_sort=("descending" if falls else "ascending") if is_sorting else "",
    )
