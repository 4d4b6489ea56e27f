"""plans.words.wording for templates: thin, so that pages, mail and calendars say the same."""

from collections.abc import Mapping
from typing import Any

from django import template

from plans.words import wording

register = template.Library()


@register.simple_tag
def distance(metres: float, unit: str) -> str:
    return wording.distance(metres, unit)


@register.simple_tag
def distance_number(metres: float, unit: str) -> str:
    return wording.distance_number(metres, unit)


@register.simple_tag
def amount(distance_m: float, duration_s: float, unit: str) -> str:
    return wording.amount(distance_m, duration_s, unit)


@register.simple_tag
def pace(s_per_km: float, unit: str) -> str:
    return wording.pace(s_per_km, unit)


@register.simple_tag
def pace_range(fast_s_per_km: float, slow_s_per_km: float, unit: str) -> str:
    return wording.pace_range(fast_s_per_km, slow_s_per_km, unit)


@register.simple_tag
def duration(seconds: float) -> str:
    return wording.duration(seconds)


@register.simple_tag
def share(value: float) -> str:
    return wording.share(value)


@register.simple_tag
def points(value: float) -> str:
    return wording.points(value)


@register.simple_tag
def cut_line(baseline_m: float, cut: float, unit: str, settled_m: float | None = None) -> str:
    return wording.cut_line(baseline_m, cut, unit, settled_m=settled_m)


@register.simple_tag
def step_text(step: Mapping[str, Any], unit: str) -> str:
    return wording.step_text(step, unit)


@register.simple_tag
def step_rows(steps: list[Mapping[str, Any]], unit: str) -> list[tuple[str, str]]:
    return wording.step_rows(steps, unit)


@register.simple_tag
def main_step(steps: list[Mapping[str, Any]], unit: str) -> str:
    return wording.main_step(steps, unit)


@register.filter
def unit_name(unit: str) -> str:
    """The unit that a distance is said in: "km" for who plans in minutes."""
    return wording.distance_unit(unit)
