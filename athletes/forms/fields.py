"""What people type about running, and what it means in metres and seconds."""

import re
import zoneinfo
from functools import cache
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

METRES: Final = {"km": 1000.0, "mi": 1609.344, "min": 1000.0}  # who plans in minutes says distances in kilometres
LONGEST_WEEK_M: Final = 300_000
# 3:45:00, 41:20, and 75:30 as many say an hour and a quarter.
CLOCK: Final = re.compile(r"(?:(\d{1,3}):([0-5]?\d)|(\d{1,3})):([0-5]\d)(?:[.,]\d+)?")


def said_in(metres: float | None, unit: str) -> float | None:
    """As it stands in the form: one decimal of the runner's unit."""
    return None if metres is None else round(metres / METRES[unit], 1)


class DistanceField(forms.FloatField):
    """A number in the runner's unit. The form turns it into metres once it knows the unit: see `metres_of`."""

    def __init__(self, *, most: float = 500, **options: Any) -> None:
        options.setdefault("required", False)
        options["widget"] = forms.TextInput(attrs={"inputmode": "decimal"})
        messages = {
            "invalid": "Write a number, such as 48 or 48.5.",
            "min_value": "A distance is zero or more.",
            "max_value": "That is more than anybody runs. Look at the number and the unit.",
        }
        super().__init__(min_value=0, max_value=most, error_messages=messages, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).strip().replace(",", ".") if value is not None else value)


def metres_of(said: float | None, *, unit: str, before_m: float | None = None, before_unit: str = "") -> float | None:
    """Metres of what was typed. A number left as it was shown keeps its exact metres, also when the unit changes."""
    if said is None:
        return None
    if before_m is not None and said == said_in(before_m, before_unit or unit):
        return before_m
    return said * METRES[unit]


class ResultField(forms.CharField):
    """A race result as h:mm:ss; seconds inside."""

    def __init__(self, **options: Any) -> None:
        attrs = {"placeholder": "3:45:00", "inputmode": "text", "autocomplete": "off"}
        options.setdefault("required", False)
        options.setdefault("help_text", "hours:minutes:seconds")
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = CLOCK.fullmatch(text.replace(" ", ""))
        if not found:
            raise ValidationError("Write the time as hours:minutes:seconds, such as 3:45:00.", code="result")
        hours, minutes, only_minutes, seconds = (int(part or 0) for part in found.groups())
        return float(hours * 3600 + (minutes + only_minutes) * 60 + seconds) or None

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, float | int) else value


def clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


class ZoneField(forms.CharField):
    """A time zone by its name; the browser offers the list while one types."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "Time zone")
        options.setdefault("help_text", "Type your city, then choose, such as Europe/Berlin.")
        super().__init__(max_length=64, widget=ZoneInput(), **options)

    def clean(self, value: Any) -> str:
        name = str(super().clean(value)).replace(" ", "_")
        known = {zone.lower(): zone for zone in zoneinfo.available_timezones()}
        if name.lower() not in known:
            raise ValidationError(
                f"{name} is not on the list of time zones. Choose the nearest large city, such as Europe/Berlin.",
                code="time_zone",
            )
        return known[name.lower()]


class ZoneInput(forms.TextInput):
    template_name = "athletes/widgets/zone.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_zones"
        return context | {"zones": common_zones()}


@cache
def common_zones() -> list[str]:
    """Places only: the list also holds aliases such as EST5EDT that nobody looks for."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return [*sorted(name for name in zoneinfo.available_timezones() if name.startswith(regions)), "UTC"]
