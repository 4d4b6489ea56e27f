"""How a person wants to be served: one form for each section of the page, each kept on its own."""

from typing import Any, Final

from django import forms

from athletes.choices import MailKind, Unit, Weekday, WeekStart
from athletes.forms.fields import ZoneField
from athletes.models import Athlete, User

HOURS: Final = [(hour, f"{hour:02d}:00") for hour in range(24)]
PILLS: Final = {"class": "choice"}
# Of the mail that can be turned off, what comes to somebody who does not train here, and what to a coach in person.
FOR_EVERYBODY: Final = {MailKind.QUESTION_ANSWERED}
FOR_COACHES: Final = {MailKind.COACH_DIGEST}


class UnitForm(forms.Form):
    unit = forms.ChoiceField(label="Plans, amounts and paces in", choices=Unit, widget=forms.RadioSelect(attrs=PILLS))

    def __init__(self, payload: Any = None, *, user: User) -> None:
        super().__init__(payload, initial={"unit": user.unit})


class ClockForm(forms.Form):
    """Name, time zone, and for a runner the first day of the week."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = ZoneField()
    week_start = forms.ChoiceField(label="Week starts on", choices=WeekStart)

    def __init__(self, payload: Any = None, *, user: User, athlete: Athlete | None) -> None:
        super().__init__(payload, initial={"name": user.name, "time_zone": user.time_zone})
        if athlete is None:
            del self.fields["week_start"]
        else:
            self.initial["week_start"] = athlete.week_start


class WeeklyMailForm(forms.Form):
    on = forms.BooleanField(label="Send me my week by e-mail", required=False)
    weekday = forms.ChoiceField(label="On", choices=Weekday)
    hour = forms.TypedChoiceField(label="At", choices=HOURS, coerce=int)
    daily = forms.BooleanField(label="And today’s session each morning, at the same hour", required=False)

    def __init__(self, payload: Any = None, *, athlete: Athlete) -> None:
        said = {
            "on": athlete.reminders_on,
            "weekday": athlete.reminder_weekday,
            "hour": athlete.reminder_hour,
            "daily": athlete.daily_on,
        }
        super().__init__(payload, initial=said)


class DigestForm(forms.Form):
    """For a coach in person; whether it comes at all is one of the choices of `MailForm`."""

    hour = forms.TypedChoiceField(label="Your week at a glance, on Mondays at", choices=HOURS, coerce=int)

    def __init__(self, payload: Any = None, *, user: User) -> None:
        super().__init__(payload, initial={"hour": user.coach.digest_hour})


class MailForm(forms.Form):
    """Which other mail comes. `kinds` are those that can come to this person at all."""

    wanted = forms.MultipleChoiceField(
        label="Write to me when", required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "tick-list"})
    )

    def __init__(self, payload: Any = None, *, user: User, athlete: Athlete | None) -> None:
        closed = set() if user.is_coach else FOR_COACHES
        self.kinds = [
            kind for kind in MailKind if kind not in closed and (athlete or kind in FOR_EVERYBODY | FOR_COACHES)
        ]
        super().__init__(payload, initial={"wanted": [kind for kind in self.kinds if user.wants_mail(kind)]})
        self.fields["wanted"].choices = [(kind.value, kind.label) for kind in self.kinds]  # type: ignore[attr-defined]  # a choice field
