"""Between which two races: all that a new off-season asks."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from athletes.models import Athlete, Race
from plans.race_pair import suggested_pair

if TYPE_CHECKING:  # generic for the type checker only
    _RaceField = forms.ModelChoiceField[Race]
else:
    _RaceField = forms.ModelChoiceField


class RaceChoice(_RaceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.date.day} {obj.date:%b %Y}"


class StartForm(forms.Form):
    """`races` is the athlete's own list, in order: what is offered and what is suggested come from it."""

    fall_race = RaceChoice(label="From", queryset=Race.objects.none(), empty_label=None)
    a_race = RaceChoice(label="To", queryset=Race.objects.none(), empty_label=None)

    def __init__(self, payload: Any = None, *, athlete: Athlete, races: Sequence[Race], today: date) -> None:
        fall, spring = suggested_pair(races, today=today)
        super().__init__(payload, initial={"fall_race": fall, "a_race": spring}, auto_id="start_%s")
        self.is_possible = spring is not None
        for name in ("fall_race", "a_race"):
            field = self.fields[name]
            if isinstance(field, RaceChoice):
                field.queryset = athlete.races.in_order()
                field.choices = [(race.pk, field.label_from_instance(race)) for race in races]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        fall, spring = said.get("fall_race"), said.get("a_race")
        if fall and spring and spring.date <= fall.date:
            self.add_error("a_race", f"{spring.name} is not after {fall.name}. Choose a later race.")
        return said


def start_form_of(athlete: Athlete, *, today: date) -> StartForm:
    """With the two races it most likely is."""
    return StartForm(athlete=athlete, races=list(athlete.races.in_order()), today=today)
