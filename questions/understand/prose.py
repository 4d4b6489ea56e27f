"""From what somebody wrote to what a plan needs. Pure: the text and its day go in; nothing is made up.

A figure comes with the words it was read from, so that whoever plans from it can see and correct it.
"""

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Final

from questions.understand import amounts
from questions.understand.numbers import quoted
from questions.understand.races import is_lately, loose_results, races_in, with_result
from questions.understand.said import Said, SaidRace, Understood

LONGEST: Final = 20_000  # characters of one text that are read: as many as a message holds
_SIGNED: Final = re.compile(r"(?:^|[\n.!,?])\s*(?P<name>[^\W\d_]+(?:[ ’'-][^\W\d_]+){0,3})\s*$")
_INTRODUCED: Final = re.compile(
    r"\b(?:[Mm]y name is|I am called|I’m called)\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})"
)
_NO_SIGNATURE: Final = {"thanks", "thank you", "cheers", "best", "regards", "best regards", "kind regards", "bye"}


def understand(text: str, *, on: date) -> Understood:
    """What one text says, read as on the day it was written."""
    text = text[:LONGEST]
    fall, goal = _pair(text, on=on)
    week, long_run = amounts.weekly(text), amounts.long_run(text)
    age, sex = amounts.age_and_sex(text)
    return Understood(
        name=_name(text),
        fall_race=fall,
        a_race=goal,
        unit=_unit(week or long_run),
        weekly_m=week[0] if week else None,
        long_m=long_run[0] if long_run else None,
        run_days=amounts.run_days(text),
        years_running=amounts.years_running(text, on=on),
        age=age,
        sex=sex,
        health=amounts.health(text),
    )


def understand_all(texts: Iterable[tuple[str, date]]) -> Understood:
    """A thread, the oldest text first: what was said last counts, and what was said once stays."""
    known = Understood()
    for text, on in texts:
        said = understand(text, on=on)
        newer = {field.name: getattr(said, field.name) for field in fields(said) if getattr(said, field.name)}
        known = replace(known, **newer | {"health": (known.health + said.health)[: amounts.MOST_HEALTH]})
    return known


def _pair(text: str, *, on: date) -> tuple[SaidRace | None, SaidRace | None]:
    """The race the off-season begins after, and the one it leads to: the last that is over, else the first ahead."""
    races = races_in(text, on=on)
    over = [race for race in races if race.is_over and (race.day is None or is_lately(race, on=on))]
    ahead = [race for race in races if not race.is_over and (race.day is None or is_lately(race, on=on))]
    over.sort(key=lambda race: race.day.value if race.day else date.min)
    ahead.sort(key=lambda race: race.day.value if race.day else date.max)
    fall = over[-1] if over else ahead.pop(0) if len(ahead) > 1 else None
    if fall and fall.is_over and fall.result_s is None:
        fall = _with_loose_result(fall, text)
    return fall, max(ahead, key=lambda race: race.distance_m or 0, default=None)


def _with_loose_result(race: SaidRace, text: str) -> SaidRace:
    results = [found for found in loose_results(text) if not found.is_goal]
    return with_result(race, results[0]) if len(results) == 1 else race


def _unit(amount: tuple[Said[float], str] | None) -> Said[str] | None:
    return Said(amount[1], amount[0].words) if amount else None


def _name(text: str) -> Said[str] | None:
    said = _INTRODUCED.search(text)
    if said:
        return Said(said["name"], quoted(text, said.start(), said.end()))
    signed = _SIGNED.search(text.rstrip(" \n.!"))
    if signed is None:
        return None
    name = " ".join(signed["name"].split())
    is_name = all(part[0].isupper() for part in name.split()) and name.lower() not in _NO_SIGNATURE
    return Said(name, name) if is_name else None
