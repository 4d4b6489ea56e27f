"""The athlete's own health answers. Nobody else ever sees this page or what is ticked on it."""

from datetime import date
from typing import Any

from django import forms

from athletes.choices import FLAG_OF_SIGN, AcheSign, MedicalFlag
from athletes.models import SafetyAnswer


class HealthForm(forms.Form):
    flags = forms.MultipleChoiceField(
        label="What applies to you now",
        required=False,
        choices=MedicalFlag.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tick-list"}),
    )
    is_well = forms.BooleanField(label="None of these: I am well", required=False)
    cleared_on = forms.DateField(
        label="A clinician cleared me for running on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="It counts for a year. Pregnancy and the weeks after a birth are for your clinician to plan, not for us.",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_cleared_on(self) -> date | None:
        day: date | None = self.cleaned_data["cleared_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError("That day is still to come. Give the day of the visit.", code="future")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("is_well")) == bool(said.get("flags")):
            self.add_error("is_well", "Tick what applies to you, or say that none of it does.")
        return said

    def answer(self) -> SafetyAnswer:
        """What was said, not stored yet."""
        return SafetyAnswer(flags=self.cleaned_data["flags"], cleared_on=self.cleaned_data["cleared_on"])


class AcheSafetyForm(forms.Form):
    """What to ask at once when something aches. Each yes counts as one of the health answers; a no changes none."""

    flags = forms.MultipleChoiceField(
        label="Does any of this apply?",
        required=False,
        choices=AcheSign.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "tick-list"}),
    )

    def health_flags(self) -> list[str]:
        """Names of `MedicalFlag`, each once."""
        return list(dict.fromkeys(FLAG_OF_SIGN[AcheSign(sign)].value for sign in self.cleaned_data["flags"]))
