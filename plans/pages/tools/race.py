"""From a race result: what it is worth over other distances, the training paces, the age grade."""

from collections.abc import Iterator, Sequence
from math import floor
from typing import Any

from django.utils.text import capfirst

from plans.engine.policy import HALF_M, KM
from plans.pages.tools.answer import DUST, Answer, Distance, Result, Row, Table, ask
from plans.words import tools as words
from plans.words.wording import pace, pace_range, race_time


def equivalent_times(ran: Result, *, to: Distance, others: Sequence[Distance], unit: str) -> Answer:
    judged, seconds = _vdot(ran), _equivalent_s(ran, to)
    warnings = [*judged["warnings"], *_vdot(Result(to, seconds))["warnings"]]
    return Answer(
        label=f"{capfirst(to.name)}, as good as {ran}",
        number=race_time(seconds),
        says=f"{_pace_of(seconds, to, unit)} all the way, from a VDOT of {judged['vdot']:.1f}.",
        notes=tuple(_riegel(ran, to)),
        cautions=tuple(map(words.sentence, dict.fromkeys(warnings))),
        tables=(_equivalents(ran, others, unit),),
    )


def training_paces(ran: Result, *, unit: str) -> Answer:
    judged = _vdot(ran)
    found = ask("paces", vdot=judged["vdot"])
    said = {kind: _pace_range(found[f"{kind}_s_per_km"], unit) for kind in words.PACES_OF}
    easy, _, per = said["easy"].rpartition(" ")
    unknown = [words.NO_MARATHON_PACE] if found["marathon_s_per_km"] is None else []
    rows = (Row(name, (said[kind],), note) for kind, (name, note) in words.PACES_OF.items())
    return Answer(
        label="An easy run",
        number=easy,
        unit=per,
        says=f"From a VDOT of {judged['vdot']:.1f}: what {ran} is worth.",
        cautions=(*map(words.sentence, judged["warnings"]), *unknown),
        tables=(Table("Every kind of run", ("Kind", "Pace"), tuple(rows)),),
    )


def age_grade(result: Result, *, sex: str, age: int) -> Answer:
    distance, duration_s = result
    found = ask("age_grade", sex=sex, age=age, distance_m=distance.metres, duration_s=duration_s)
    tenths = floor(10 * found["grade_percent"] + DUST) / 10  # never a class's number before the class
    return Answer(
        label=f"Age grade of {result}",
        number=f"{tenths:.1f}%",
        says=words.GRADES[found["grade_class"]],
        tables=(_standards(found, distance=distance, sex=sex, age=age),),
    )


def _vdot(ran: Result) -> dict[str, Any]:
    return ask("vdot", distance_m=ran.distance.metres, duration_s=ran.duration_s)


def _equivalent_s(ran: Result, to: Distance) -> float:
    found = ask("equivalent_time", distance_m=ran.distance.metres, duration_s=ran.duration_s, to_distance_m=to.metres)
    return float(found["duration_s"])


def _equivalents(ran: Result, others: Sequence[Distance], unit: str) -> Table:
    times = [(other, _equivalent_s(ran, other)) for other in others]
    rows = (
        Row(capfirst(other.name), (race_time(seconds), _pace_of(seconds, other, unit)), is_mine=other == ran.distance)
        for other, seconds in times
    )
    return Table("The same fitness over", ("Distance", "Time", "Pace"), tuple(rows))


def _riegel(ran: Result, to: Distance) -> Iterator[str]:
    """Only where it misleads: to a longer race, past the half-marathon."""
    if to.metres > max(HALF_M, ran.distance.metres):
        found = ask("riegel", distance_m=ran.distance.metres, duration_s=ran.duration_s, to_distance_m=to.metres)
        yield words.RIEGEL % {"time": race_time(found["duration_s"])}


def _pace_of(seconds: float, distance: Distance, unit: str) -> str:
    return pace(seconds / distance.metres * KM, unit)


def _pace_range(found: float | Sequence[float] | None, unit: str) -> str:
    if found is None:
        return "by effort"
    return pace_range(found[0], found[-1], unit) if isinstance(found, Sequence) else pace(found, unit)


def _standards(found: dict[str, Any], *, distance: Distance, sex: str, age: int) -> Table:
    rows = (
        Row(f"100% at {age}", (race_time(found["age_standard_s"]),), "the best to be expected at this age"),
        Row("100% at any age", (race_time(found["open_standard_s"]),), f"the age factor is {found['factor']:.4f}"),
    )
    return Table(f"Standards of {words.SEXES[sex]}", ("Standard", distance.name), rows)
