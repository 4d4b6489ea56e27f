"""Races as runners say them."""

from django import template

from athletes.forms.fields import METRES, clock
from athletes.forms.race import DISTANCES, OTHER

register = template.Library()


@register.filter
def result(seconds: float) -> str:
    return clock(seconds)


@register.simple_tag
def race_distance(metres: float, unit: str) -> str:
    """The race's own name for its distance, "marathon", or the distance in the runner's unit."""
    for value, name in DISTANCES:
        if value != OTHER and abs(float(value) - metres) < 1:
            return name
    text = f"{metres / METRES[unit]:.1f}".removesuffix(".0")
    return f"{text} {'mi' if unit == 'mi' else 'km'}"


@register.simple_tag
def race_pace(seconds: float, metres: float, unit: str) -> str:
    """ "8:20 /mi": what a result comes to."""
    named = "mi" if unit == "mi" else "km"
    minutes, rest = divmod(round(seconds * METRES[named] / metres), 60)
    return f"{minutes}:{rest:02d} /{named}"
