"""How a session went, and a run beside the plan: how far, how long, how hard."""

import datetime as dt
from typing import Any, Final
from uuid import uuid4

from django import forms

from athletes.forms.fields import DistanceField, metres_of, said_in
from athletes.models import Activity
from plans.models import TrainingSession
from plans.words.wording import distance_unit

LONGEST_RUN = 180  # kilometres or miles
MINUTE_S: Final = 60
OLDEST: Final = dt.timedelta(days=3653)

EFFORTS = [("", "as planned"), *((str(n), str(n)) for n in range(11))]


class AmountsForm(forms.Form):
    """`known` is what was said before, in metres and seconds: a number left as it was shown keeps them."""

    duration_min = forms.IntegerField(
        label="Minutes",
        min_value=0,
        max_value=1440,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-unit": "min"}),
    )
    effort = forms.TypedChoiceField(
        label="How hard, 0 to 10", choices=EFFORTS, coerce=int, empty_value=None, required=False
    )
    note = forms.CharField(
        label="A word about it", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, unit: str, known: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.known = unit, known
        if known is not None:
            self.initial.update(
                distance=said_in(known.distance_m, unit),
                duration_min=None if known.duration_s is None else _minutes(known.duration_s),
                effort=known.effort,
                note=known.note,
            )

    def amounts(self) -> dict[str, Any]:
        """What was written, in metres and seconds; None for what was left blank."""
        before_m = self.known.distance_m if self.known else None
        return {
            "distance_m": metres_of(self.cleaned_data.get("distance"), unit=self.unit, before_m=before_m),
            "duration_s": self._seconds(),
            "effort": self.cleaned_data["effort"],
            "note": self.cleaned_data["note"],
        }

    def _put_first(self, distance: forms.Field) -> None:
        """It is what most people change."""
        distance.widget.attrs["data-unit"] = distance_unit(self.unit)
        self.fields = {"distance": distance, **self.fields}

    def _seconds(self) -> int | None:
        minutes: int | None = self.cleaned_data["duration_min"]
        before_s: int | None = self.known.duration_s if self.known else None
        if before_s is not None and minutes == _minutes(before_s):
            return before_s
        return None if minutes is None else MINUTE_S * minutes


class SessionLogForm(AmountsForm):
    """Three fields, all optional: for `mark_done`, what is blank is as planned."""

    def __init__(self, *args: Any, session: TrainingSession, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, unit=unit, **(kwargs | {"prefix": str(session.pk)}))
        if session.is_run:
            self._put_first(DistanceField(label="Distance", most=LONGEST_RUN))


class RunForm(AmountsForm):
    """A run that was not planned. `key` tells the second of two clicks from a second run."""

    date = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: str, today: dt.date, run: Activity | None = None, **kwargs: Any) -> None:
        super().__init__(*args, unit=unit, known=run, **kwargs)
        self.today = today
        self.initial.update(date=run.date if run else today, key=uuid4())
        self.fields["date"].widget.attrs |= {"max": today.isoformat()}
        self._put_first(DistanceField(label="Distance", most=LONGEST_RUN))
        effort = self.fields["effort"]
        if isinstance(effort, forms.TypedChoiceField):
            effort.choices = [("", "not said"), *EFFORTS[1:]]

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        if day > self.today:
            raise forms.ValidationError("That day is still to come. Choose today or a day before.", code="ahead")
        if day < self.today - OLDEST:
            raise forms.ValidationError("That is more than ten years ago. Look at the year.", code="old")
        return day

    def clean(self) -> dict[str, Any]:
        """The amount that the athlete counts in is needed."""
        cleaned = super().clean() or self.cleaned_data
        counted, said = ("duration_min", "Write the minutes.") if self.unit == "min" else ("distance", "Write how far.")
        if not cleaned.get(counted) and counted not in self.errors:
            self.add_error(counted, f"{said} An estimate is good enough.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """For `add_run` and `change_run`."""
        return self.amounts() | {"date": self.cleaned_data["date"]}

    @property
    def key_said(self) -> str:
        return str(self.cleaned_data["key"] or uuid4())


def _minutes(seconds: float) -> int:
    return round(seconds / MINUTE_S)
