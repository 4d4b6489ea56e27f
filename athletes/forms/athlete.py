"""What is known about a runner, as a form in the runner's own unit."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from athletes.ages import ACCOUNT_AGE, age, may_have_account
from athletes.choices import MeasurementKind, Sex, Weekday
from athletes.forms.fields import LONGEST_WEEK_M, DistanceField, ZoneField, metres_of, said_in
from athletes.forms.heart_rate import out_of_bounds, out_of_order
from athletes.models import Athlete
from athletes.models.measurement import COLUMNS

OLDEST = 110
DISTANCES = ("baseline_m", "baseline_long_m", "current_m")
DAY = {"type": "date"}

if TYPE_CHECKING:  # generic for the type checker only
    _AthleteModelForm = forms.ModelForm[Athlete]
else:
    _AthleteModelForm = forms.ModelForm


class AthleteForm(_AthleteModelForm):
    """One runner. `needs_account`: the form of somebody who is making, or has, an account of their own."""

    time_zone = ZoneField()
    sex = forms.ChoiceField(required=False, choices=[("", "not said"), *Sex.choices])
    long_run_day = forms.ChoiceField(label="Long run on", required=False, choices=[("", "any day"), *Weekday.choices])
    club_night = forms.ChoiceField(
        label="Club night",
        required=False,
        choices=[("", "none"), *Weekday.choices],
        help_text="The evening a group runs fast together. The plan keeps it where it can.",
    )
    baseline_m = DistanceField(
        label="A usual week", help_text="Weekly distance before the taper. It wins over the weeks below."
    )
    baseline_long_m = DistanceField(label="Its long run")
    current_m = DistanceField(label="A week right now", help_text="Only for a runner coming back from injury.")
    available_mon = forms.IntegerField(label="Mon", required=False, min_value=0, max_value=1440)
    available_tue = forms.IntegerField(label="Tue", required=False, min_value=0, max_value=1440)
    available_wed = forms.IntegerField(label="Wed", required=False, min_value=0, max_value=1440)
    available_thu = forms.IntegerField(label="Thu", required=False, min_value=0, max_value=1440)
    available_fri = forms.IntegerField(label="Fri", required=False, min_value=0, max_value=1440)
    available_sat = forms.IntegerField(label="Sat", required=False, min_value=0, max_value=1440)
    available_sun = forms.IntegerField(label="Sun", required=False, min_value=0, max_value=1440)

    class Meta:
        model = Athlete
        fields = [
            "name", "sex", "birth_date", "years_running", "unit", "week_start", "time_zone", "southern",
            "usual_run_days", "long_run_day", "long_run_every", "home_min", "injury", "minimalist",
            "lifting_experience", "equipment", "max_hr_bpm", "resting_hr_bpm", "lthr_bpm",
        ]  # fmt: skip
        labels = {
            "name": "Name",
            "birth_date": "Birth date",
            "years_running": "Years of running",
            "unit": "Plans in",
            "week_start": "Week starts on",
            "southern": "Lives in the southern hemisphere",
            "usual_run_days": "Runs a week",
            "long_run_every": "Long run",
            "home_min": "Strength and mobility at home",
            "minimalist": "Likes a little minimalist running",
            "lifting_experience": "Lifting",
            "equipment": "Has",
            "max_hr_bpm": "Highest heart rate",
            "resting_hr_bpm": "Resting heart rate",
            "lthr_bpm": "Threshold heart rate",
        }
        widgets = {
            "birth_date": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "home_min": forms.NumberInput(attrs={"data-unit": "min a day"}),
            "max_hr_bpm": forms.NumberInput(attrs={"data-unit": "bpm"}),
            "resting_hr_bpm": forms.NumberInput(attrs={"data-unit": "bpm"}),
            "lthr_bpm": forms.NumberInput(attrs={"data-unit": "bpm"}),
        }

    def __init__(self, *args: Any, today: date, needs_account: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.needs_account = today, needs_account
        self.unit_before = self.instance.unit
        self.metres_before = {name: getattr(self.instance, name) for name in DISTANCES}
        for name, metres in self.metres_before.items():
            self.initial.setdefault(name, said_in(metres, self.unit_before))
        for day in Weekday.values:
            self.initial.setdefault(f"available_{day}", self.instance.available_min.get(day))
        self.initial.setdefault("club_night", _club_night(self.instance))
        self.fields["birth_date"].required = needs_account
        self.fields["home_min"].required = False

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born is not None and not 0 <= age(born, on=self.today) <= OLDEST:
            raise ValidationError("Look at the year: that is no runner’s birth date.", code="birth_date")
        if self.needs_account and not may_have_account(born, on=self.today):
            raise ValidationError(
                f"Accounts are for runners of {ACCOUNT_AGE} and older. A coach can keep the plan until then.",
                code="too_young",
            )
        return born

    def clean_home_min(self) -> int:
        minutes: int | None = self.cleaned_data["home_min"]
        return 20 if minutes is None else minutes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in DISTANCES:
            cleaned[name] = metres_of(
                cleaned.get(name),
                unit=cleaned.get("unit") or self.unit_before,
                before_m=self.metres_before[name],
                before_unit=self.unit_before,
            )
        for name in DISTANCES:
            if (cleaned[name] or 0) > LONGEST_WEEK_M:
                self.add_error(name, "A week has 300 km at most. Look at the number and the unit.")
        week, long_run = cleaned.get("baseline_m"), cleaned.get("baseline_long_m")
        if week is not None and long_run is not None and long_run > week:
            self.add_error("baseline_long_m", "The long run is part of the week: it cannot be longer.")
        self._check_heart_rates(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """Put what the model form does not know of itself onto the runner, before the model is checked."""
        minutes = {day: self.cleaned_data.get(f"available_{day}") for day in Weekday.values}
        self.instance.available_min = {day: limit for day, limit in minutes.items() if limit is not None}
        night = self.cleaned_data.get("club_night")
        self.instance.fixed = [{"weekday": night, "ingredient": "fast"}] if night else []
        for name in DISTANCES:
            setattr(self.instance, name, self.cleaned_data.get(name))
        super()._post_clean()  # type: ignore[misc]  # the stubs leave Django's documented hook out

    def _check_heart_rates(self, cleaned: dict[str, Any]) -> None:
        known = {kind: cleaned.get(column) for kind, column in COLUMNS.items()}
        for kind, column in COLUMNS.items():
            if wrong := out_of_bounds(kind, known[kind]):
                self.add_error(column, wrong)
        for kind in (MeasurementKind.THRESHOLD_HR, MeasurementKind.RESTING_HR):
            wrong = out_of_order(kind, known)
            if wrong and COLUMNS[kind] not in self.errors:
                self.add_error(COLUMNS[kind], wrong)
                return


def _club_night(athlete: Athlete) -> str:
    return next((night["weekday"] for night in athlete.fixed if night.get("ingredient") == "fast"), "")
