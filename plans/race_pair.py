"""Which two races an off-season most likely lies between: a suggestion, the coach chooses."""

from collections.abc import Sequence
from datetime import date

from athletes.models import Race

RUN = frozenset({"finished", "dnf", "planned"})


def suggested_pair(races: Sequence[Race], *, today: date) -> tuple[Race | None, Race | None]:
    """The last race that is behind (else the first ahead), and the next A race after it (else any later race)."""
    fall = _fall_race(races, today=today)
    if fall is None:
        return None, None
    later = [race for race in races if race.date > max(fall.date, today) and race.status == "planned"]
    goals = [race for race in later if race.priority == "A"]
    return fall, next(iter(goals or later), None)


def _fall_race(races: Sequence[Race], *, today: date) -> Race | None:
    run = [race for race in races if race.status in RUN]
    behind = [race for race in run if race.date <= today]
    goals = [race for race in behind if race.priority == "A"]
    return next(iter([*reversed(goals or behind), *run]), None)
