"""What is known by now and the plan was not made with: a newer result, another heart rate."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from athletes.choices import MeasurementKind
from athletes.models import Athlete
from athletes.models.measurement import COLUMNS
from athletes.templatetags.race_words import race_distance
from plans.results import Result, judged_result, results_of
from plans.words.wording import race_time
from plans.words.zones import day_said


def zones_news(request: dict[str, Any], athlete: Athlete, *, fall_race_day: date, today: date) -> tuple[str, ...]:
    """Each as a reader would name it; empty while the request holds what is true today."""
    judged = judged_result(
        results_of(athlete.races.all(), athlete.measurements.all()), fall_race_day=fall_race_day, today=today
    )
    return tuple(_news(request, athlete, judged, today=today))


def result_said(result: Result, *, unit: str, today: date) -> str:
    """ "Berlin 10K, 12 October: 46:12"; a trial by its distance."""
    name = result.name or f"{race_distance(result.distance_m, unit)} time trial"
    return f"{name}, {day_said(result.day, today=today)}: {race_time(result.duration_s)}"


def _news(request: dict[str, Any], athlete: Athlete, judged: Result | None, *, today: date) -> Iterator[str]:
    if judged is not None and judged.as_best_race() != (request.get("history") or {}).get("best_race"):
        yield result_said(judged, unit=athlete.unit, today=today)
    planned = request.get("athlete") or {}
    for kind, column in COLUMNS.items():
        known = getattr(athlete, column)
        if known is not None and known != planned.get(column):
            yield f"{MeasurementKind(kind).label} {known} bpm"
