"""What somebody wrote against what is stored about them: only what differs, for the coach to take over or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from athletes.forms.fields import clock
from athletes.models import Athlete, Race
from plans.words import wording
from questions.pages.asker import race_of
from questions.understand.said import Said, SaidRace, Understood

SAME_RACE_WITHIN: Final = timedelta(days=3)
SAME_WEEK_WITHIN: Final = 0.05  # a usual week said as 48 and stored as 47 is the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`race` is one to add, or a stored one with its result; `field` one of the athlete with its new `value`.

    `is_news`: the record says nothing of it so far. What contradicts the record the coach chooses by hand.
    """

    key: str
    text: str
    words: str
    is_news: bool
    race: Race | None = None
    field: str = ""
    value: float | None = None


def differences(athlete: Athlete, said: Understood) -> list[Difference]:
    return [*_races(athlete, said), *_figures(athlete, said)]


def _races(athlete: Athlete, said: Understood) -> Iterator[Difference]:
    stored = list(athlete.races.all())
    for key, one in (("fall_race", said.fall_race), ("a_race", said.a_race)):
        if one is None or one.day is None:
            continue
        known = next((race for race in stored if _is_same(race, one)), None)
        if known is None:
            yield from _race_to_add(key, one, athlete)
        elif one.result_s and known.duration_s is None:
            known.duration_s, known.status = one.result_s.value, "finished"
            text = f"{known.name}: {clock(known.duration_s)}"
            yield Difference(key=f"{key}_result", text=text, words=one.result_s.words, is_news=True, race=known)


def _race_to_add(key: str, said: SaidRace, athlete: Athlete) -> Iterator[Difference]:
    race = race_of(said)
    if race is None or said.day is None or not race.name:
        return
    race.athlete = athlete
    result = f", {clock(race.duration_s)}" if race.duration_s else ""
    text = f"Add {race.name}, {race.date:{race.date.day} %B %Y}{result}"
    yield Difference(key=key, text=text, words=said.words, is_news=True, race=race)


def _is_same(race: Race, said: SaidRace) -> bool:
    if said.day is None:
        return False
    is_near = abs(race.date - said.day.value) <= SAME_RACE_WITHIN
    return is_near and (said.distance_m is None or abs(race.distance_m - said.distance_m) < 1)


def _figures(athlete: Athlete, said: Understood) -> Iterator[Difference]:
    unit = athlete.unit
    week, long_run = said.weekly_m, said.long_m
    if week and not _is_near(athlete.baseline_m, week.value):
        yield _figure(athlete, "baseline_m", week, f"A usual week of {wording.distance(week.value, unit)}")
    usual_m = week.value if week else athlete.baseline_m
    if long_run and usual_m and long_run.value <= usual_m and not _is_near(athlete.baseline_long_m, long_run.value):
        yield _figure(athlete, "baseline_long_m", long_run, f"A long run of {wording.distance(long_run.value, unit)}")
    if said.run_days and said.run_days.value != athlete.usual_run_days:
        yield _figure(athlete, "usual_run_days", said.run_days, f"{said.run_days.value} runs a week")
    if said.years_running and athlete.years_running is None:
        yield _figure(athlete, "years_running", said.years_running, f"{said.years_running.value:g} years of running")


def _figure(athlete: Athlete, field: str, said: Said[float] | Said[int], text: str) -> Difference:
    now = getattr(athlete, field)
    is_news = now is None and (field != "baseline_m" or not athlete.history_weeks.exists())
    stands = now if field in {"usual_run_days", "years_running"} else wording.distance(now or 0, athlete.unit)
    before = f"; the record says {stands}" if now is not None else "" if is_news else "; the record has the weeks as they were run"  # fmt: skip
    return Difference(key=field, text=text + before, words=said.words, is_news=is_news, field=field, value=said.value)


def _is_near(stored: float | None, said: float) -> bool:
    return stored is not None and abs(stored - said) <= SAME_WEEK_WITHIN * said
