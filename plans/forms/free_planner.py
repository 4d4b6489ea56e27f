"""Two races, a usual week, a few days: all that a plan needs."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from athletes.choices import Weekday
from plans import free_plan
from plans.engine.contract import ContractError, load_request
from plans.engine.request import WEEKDAYS, PlanRequest
from plans.words.wording import METRES, number

DISTANCES = [
    ("5000", "5 km"),
    ("10000", "10 km"),
    ("21097.5", "Half-marathon"),
    ("42195", "Marathon"),
    ("50000", "50 km"),
    ("80467.2", "50 mi"),
    ("100000", "100 km"),
    ("160934.4", "100 mi"),
]
COMFORT = [("-1", "less"), ("0", "as told"), ("1", "more")]
UNITS = [("km", "km"), ("mi", "mi")]
MOST_WEEKLY_M = 300_000
SAFE = (
    "I am well: no chest pain, fainting or unusual breathlessness, no heart, kidney or metabolic disease, no bone"
    " injury, not pregnant and no birth in the last 12 weeks. Or a clinician has cleared me for running."
)


class FreePlannerForm(forms.Form):
    fall_name = forms.CharField(
        label="Fall race", required=False, max_length=80, widget=forms.TextInput(attrs={"placeholder": "New York"})
    )
    a_name = forms.CharField(
        label="Spring race", required=False, max_length=80, widget=forms.TextInput(attrs={"placeholder": "Boston"})
    )
    fall_date = forms.DateField(label="Date of the fall race", widget=forms.DateInput(attrs={"type": "date"}))
    a_date = forms.DateField(label="Date of the spring race", widget=forms.DateInput(attrs={"type": "date"}))
    fall_distance = forms.ChoiceField(label="Its distance", choices=DISTANCES, initial="42195")
    a_distance = forms.ChoiceField(label="Its distance", choices=DISTANCES, initial="42195")
    weekly = forms.DecimalField(
        label="Your usual week",
        min_value=0,
        max_digits=5,
        decimal_places=1,
        help_text="Before the taper, not your peak.",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    unit = forms.ChoiceField(
        label="In", choices=UNITS, initial="km", widget=forms.RadioSelect(attrs={"class": "choice"})
    )
    run_days = forms.TypedChoiceField(
        label="Runs a week",
        coerce=int,
        choices=[(n, str(n)) for n in range(2, 8)],
        initial=5,
        widget=forms.RadioSelect(attrs={"class": "choice"}),
    )
    comfort = forms.TypedChoiceField(
        label="This winter I want to run",
        coerce=int,
        choices=COMFORT,
        initial=0,
        widget=forms.RadioSelect(attrs={"class": "choice"}),
    )
    spring_weeks = forms.IntegerField(
        label="Weeks of your spring plan",
        required=False,
        min_value=4,
        max_value=30,
        help_text="Blank: the usual length for the race.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-unit": "weeks"}),
    )
    days_off = forms.MultipleChoiceField(
        label="Days I cannot run",
        required=False,
        choices=[(day, day.label[:3]) for day in Weekday],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice days"}),
    )
    is_well = forms.BooleanField(label=SAFE, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("weekly") is not None and self._weekly_m() > MOST_WEEKLY_M:
            self.add_error("weekly", "More than 300 km (186 mi) a week is beyond what these rules know.")
        if not self.errors:
            self._check_request()
        return said

    def plan_request(self, *, today: date) -> PlanRequest:
        """The contract's request. Only for a valid form. Raises ContractError where the engine's limits are narrower."""
        said = self.cleaned_data
        is_ahead = said["fall_date"] >= today
        return load_request(
            {
                "version": 1,
                "today": today.isoformat(),
                "athlete": {
                    "unit": said["unit"],
                    "usual_run_days": said["run_days"],
                    "comfort": said["comfort"],
                    "available_min": dict.fromkeys(said["days_off"], 0),
                },
                "history": {"baseline_m": self._weekly_m()},
                "fall_race": self._race("fall") | {"status": "planned" if is_ahead else "finished"},
                "a_race": self._race("a"),
                "spring_plan": {"weeks": said["spring_weeks"]},
            }
        )

    def _check_request(self) -> None:
        try:
            self.plan_request(today=self.cleaned_data["fall_date"])
        except ContractError as refused:
            raise ValidationError(
                "The planner cannot read this: %(why)s", params={"why": refused.error.message}
            ) from None

    def _race(self, which: str) -> dict[str, Any]:
        return {
            "name": self.cleaned_data[f"{which}_name"] or None,
            "date": self.cleaned_data[f"{which}_date"].isoformat(),
            "distance_m": float(self.cleaned_data[f"{which}_distance"]),
        }

    def _weekly_m(self) -> float:
        return float(self.cleaned_data["weekly"]) * METRES[self.cleaned_data.get("unit", "km")]


def form_of(request: PlanRequest) -> FreePlannerForm:
    """The form as it would have been filled in for this request: after a remedy it shows what was changed."""
    athlete, unit = request.athlete, "mi" if request.athlete.unit == "mi" else "km"
    baseline_m = request.history.baseline_m
    return FreePlannerForm(
        initial={
            "fall_name": request.fall_race.name or "",
            "a_name": request.a_race.name or "",
            "fall_date": request.fall_race.date,
            "a_date": request.a_race.date,
            "fall_distance": _choice(request.fall_race.distance_m),
            "a_distance": _choice(request.a_race.distance_m),
            "weekly": number(baseline_m / METRES[unit]) if baseline_m else "",
            "unit": unit,
            "run_days": athlete.usual_run_days,
            "comfort": athlete.comfort,
            "spring_weeks": request.spring_plan.weeks,
            "days_off": [day for day in WEEKDAYS if athlete.available_min.get(day) == 0],
            "is_well": True,
        }
    )


def _choice(distance_m: float) -> str:
    return next((value for value, _ in DISTANCES if float(value) == distance_m), "42195")


class CarriedPlanForm(forms.Form):
    """The plan on the visitor's screen, sent back with what they want to do with it."""

    request = forms.CharField(max_length=free_plan.LONGEST, widget=forms.HiddenInput)

    def clean_request(self) -> PlanRequest:
        try:
            return free_plan.read(self.cleaned_data["request"])
        except ContractError as refused:
            raise ValidationError("%(why)s", params={"why": refused.error.message}) from None


class MailPlanForm(CarriedPlanForm):
    email = forms.EmailField(label="Your e-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
