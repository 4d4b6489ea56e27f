"""Heart rates: the ceiling of an easy run, the zones, shares of the reserve."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor
from typing import Any, Final

from plans.engine.policy import DEFAULT_POLICY
from plans.pages.tools.answer import DUST, Answer, Row, Table, ask
from plans.words import tools as words
from plans.words.wording import number, share

RESERVE_SHARES: Final = (0.5, 0.6, 0.7, 0.8, 0.9)
ROUGHLY_BPM: Final = 5  # an estimate's ceiling is said no finer


def heart_rates(*, max_hr_bpm: int | None, resting_hr_bpm: int | None, lthr_bpm: int | None, age: int | None) -> Answer:
    """The ceiling where a maximum was measured, else the threshold's second zone, else the estimate."""
    found = ask("heart_rate", max_hr_bpm=max_hr_bpm, resting_hr_bpm=resting_hr_bpm, lthr_bpm=lthr_bpm, age=age)
    tables = (*_zones(found), *_reserve(found, resting_hr_bpm))
    if max_hr_bpm is not None:
        return replace(_ceiling(found), tables=tables, notes=(words.TWO_WAYS,) if found["zones"] else ())
    headed = _second_zone(found) if found["zones"] else _estimate(found)
    cautions = (words.ESTIMATE % {"bpm": number(found["max_hr_bpm"])},) if age is not None else ()
    return replace(headed, tables=tables, cautions=cautions)


def _ceiling(found: dict[str, Any]) -> Answer:
    """Rounded as a plan rounds its targets."""
    low, high = round(found["easy_cap_bpm"][0]), floor(found["easy_cap_bpm"][1] + DUST)
    shares = " – ".join(number(100 * end) for end in DEFAULT_POLICY.week.hr_cap)
    return Answer(
        label="The ceiling of an easy run",
        number=str(high),
        unit="bpm",
        says=f"An easy run keeps between {low} and {high} bpm, {shares}% of your highest. A ceiling, not a target.",
    )


def _second_zone(found: dict[str, Any]) -> Answer:
    return Answer(
        label="Zone 2, easy endurance",
        number=_beats(found["zones"][1]),
        unit="bpm",
        says="Most of your running belongs here or below.",
    )


def _estimate(found: dict[str, Any]) -> Answer:
    ceiling = ROUGHLY_BPM * round(found["easy_cap_bpm"][1] / ROUGHLY_BPM)
    return Answer(
        label="Your highest heart rate, as an estimate",
        number=f"≈ {number(found['max_hr_bpm'])}",
        unit="bpm",
        says=f"An easy run would stay below about {ceiling} bpm.",
    )


def _zones(found: dict[str, Any]) -> Iterator[Table]:
    edges = [None if edge is None else round(100 * edge) for _, edge in DEFAULT_POLICY.zones.heart_rate]
    shares = [_from_to(low, high, unit="%") for low, high in zip(edges, [*edges[1:], None], strict=True)]
    if found["zones"]:
        rows = (
            Row(f"Zone {zone['name']}", (_beats(zone), part), words.ZONES[zone["name"]])
            for zone, part in zip(found["zones"], shares, strict=True)
        )
        yield Table("Zones from your threshold", ("Zone", "bpm", "of threshold"), tuple(rows))


def _reserve(found: dict[str, Any], resting_hr_bpm: int | None) -> Iterator[Table]:
    known = {"max_hr_bpm": found["max_hr_bpm"], "resting_hr_bpm": resting_hr_bpm}
    if None not in known.values():
        beats = {part: ask("heart_rate", **known, share=part)["karvonen_bpm"] for part in RESERVE_SHARES}
        rows = (Row(share(part), (f"{round(bpm)} bpm",)) for part, bpm in beats.items())
        yield Table("Shares of your reserve, from resting to highest", ("Share", "Heart rate"), tuple(rows))


def _beats(zone: dict[str, Any]) -> str:
    """Whole beats, none of them in two zones."""
    low, high = (None if zone[end] is None else ceil(zone[end] - DUST) for end in ("low_bpm", "high_bpm"))
    return _from_to(low, high)


def _from_to(low: int | None, high: int | None, *, unit: str = "") -> str:
    """From `low` up to `high`, which is the next one's."""
    if low is None:
        return f"under {high}{unit}"
    if high is None:
        return f"from {low}{unit}"
    return f"{low} – {high - 1}{unit}" if high - 1 > low else f"{low}{unit}"
