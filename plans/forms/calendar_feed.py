"""How an athlete's training is to look in their calendar."""

from typing import Any

from django import forms

from plans.models import CalendarFeed

LOOKS = (
    ("whole", "Everything"),
    ("discreet", "Only “Training”"),
)
TIMES = (("day", "All day"), ("hour", "At an hour"))


class CalendarForm(forms.Form):
    says = forms.ChoiceField(
        label="What it says",
        choices=LOOKS,
        help_text="The second is for a calendar that others see: no titles, amounts, steps or names.",
        widget=forms.RadioSelect(attrs={"class": "choice", "data-width": "w3"}),
    )
    stands = forms.ChoiceField(
        label="Time of day", choices=TIMES, widget=forms.RadioSelect(attrs={"class": "choice", "data-width": "w3"})
    )
    hour = forms.TimeField(
        label="From",
        required=False,
        help_text="For “At an hour”, by the clock of your time zone. The sessions of a day follow one another.",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "data-width": "w3"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("stands") == "hour" and not cleaned.get("hour") and "hour" not in self.errors:
            self.add_error("hour", "Say at which hour, such as 06:30, or choose all day.")
        return cleaned

    def look(self) -> dict[str, Any]:
        """For `choose_look`."""
        hour = self.cleaned_data["hour"] if self.cleaned_data["stands"] == "hour" else None
        return {"is_discreet": self.cleaned_data["says"] == "discreet", "hour": hour}


def look_of(feed: CalendarFeed) -> dict[str, Any]:
    """As the form shows it at first."""
    says, stands = "discreet" if feed.is_discreet else "whole", "hour" if feed.hour else "day"
    return {"says": says, "stands": stands, "hour": feed.hour}
