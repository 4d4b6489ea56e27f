"""How much the legs take: one long run against the last 30 days, and the days after a race."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import floor
from typing import Any, NamedTuple

from plans.engine.spike import longest_allowed_m
from plans.pages.tools.answer import DUST, Answer, Distance, Row, Table, ask
from plans.words import tools as words
from plans.words.wording import METRES, number, points, short_day


class Return(NamedTuple):
    """What may come back on which day after the race."""

    first_day: int
    last_day: int
    what: str
    note: str


def single_run(distance_m: float, *, longest_30d_m: float, unit: str) -> Answer:
    found = ask("single_run", distance_m=distance_m, longest_30d_m=longest_30d_m)
    limit = _rounded_down(longest_allowed_m(longest_30d_m) / METRES[unit])
    verdict = "Within" if found["allowed"] else "Beyond"
    rows = (
        Row(step, (rate,), note, is_mine=band == found["band"]) for band, (step, rate, note) in words.SPIKES.items()
    )
    tables = (Table("How often injuries came after such a run", ("Beside the longest", "Rate"), tuple(rows)),)
    if found["ratio"] is None:
        return Answer(label=words.NOTHING_RUN, number=limit, unit=unit, says=words.ANY_STEP, tables=tables)
    return Answer(
        label=words.step(found["ratio"]),
        number=f"{points(found['ratio'] - 1)}%",
        says=f"{verdict} the {limit} {unit} at which a plan here stops.",
        tables=tables,
    )


def recovery(
    distance: Distance,
    *,
    age: int | None,
    level: str | None,
    climb_m: float | None,
    effort: str,
    race_day: date | None,
) -> Answer:
    found = ask("clearance", distance_m=distance.metres, age=age, level=level, climb_m=climb_m, effort=effort)
    returns = sorted(_returns(found))
    head = ("What", "Day") if race_day is None else ("What", "Day", "From")
    rows = (Row(one.what, (_days(one), *_dates(one, race_day)), one.note) for one in returns)
    return Answer(
        label=f"First run after the {distance.name}, at the earliest",
        number=f"day {found['rest_min_days'] + 1}",
        says=f"The race is day 0. Then {found['rest_min_days']} – {found['rest_max_days']} whole days without running.",
        tables=(Table("What may come back, and when", head, tuple(rows)),),
    )


def _rounded_down(value: float) -> str:
    """A limit that is shown is kept by whoever runs it."""
    return number(floor(10 * value + DUST) / 10)


def _returns(found: dict[str, Any]) -> Iterator[Return]:
    yield Return(found["rest_min_days"] + 1, found["rest_max_days"] + 1, "First easy run", "short and slow")
    for key, (what, note) in words.RETURNS.items():
        yield Return(found[key], found[key], what, note)


def _days(one: Return) -> str:
    return f"{one.first_day} – {one.last_day}" if one.last_day > one.first_day else str(one.first_day)


def _dates(one: Return, race_day: date | None) -> tuple[str, ...]:
    return () if race_day is None else (short_day(race_day + timedelta(days=one.first_day)),)
