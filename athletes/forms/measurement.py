"""What somebody measured, one kind a form, and whether it can be."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from athletes.choices import MeasurementKind
from athletes.forms.fields import METRES, DistanceField, ResultField
from athletes.forms.heart_rate import Known, out_of_bounds, out_of_order
from athletes.forms.race import FASTEST_S_PER_KM, OTHER
from athletes.models import Athlete, Measurement
from athletes.models.measurement import COLUMNS

SHORTEST_M: Final = 1_500.0  # a shorter test says little about an hour of running
LONGEST_M: Final = 21_097.5  # a longer one is a race, and belongs to the races
SLOWEST_S_PER_KM: Final = 900  # slower is a walk
OLDEST: Final = timedelta(days=3 * 366)
TRIALS: Final = [("3000", "3 km"), ("5000", "5 km"), (OTHER, "another distance")]
WHOLE: Final = "Write a whole number of beats a minute, such as {example}."


class MeasurementForm(forms.Form):
    """`kind` is fixed. Its prefix keeps four of them apart on one page."""

    kind: MeasurementKind
    measured_on = forms.DateField(
        label="On", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Say which day.", "invalid": "Write a day that is in the calendar."},
    )  # fmt: skip
    source = forms.CharField(label="How", required=False, max_length=120)

    def __init__(
        self, payload: Any = None, *, kind: MeasurementKind, athlete: Athlete, today: date, source: str = ""
    ) -> None:
        self.kind, self.athlete, self.today = kind, athlete, today
        initial = {"measured_on": today, "source": source, "distance": TRIALS[1][0]}
        initial["other_unit"] = "mi" if athlete.unit == "mi" else "km"
        super().__init__(payload, prefix=kind.value, initial=initial)

    def clean_measured_on(self) -> date:
        day: date = self.cleaned_data["measured_on"]
        if day > self.today:
            raise forms.ValidationError("That day is still to come.", code="future")
        if day < self.today - OLDEST:
            raise forms.ValidationError("Look at the year: three years back is the most.", code="past")
        return day

    def measurement(self) -> Measurement:
        """What was typed, unsaved. Only for a valid form."""
        said = self.cleaned_data
        return Measurement(
            athlete=self.athlete,
            kind=self.kind,
            measured_on=said["measured_on"],
            source=said["source"],
            **self.amounts(said),
        )

    def amounts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        raise NotImplementedError


class HeartRateForm(MeasurementForm):
    bpm = forms.IntegerField(label="Beats a minute", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    field_order = ("bpm", "measured_on", "source")

    def __init__(self, *args: Any, kind: MeasurementKind, **options: Any) -> None:
        super().__init__(*args, kind=kind, **options)
        field = self.fields["bpm"]
        field.label = kind.label.capitalize()
        field.widget.attrs |= {"data-unit": "bpm", "autocomplete": "off"}
        field.error_messages |= dict.fromkeys(("required", "invalid"), WHOLE.format(example=_example(kind)))

    def clean_bpm(self) -> int:
        bpm: int = self.cleaned_data["bpm"]
        wrong = out_of_bounds(self.kind, bpm) or out_of_order(self.kind, self._known(bpm))
        if wrong:
            raise forms.ValidationError(wrong, code="bpm")
        return bpm

    def amounts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {"bpm": said["bpm"]}

    def _known(self, bpm: int) -> Known:
        known = {kind: getattr(self.athlete, column) for kind, column in COLUMNS.items()}
        return known | {self.kind: bpm}


class TimeTrialForm(MeasurementForm):
    distance = forms.ChoiceField(choices=TRIALS)
    other = DistanceField(label="How far", most=30)
    other_unit = forms.ChoiceField(label="Its unit", required=False, choices=[("km", "km"), ("mi", "mi")])
    duration_s = ResultField(label="Time", required=True, help_text="minutes:seconds, such as 21:40")
    field_order = ("distance", "other", "other_unit", "duration_s", "measured_on", "source")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("other", "other_unit"):
            self.fields[name].widget.attrs["data-width"] = "only-other"
        self.fields["duration_s"].widget.attrs["placeholder"] = "21:40"
        self.fields["duration_s"].error_messages["required"] = "Say the time, such as 21:40."

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["metres"] = metres = self._metres(said)
        seconds = said.get("duration_s")
        if not seconds or not metres:
            return said
        pace = seconds / metres * METRES["km"]
        if not FASTEST_S_PER_KM <= pace <= SLOWEST_S_PER_KM:
            clock = f"{int(pace // 60)}:{round(pace % 60):02d}"
            self.add_error("duration_s", f"That would be {clock} a kilometre. Look at the distance and the time.")
        return said

    def amounts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        return {"distance_m": said["metres"], "duration_s": said["duration_s"]}

    def _metres(self, said: Mapping[str, Any]) -> float:
        """0 with the reason on the form."""
        if said.get("distance") != OTHER:
            self.errors.pop("other", None)  # typed, then hidden by another choice
            return float(said.get("distance") or 0)
        if "other" in self.errors:
            return 0.0
        metres = float(said.get("other") or 0) * METRES[said.get("other_unit") or "km"]
        if not SHORTEST_M <= metres <= LONGEST_M:
            self.add_error("other", "A test is 1.5 km to a half-marathon long; a longer one belongs to your races.")
            return 0.0
        return metres


def measurement_form(
    payload: Any = None, *, kind: MeasurementKind, athlete: Athlete, today: date, source: str = ""
) -> MeasurementForm:
    of_kind = TimeTrialForm if kind == MeasurementKind.TIME_TRIAL else HeartRateForm
    return of_kind(payload, kind=kind, athlete=athlete, today=today, source=source)


def _example(kind: MeasurementKind) -> int:
    return {MeasurementKind.MAX_HR: 186, MeasurementKind.THRESHOLD_HR: 168}.get(kind, 52)
