"""Which days are set aside: today where nothing else is said."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms

LONGEST: Final = timedelta(days=60)
BEFORE: Final = timedelta(days=28)
AHEAD: Final = timedelta(days=366)
NO_DAY: Final = {"invalid": "Write a day that is in the calendar."}


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, error_messages=NO_DAY)


class AbsenceForm(forms.Form):
    start = _day("First day")
    end = _day("Last day")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "away_%s"} | kwargs))
        self.today = today

    def clean_start(self) -> date:
        start: date = self.cleaned_data["start"] or self.today
        if not self.today - BEFORE <= start <= self.today + AHEAD:
            raise forms.ValidationError("Choose a day within the last four weeks or the coming year.")
        return start

    def clean_end(self) -> date:
        """Left out it is the first day; without a first day there is nothing to compare it with."""
        start = self.cleaned_data.get("start") or self.today
        return checked_end(self.cleaned_data["end"] or start, start=start)


class UntilForm(forms.Form):
    end = forms.DateField(label="Until", error_messages=NO_DAY | {"required": "Choose the last day."})

    def __init__(self, *args: Any, start: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.start = start

    def clean_end(self) -> date:
        return checked_end(self.cleaned_data["end"], start=self.start)


def checked_end(end: date, *, start: date) -> date:
    if end < start:
        raise forms.ValidationError("The last day comes after the first.")
    if end - start > LONGEST:
        raise forms.ValidationError("That is more than sixty days. Say it in two parts, and talk with your coach.")
    return end
