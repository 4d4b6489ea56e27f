"""A race: its distance from a list or typed, its result as a clock time."""

from collections.abc import MutableMapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.validators import MinValueValidator

from athletes.forms.fields import METRES, DistanceField, ResultField
from athletes.models import Race

OTHER: Final = "other"
DISTANCES: Final = [
    ("5000", "5 km"),
    ("10000", "10 km"),
    ("15000", "15 km"),
    ("16093.44", "10 mi"),
    ("21097.5", "half-marathon"),
    ("42195", "marathon"),
    ("50000", "50 km"),
    ("80467.2", "50 mi"),
    ("100000", "100 km"),
    ("160934.4", "100 mi"),
    (OTHER, "another distance"),
]
FASTEST_S_PER_KM: Final = 120
SLOWEST_S_PER_KM: Final = 1800
KNOWN: Final = "This race on this day is on the list already."
LONGEST_M: Final = 1_000_000

if TYPE_CHECKING:  # generic for the type checker only
    _RaceModelForm = forms.ModelForm[Race]
else:
    _RaceModelForm = forms.ModelForm


class RaceForm(_RaceModelForm):
    distance = forms.ChoiceField(choices=DISTANCES, initial="42195")
    other = DistanceField(label="How far", most=1000, help_text="The distance of the race.")
    other_unit = forms.ChoiceField(label="Its unit", required=False, choices=[("km", "km"), ("mi", "mi")])
    duration_s = ResultField(label="Result")
    covered = DistanceField(label="Got to", most=1000, help_text="Where it ended: km, or the unit above.")

    class Meta:
        model = Race
        fields = ["name", "date", "priority", "status", "effort", "goal", "climb_m"]
        labels = {"climb_m": "Climb", "goal": "Goal", "name": "Race", "date": "Date"}
        widgets = {
            "date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "climb_m": forms.NumberInput(attrs={"data-unit": "m"}),
        }

    def __init__(self, *args: Any, today: date, unit: str = "km", only: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("duration_s", self.instance.duration_s)
        self.fields["climb_m"].validators.append(MinValueValidator(0, "Climb counts upwards: zero or more."))
        _say_distance(self.initial, self.instance.distance_m, unit)
        if self.instance.covered_m is not None:
            self.initial.setdefault("covered", round(self.instance.covered_m / METRES[self.initial["other_unit"]], 2))
        for name in ("priority", "status", "effort", "climb_m"):
            self.fields[name].required = False
        for name, when in {"other": "only-other", "other_unit": "only-other", "covered": "only-dnf"}.items():
            self.fields[name].widget.attrs["data-width"] = when
        for name in set(self.fields) - set(only) if only else ():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        unit = cleaned.get("other_unit") or "km"
        self.instance.distance_m = self._distance(cleaned, unit)
        self.instance.covered_m = cleaned["covered"] * METRES[unit] if cleaned.get("covered") else None
        self.instance.duration_s = cleaned.get("duration_s")
        for name in {"priority", "status", "effort"} & set(self.fields):
            cleaned[name] = cleaned.get(name) or getattr(self.instance, name)
        self._check_day(cleaned)
        self._check_result(cleaned)
        return cleaned

    def _distance(self, cleaned: dict[str, Any], unit: str) -> float:
        if cleaned.get("distance") != OTHER:
            return float(cleaned.get("distance") or self.instance.distance_m or 0)
        if not cleaned.get("other"):
            self.add_error("other", "Say how far, such as 33.")
            return 0.0
        metres = float(cleaned["other"]) * METRES[unit]
        if metres > LONGEST_M:
            self.add_error("other", "A race has 1,000 km at most. Look at the number and the unit.")
        return metres

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        day: date | None = cleaned.get("date")
        if day is None:
            return
        if abs(day.year - self.today.year) > 3:  # noqa: PLR2004 -- a season's neighbours, and typing slips beyond
            self.add_error("date", "Look at the year.")
        elif day > self.today and cleaned.get("status", "planned") != "planned":
            self.add_error("status", "It is still to come: leave it at planned.")
        same = Race.objects.filter(athlete_id=self.instance.athlete_id, date=day, name=cleaned.get("name") or "")
        if self.instance.athlete_id and same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", KNOWN)

    def _check_result(self, cleaned: dict[str, Any]) -> None:
        seconds, metres = cleaned.get("duration_s"), self.instance.distance_m
        if self.instance.covered_m and metres and self.instance.covered_m > metres:
            self.add_error("covered", "That is farther than the race.")
        if not seconds or not metres:
            return
        pace = seconds / metres * 1000
        if not FASTEST_S_PER_KM <= pace <= SLOWEST_S_PER_KM:
            self.add_error(
                "duration_s",
                f"That would be {int(pace // 60)}:{round(pace % 60):02d} a kilometre. Write hours:minutes:seconds.",
            )
        elif cleaned.get("date") and cleaned["date"] > self.today:
            self.add_error("duration_s", "A race that is still to come has no result yet.")


class FallRaceForm(RaceForm):
    """The race that is over, or nearly: on the pages where a runner first enters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        names = ("name", "date", "distance", "other", "other_unit", "status", "duration_s", "covered")
        super().__init__(*args, only=names, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, status = cleaned.get("date"), cleaned.get("status")
        if day and status == "planned" and cleaned.get("duration_s") and day <= self.today:
            cleaned["status"] = "finished"
        return cleaned


class ARaceForm(RaceForm):
    """The race that the spring is for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, only=("name", "date", "distance", "other", "other_unit", "goal"), **kwargs)

    def must_follow(self, fall: RaceForm) -> None:
        """Both forms are clean; raises nothing, but the A race gets the error that a reader can act on."""
        first, last = fall.cleaned_data.get("date"), self.cleaned_data.get("date")
        if first and last and last <= first:
            self.add_error("date", "The A race comes after the fall race.")


def _say_distance(initial: MutableMapping[str, Any], metres: float | None, unit: str) -> None:
    """The list's word for a stored distance, or the number itself."""
    initial.setdefault("other_unit", "mi" if unit == "mi" else "km")
    if not metres:
        return
    listed = next((value for value, _ in DISTANCES if value != OTHER and abs(float(value) - metres) < 1), OTHER)
    initial.setdefault("distance", listed)
    if listed == OTHER:
        initial.setdefault("other", round(metres / METRES[initial["other_unit"]], 2))
