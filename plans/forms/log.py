"""How a session went: three fields, all optional."""

from typing import Any

from django import forms

from athletes.forms.fields import DistanceField, metres_of
from plans.models import TrainingSession
from plans.words.wording import distance_unit

LONGEST_RUN = 180  # kilometres or miles

EFFORTS = [("", "as planned"), *((str(n), str(n)) for n in range(11))]


class SessionLogForm(forms.Form):
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

    def __init__(self, *args: Any, session: TrainingSession, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"prefix": str(session.pk)}))
        self.unit = unit
        if session.is_run:
            # First, because it is what most people change.
            distance = DistanceField(label="Distance", most=LONGEST_RUN)
            distance.widget.attrs["data-unit"] = distance_unit(unit)
            self.fields = {"distance": distance, **self.fields}

    def amounts(self) -> dict[str, Any]:
        """What was written, for `mark_done`; what was left blank is as planned."""
        minutes = self.cleaned_data["duration_min"]
        return {
            "distance_m": metres_of(self.cleaned_data.get("distance"), unit=self.unit),
            "duration_s": None if minutes is None else 60 * minutes,
            "effort": self.cleaned_data["effort"],
            "note": self.cleaned_data["note"],
        }
