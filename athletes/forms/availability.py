"""One week with other days than usual."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from athletes.actions.availability import OtherDays
from athletes.choices import Weekday
from athletes.models import Athlete, AvailabilityWeek
from athletes.models.availability import weekday
from athletes.weeks import week_of
from athletes.words.availability import span_said

WEEKS_AHEAD: Final = 30
DAY_MIN: Final = 1440


class OtherDaysForm(forms.Form):
    """Minutes of the days that differ; empty is as usual."""

    start = forms.TypedChoiceField(label="Week", coerce=date.fromisoformat)
    note = forms.CharField(
        label="What for", required=False, max_length=AvailabilityWeek._meta.get_field("note").max_length
    )

    def __init__(self, payload: Any = None, *, athlete: Athlete, today: date, week: AvailabilityWeek | None) -> None:
        first = week_of(today, week_start=athlete.week_start)
        known = {"start": week.start.isoformat(), "note": week.note, **week.minutes} if week else {}
        super().__init__(payload, initial=known)
        starts = {first + timedelta(weeks=n) for n in range(WEEKS_AHEAD)} | ({week.start} if week else set())
        self.fields["start"].choices = [  # type: ignore[attr-defined]  # a choice field
            (start.isoformat(), span_said(start, start + timedelta(days=6))) for start in sorted(starts)
        ]
        self.days = [Weekday(weekday(first + timedelta(days=n))) for n in range(7)]
        for day in self.days:
            self.fields[day.value] = forms.IntegerField(
                label=day.label[:3], required=False, min_value=0, max_value=DAY_MIN
            )

    def minutes(self) -> Iterator[BoundField]:
        return (self[day.value] for day in self.days)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not self._minutes():
            raise ValidationError("Say at least one day that differs. A week as usual needs no line here.")
        return said

    def other_days(self) -> OtherDays:
        """Only for a valid form."""
        start, note = self.cleaned_data["start"], self.cleaned_data["note"]
        return OtherDays(start=start, minutes=self._minutes(), note=note)

    def _minutes(self) -> dict[str, int]:
        said = {day.value: self.cleaned_data.get(day.value) for day in self.days}
        return {day: minutes for day, minutes in said.items() if minutes is not None}
