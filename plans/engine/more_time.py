"""The smallest change of days and minutes that makes weeks possible, where the athlete's own cannot (INFEASIBLE)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from plans.engine.contract import dump, load_request, merge_patch
from plans.engine.request import WEEKDAYS, Blackout, PlanRequest, Weekday
from plans.engine.response import Check, Remedy
from plans.engine.trials import GOOD, TryPlan
from plans.engine.wording import DAY_NAMES, say_day

LONGER_MIN = (45, 60, 90)
HOME_MIN = 30
FEWER_DAYS = (1, 2, 3)
TRIES = 36


@dataclass(frozen=True, slots=True)
class _Offer:
    minutes: dict[Weekday, float | None]
    home_min: float | None = None

    @property
    def change(self) -> dict[str, Any]:
        home = {} if self.home_min is None else {"home_min": self.home_min}
        return {"athlete": {"available_min": self.minutes, **home}}

    @property
    def text(self) -> str:
        """Such as "45 minutes on Monday and Friday, 30 more at home"; an offer opens all its days equally wide."""
        parts = []
        if self.minutes:
            limits = {"as long as it takes" if at is None else f"{at:.0f} minutes" for at in self.minutes.values()}
            parts.append(f"{' or '.join(sorted(limits))} {_on_days(list(self.minutes))}")
        if self.home_min is not None:
            parts.append(f"{self.home_min:.0f} minutes a day at home")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class _Stay:
    """One absence made shorter, among those that stay as they are."""

    blackouts: tuple[Blackout, ...]
    text: str

    @property
    def change(self) -> dict[str, Any]:
        spans = [{"start": span.start.isoformat(), "end": span.end.isoformat()} for span in self.blackouts]
        return {"blackouts": spans}


def _on_days(days: Sequence[Weekday]) -> str:
    names = [DAY_NAMES[at] for at in sorted(WEEKDAYS.index(day) for day in days)]
    if len(names) == len(WEEKDAYS):
        return "every day"
    return "on " + " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def availability_remedies(
    request: PlanRequest, broken: Sequence[Check], *, try_plan: TryPlan, try_all: TryPlan
) -> tuple[Remedy, ...]:
    """One remedy: the first and smallest change of time that gives weeks; it names the rules that forbid them now.

    `try_all` also looks for the remedies of what it plans.
    """
    document = dump(request)
    rules = ", ".join(check.id for check in broken) or "INV-30"
    known = f"No week can keep the rules in these days and minutes ({rules})"
    for offer in islice(_offers(request), TRIES):
        if try_plan(load_request(merge_patch(document, offer.change))).weeks:
            text = f"{known}. This would do: {offer.text}."
            return (_full(Remedy(code="MORE_TIME", text=text, change=offer.change), document, try_all),)
    return ()


def _full(offer: Remedy, document: dict[str, Any], try_all: TryPlan) -> Remedy:
    """The offer; where it makes weeks that do not reach the spring plan, with a way out of that as well.

    On days that hold no more, a lower first week is the whole of what is needed; else the first way is the best.
    """
    found = try_all(load_request(merge_patch(document, offer.change)))
    if found.status in GOOD or not found.remedies:
        return offer
    is_limited = "TIME_LIMITED" in found.flags
    second = min(found.remedies, key=lambda way: is_limited and way.code != "LOWER_WEEK1")
    return replace(offer, text=f"{offer.text} {second.text}", change=merge_patch(offer.change, second.change))


def _offers(request: PlanRequest) -> Iterator[_Offer | _Stay]:
    """One day longer, one day more, then several, then fewer days away, then all that a week has."""
    limits = {day: request.athlete.available_min.get(day) for day in WEEKDAYS}
    opened = [day for day in WEEKDAYS if limits[day] is None or limits[day]]
    closed = [day for day in WEEKDAYS if day not in opened]
    for minutes in LONGER_MIN:
        short = [day for day in opened if (limits[day] or minutes) < minutes]
        for day in short:
            yield _Offer({day: minutes})
        for day in closed[:3]:
            yield _Offer({day: minutes})
        if len(short) > 1:
            yield _Offer(dict.fromkeys(short, minutes))
    if request.athlete.home_min < HOME_MIN:
        yield _Offer({}, home_min=HOME_MIN)
    yield from _shorter_absences(request)
    yield _Offer({**dict.fromkeys(opened, None), **dict.fromkeys(closed[:2], None)}, home_min=HOME_MIN)
    yield _Offer(dict.fromkeys(WEEKDAYS, None), home_min=HOME_MIN)


def _shorter_absences(request: PlanRequest) -> Iterator[_Stay]:
    """Back earlier or away later, a day first: for a holiday week that no longer day can save (INV-03)."""
    for fewer in FEWER_DAYS:
        for at, span in enumerate(request.blackouts):
            others = request.blackouts[:at], request.blackouts[at + 1 :]
            for start, end in _shortened(span, timedelta(days=fewer)):
                text = f"away only from {say_day(start)} to {say_day(end)}"
                yield _Stay((*others[0], Blackout(start=start, end=end), *others[1]), text)


def _shortened(span: Blackout, by: timedelta) -> Iterator[tuple[date, date]]:
    if span.end - span.start >= by:
        yield span.start, span.end - by
        yield span.start + by, span.end
