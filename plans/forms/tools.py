"""The calculators' forms. They are read from the address, so that an answer can be kept and passed on."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict

from athletes.choices import RaceEffort
from athletes.forms.fields import METRES, DistanceField, ResultField
from athletes.forms.race import DISTANCES, FASTEST_S_PER_KM, OTHER, SLOWEST_S_PER_KM
from athletes.templatetags.race_words import race_distance
from plans.engine.ability import LEVELS
from plans.forms.log import LONGEST_RUN
from plans.pages.tools.answer import Answer, CannotAnswer, Distance, Result
from plans.pages.tools.load import recovery, single_run
from plans.pages.tools.pulse import heart_rates
from plans.pages.tools.race import age_grade, equivalent_times, training_paces
from plans.words import tools as words
from plans.words.wording import pace

UNITS: Final = [("km", "km"), ("mi", "mi")]
LONGEST_ROAD_M: Final = 42_195
ROAD: Final = [choice for choice in DISTANCES if choice[0] == OTHER or float(choice[0]) <= LONGEST_ROAD_M]
SLOWEST_RUN_S_PER_KM: Final = 900  # slower is a walk, of which Daniels and Gilbert's equations know nothing
SHORTEST, LONGEST_RACE = 0.1, 600  # kilometres or miles
YEARS: Final = range(1900, 2100)
ONLY_OTHER: Final = {"data-width": "only-other"}
RECENT: Final = "All out, on a road, in the last six months."
HOW_TO_WRITE_A_TIME: Final = "Look at the distance, and write the time as h:mm:ss."


class UnitChoice(forms.ChoiceField):
    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, choices=UNITS, initial="km", widget=forms.RadioSelect(attrs={"class": "choice"}))


class OtherDistance(DistanceField):
    """Shown while the choice before it is "other"."""

    def __init__(self) -> None:
        super().__init__(label="How far", most=LONGEST_RACE)
        self.widget.attrs |= ONLY_OTHER | {"placeholder": "12"}


class OtherUnit(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(label="Its unit", choices=UNITS, initial="km", widget=forms.Select(attrs=ONLY_OTHER))


class RunDistance(DistanceField):
    def __init__(self, *, label: str, example: str, help_text: str = "") -> None:
        super().__init__(label=label, most=LONGEST_RUN, required=True, help_text=help_text)
        self.error_messages["required"] = f"Say how far, such as {example}."
        self.widget.attrs["placeholder"] = example


class TimeField(ResultField):
    def __init__(self) -> None:
        super().__init__(label="Time", required=True, help_text="h:mm:ss or mm:ss")
        self.error_messages["required"] = "Say the time, such as 41:21."
        self.widget.attrs["placeholder"] = "41:21"


class WholeNumber(forms.IntegerField):
    def __init__(self, *, low: int, high: int, example: str, data_unit: str, **options: Any) -> None:
        bounds = f"It lies between {low} and {high}."
        messages = {
            "required": f"Say it, such as {example}.",
            "invalid": f"Write a whole number, such as {example}.",
            "min_value": bounds,
            "max_value": bounds,
        }
        attrs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": example, "data-unit": data_unit}
        options.setdefault("required", False)
        widget = forms.TextInput(attrs=attrs)
        super().__init__(min_value=low, max_value=high, error_messages=messages, widget=widget, **options)


class ToolForm(forms.Form):
    """Holds its `answer` once it is valid; what the engine refuses is said at the field it means."""

    template_name = "plans/tools/fields.html"
    tool: ClassVar[words.Tool]
    asks_as: ClassVar[Mapping[str, str]] = {"distance_m": "distance", "duration_s": "time", "to_distance_m": "to"}
    refusals: ClassVar[Mapping[str, str]] = {}  # where the engine's own words would puzzle a reader
    answer: Answer | None = None

    def __init__(self, typed: QueryDict, *, unit: str) -> None:
        begun = {name: field.initial for name, field in self.base_fields.items() if field.initial is not None}
        begun |= {name: unit for name in self.base_fields if name.endswith("unit")} | typed.dict()
        # Whoever only chose a unit has asked nothing yet; what an address leaves out is as the form stands.
        is_asked = any(name in self.base_fields for name in typed if name != "unit")
        super().__init__(begun if is_asked else None, initial=begun)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name in {"distance", "to"} & set(self.fields):
            self._check_other(f"{name}_other", said, is_shown=said.get(name) == OTHER)
        if not self.errors:
            self._find_answer(said)
        return said

    def find(self, said: dict[str, Any]) -> Answer:
        """Raises CannotAnswer for a field of this form, or of the engine's question."""
        raise NotImplementedError

    def _check_other(self, name: str, said: dict[str, Any], *, is_shown: bool) -> None:
        if not is_shown:
            self.errors.pop(name, None)  # typed, then hidden by another choice
        elif name not in self.errors and (said.get(name) or 0) < SHORTEST:
            self.add_error(name, "Say how far, such as 12.")

    def _find_answer(self, said: dict[str, Any]) -> None:
        try:
            self.answer = self.find(said)
        except CannotAnswer as refused:
            message = self.refusals.get(refused.path, refused.message)
            self.add_error(self._field_of(refused.path, said), message)

    def _field_of(self, path: str, said: dict[str, Any]) -> str | None:
        """None, which is the whole form, where the engine names what this form does not ask."""
        name = self.asks_as.get(path, path)
        name = f"{name}_other" if said.get(name) == OTHER else name
        return name if name in self.fields else None


def distance_of(said: dict[str, Any], name: str = "distance") -> Distance:
    if said[name] != OTHER:
        return Distance(float(said[name]), race_distance(float(said[name]), "km"))
    unit = said[f"{name}_unit"]
    metres = said[f"{name}_other"] * METRES[unit]
    return Distance(metres, race_distance(metres, unit))


def result_of(said: dict[str, Any], *, slowest_s_per_km: float = SLOWEST_RUN_S_PER_KM) -> Result:
    """Raises CannotAnswer for a pace that is a slip of the pen."""
    distance = distance_of(said)
    s_per_km = said["time"] / distance.metres * METRES["km"]
    if not FASTEST_S_PER_KM <= s_per_km <= slowest_s_per_km:
        raise CannotAnswer("time", f"That would be {pace(s_per_km, said.get('unit', 'km'))}. {HOW_TO_WRITE_A_TIME}")
    return Result(distance, said["time"])


class EquivalentTimesForm(ToolForm):
    template_name = "plans/tools/equivalent_times_fields.html"
    tool = words.EQUIVALENT_TIMES

    distance = forms.ChoiceField(label="I raced", choices=ROAD, initial="10000", help_text=RECENT)
    distance_other = OtherDistance()
    distance_unit = OtherUnit()
    time = TimeField()
    to = forms.ChoiceField(label="I want to race", choices=ROAD, initial="42195")
    to_other = OtherDistance()
    to_unit = OtherUnit()
    unit = UnitChoice(label="Paces in")

    def find(self, said: dict[str, Any]) -> Answer:
        others = [Distance(float(value), name) for value, name in ROAD if value != OTHER]
        return equivalent_times(result_of(said), to=distance_of(said, "to"), others=others, unit=said["unit"])


class PacesForm(ToolForm):
    tool = words.PACES

    distance = forms.ChoiceField(label="I raced", choices=ROAD, initial="10000", help_text=RECENT)
    distance_other = OtherDistance()
    distance_unit = OtherUnit()
    time = TimeField()
    unit = UnitChoice(label="Paces in")

    def find(self, said: dict[str, Any]) -> Answer:
        return training_paces(result_of(said), unit=said["unit"])


class HeartRateForm(ToolForm):
    tool = words.HEART_RATE
    asks_as: ClassVar[Mapping[str, str]] = {
        "max_hr_bpm": "highest",
        "resting_hr_bpm": "resting",
        "lthr_bpm": "threshold",
    }

    highest = WholeNumber(
        label="Highest heart rate",
        low=100,
        high=230,
        example="186",
        data_unit="bpm",
        help_text="Measured, not estimated.",
    )
    threshold = WholeNumber(
        label="Threshold heart rate",
        low=80,
        high=220,
        example="170",
        data_unit="bpm",
        help_text="Your average over the last 20 of 30 minutes, run alone and as hard as you can.",
    )
    resting = WholeNumber(
        label="Resting heart rate", low=25, high=120, example="50", data_unit="bpm", help_text="Lying, after waking."
    )
    age = WholeNumber(
        label="Age", low=10, high=100, example="40", data_unit="years", help_text="Only where nothing was measured."
    )

    def find(self, said: dict[str, Any]) -> Answer:
        highest, threshold = said["highest"], said["threshold"]
        if highest is None and threshold is None and said["age"] is None:
            raise CannotAnswer(
                "highest", "Give your highest or your threshold heart rate; if you know neither, your age."
            )
        if highest is not None and threshold is not None and threshold >= highest:
            raise CannotAnswer("threshold", "The threshold lies below the highest heart rate.")
        return heart_rates(max_hr_bpm=highest, resting_hr_bpm=said["resting"], lthr_bpm=threshold, age=said["age"])


class AgeGradeForm(ToolForm):
    tool = words.AGE_GRADE
    refusals: ClassVar[Mapping[str, str]] = {"distance_m": "The tables go from a mile to 200 km."}

    tables = forms.ChoiceField(
        label="Standards of",
        choices=list(words.SEXES.items()),
        error_messages={"required": "Choose one: the standards differ."},
        widget=forms.RadioSelect(attrs={"class": "choice"}),
    )
    age = WholeNumber(label="Age on the day", low=5, high=100, example="54", required=True, data_unit="years")
    distance = forms.ChoiceField(label="I raced", choices=DISTANCES, initial="10000")
    distance_other = OtherDistance()
    distance_unit = OtherUnit()
    time = TimeField()

    def find(self, said: dict[str, Any]) -> Answer:
        result = result_of(said, slowest_s_per_km=SLOWEST_S_PER_KM)
        return age_grade(result, sex=said["tables"], age=said["age"])


class SingleRunForm(ToolForm):
    tool = words.SINGLE_RUN
    asks_as: ClassVar[Mapping[str, str]] = {"distance_m": "planned", "longest_30d_m": "longest"}

    planned = RunDistance(label="The run I plan", example="20")
    longest = RunDistance(label="My longest of the last 30 days", example="16", help_text="None at all? Write 0.")
    unit = UnitChoice(label="In")

    def find(self, said: dict[str, Any]) -> Answer:
        if 0 < said["longest"] < SHORTEST:
            raise CannotAnswer("longest", "Write 0, or how far, such as 16.")
        per = METRES[said["unit"]]
        return single_run(said["planned"] * per, longest_30d_m=said["longest"] * per, unit=said["unit"])


class RecoveryForm(ToolForm):
    tool = words.RECOVERY

    distance = forms.ChoiceField(label="I raced", choices=DISTANCES, initial="42195")
    distance_other = OtherDistance()
    distance_unit = OtherUnit()
    race_day = forms.DateField(
        label="On",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Then the days have dates.",
    )
    effort = forms.ChoiceField(
        label="It was",
        choices=RaceEffort,
        initial=RaceEffort.RACED,
        widget=forms.RadioSelect(attrs={"class": "choice"}),
    )
    age = WholeNumber(label="Age", low=10, high=100, example="40", data_unit="years")
    level = forms.TypedChoiceField(
        label="My level", required=False, choices=[("", "not said"), *((one, one) for one in LEVELS)], empty_value=None
    )
    climb_m = WholeNumber(
        label="Climb", low=0, high=50_000, example="1200", data_unit="m", help_text="For a hilly race."
    )

    def find(self, said: dict[str, Any]) -> Answer:
        if said["race_day"] is not None and said["race_day"].year not in YEARS:
            raise CannotAnswer("race_day", "Look at the year.")
        return recovery(
            distance_of(said),
            age=said["age"],
            level=said["level"],
            climb_m=said["climb_m"],
            effort=said["effort"],
            race_day=said["race_day"],
        )
