"""How a person wants to be served."""

from typing import TYPE_CHECKING, Any

from django import forms

from athletes.forms.fields import ZoneField
from athletes.models import Athlete, User

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]

if TYPE_CHECKING:  # generic for the type checker only
    _AthleteModelForm = forms.ModelForm[Athlete]
    _UserModelForm = forms.ModelForm[User]
else:
    _AthleteModelForm = _UserModelForm = forms.ModelForm


class UserForm(_UserModelForm):
    time_zone = ZoneField()

    class Meta:
        model = User
        fields = ["name", "time_zone", "unit"]
        labels = {"name": "Name", "unit": "Distances in"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class ReminderForm(_AthleteModelForm):
    """The part that only a runner has: the week's first day, and when its mail comes."""

    reminder_hour = forms.TypedChoiceField(label="At", choices=HOURS, coerce=int)

    class Meta:
        model = Athlete
        fields = ["week_start", "reminders_on", "reminder_weekday", "reminder_hour"]
        labels = {
            "week_start": "Week starts on",
            "reminders_on": "Send me my week by e-mail",
            "reminder_weekday": "On",
        }
