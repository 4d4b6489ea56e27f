"""What goes with a publishing, and the state of the page that every button of the builder sends along."""

from datetime import date
from typing import Any

from django import forms


class SeenForm(forms.Form):
    """`lock`: what the page showed. A button on an older page is noticed."""

    lock = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class RemoveForm(SeenForm):
    """`keep`: what breaks a rule was shown, and is wanted all the same."""

    keep = forms.BooleanField(label="I know, take it out", required=False)


class DayForm(RemoveForm):
    """Where a session goes, or a copy of it."""

    date = forms.DateField(error_messages={"required": "Which day?", "invalid": "Write a day that is in the calendar."})


class ShiftForm(RemoveForm):
    """All sessions of a week, a day later or earlier."""

    days = forms.TypedChoiceField(choices=[("1", "a day later"), ("-1", "a day earlier")], coerce=int)


class AskForm(forms.Form):
    """Which draft the page showed to who asks for its publishing."""

    version = forms.IntegerField(min_value=1)


class PublishForm(SeenForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    until = forms.DateField(
        label="Only until",
        required=False,
        help_text="Blank: all of it. Later weeks stay hidden until you publish again.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label="Why this plan is right all the same",
        required=False,
        max_length=1000,
        help_text="Asked where the plan falls short of the spring plan.",
        widget=forms.Textarea(attrs={"rows": 1}),
    )

    def __init__(self, payload: Any = None, *, first_day: date | None, **options: Any) -> None:
        super().__init__(payload, auto_id="publish_%s", **options)
        self.first_day = first_day

    def add_error(self, field: str | None, error: Any) -> None:
        """The form stands below the weeks: the page opens at what has to be put right."""
        super().add_error(field, error)
        if field is not None and field in self.fields:
            self.fields[field].widget.attrs["autofocus"] = True

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and self.first_day and until < self.first_day:
            raise forms.ValidationError("That is before the first week. Choose a later day, or leave it blank.")
        return until
