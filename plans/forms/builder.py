"""The coach's controls. They start from a draft's request and give a request back: nothing else is the form's state."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.forms import BoundField

from athletes.choices import Weekday
from athletes.forms.fields import LONGEST_WEEK_M, DistanceField, metres_of, said_in
from plans.pages.spring_choices import SpringChoice, spring_choices
from plans.rules_cut import band_of, percent_of, rules_cut
from plans.words.wording import day_range, short_day

Json = dict[str, Any]

LEAST_BLACKOUTS: Final = 6
DISTANCES: Final = ("week1_m", "week1_long_m", "peak_m")
COMFORT: Final = [("-2", "−2"), ("-1", "−1"), ("0", "0"), ("1", "+1"), ("2", "+2")]
FAST: Final = "fast"
DAY: Final = {"type": "date"}


def _minutes(day: Weekday) -> forms.IntegerField:
    attrs = {"placeholder": "any", "inputmode": "numeric"}
    said = "Write whole minutes of a day, from 0 to 1440."
    return forms.IntegerField(
        label=day.label[:2],
        required=False,
        min_value=0,
        max_value=1440,
        widget=forms.TextInput(attrs=attrs),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
    )


class BuilderForm(forms.Form):
    cut = forms.FloatField(required=False, min_value=0, max_value=100)  # the slider's own ends are the rules' band
    # What the slider stood at when the page was made: only a slider that was moved says anything.
    cut_shown = forms.FloatField(required=False, widget=forms.HiddenInput)
    cut_by_rules = forms.BooleanField(label="Use the rules’ cut", required=False)
    cut_other = forms.FloatField(
        label="Another cut",
        required=False,
        min_value=0,
        max_value=90,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "data-unit": "%"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Write a share from 0 to 90, such as 45."),
    )
    cut_reason = forms.CharField(label="Why", required=False, max_length=1000)
    comfort = forms.TypedChoiceField(
        label="Wants to run, this winter",
        coerce=int,
        choices=COMFORT,
        widget=forms.RadioSelect(attrs={"class": "choice"}),
    )
    break_days = forms.TypedChoiceField(
        label="Days off after the race", coerce=int, empty_value=None, required=False,
        choices=[("", "by the rules"), *((str(n), str(n)) for n in range(15))],
    )  # fmt: skip
    spring_weeks = forms.TypedChoiceField(label="Weeks", coerce=int, empty_value=None, required=False)
    week1_m = DistanceField(label="Its first week")
    week1_long_m = DistanceField(label="Its first long run")
    peak_m = DistanceField(label="Its biggest week")
    usual_run_days = forms.TypedChoiceField(
        label="Runs in a usual week", coerce=int, empty_value=None, required=False,
        choices=[("", "not known"), *((str(n), str(n)) for n in range(1, 8))],
    )  # fmt: skip
    long_run_day = forms.ChoiceField(label="Long run on", required=False, choices=[("", "any day"), *Weekday.choices])
    long_run_every = forms.TypedChoiceField(
        label="Long run", coerce=int, choices=[("1", "every week"), ("2", "every second week")]
    )
    minutes_mon, minutes_tue, minutes_wed, minutes_thu, minutes_fri, minutes_sat, minutes_sun = map(_minutes, Weekday)
    club_nights = forms.MultipleChoiceField(
        label="Club nights", required=False, choices=[(day.value, day.label[:2]) for day in Weekday],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice days"}),
    )  # fmt: skip
    second_fast = forms.BooleanField(label="A second, light fast workout", required=False)
    note = forms.CharField(
        label="Note to the athlete", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, payload: Any = None, *, request: Json, response: Json) -> None:
        self.base, self.unit = request, request["athlete"].get("unit") or "km"
        self.blackouts = max(LEAST_BLACKOUTS, len(request.get("blackouts") or []) + 1)
        self.spring_choices = spring_choices(request)
        usual = {choice.weeks for choice in self.spring_choices if choice.is_usual}
        initial = initial_of(request, response, unit=self.unit, usual_weeks=usual)
        super().__init__(payload, initial=initial, auto_id="b_%s")
        self._add_blackouts()
        weeks = self.fields["spring_weeks"]
        if isinstance(weeks, forms.ChoiceField):
            weeks.choices = [(choice.value, str(choice.weeks)) for choice in self.spring_choices]
        for name in DISTANCES:
            self.fields[name].widget.attrs["data-unit"] = "mi" if self.unit == "mi" else "km"
        self.fields["cut_reason"].help_text = f"Asked outside {band_of(request).in_words}. It stands with the factors."
        planned = response.get("spring_plan") or {}
        for name in ("week1_m", "week1_long_m"):
            self.fields[name].widget.attrs["placeholder"] = said_in(planned.get(name), self.unit) or ""

    @property
    def spring_rows(self) -> Iterator[tuple[SpringChoice, bool]]:
        chosen = str(self["spring_weeks"].value() or "")
        return ((choice, choice.value == chosen) for choice in self.spring_choices)

    @property
    def minutes_rows(self) -> list[BoundField]:
        first = Weekday.values.index(self.base["athlete"].get("week_start") or "mon")
        return [self[f"minutes_{day}"] for day in (*Weekday.values[first:], *Weekday.values[:first])]

    @property
    def blackout_rows(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"away_{n}_start"], self[f"away_{n}_end"]) for n in range(self.blackouts)]

    @property
    def days_gist(self) -> str:
        """ "5 runs a week, long run on Sunday, not on Mon" """
        athlete = self.base["athlete"]
        runs, long_day = athlete.get("usual_run_days"), athlete.get("long_run_day")
        off = [Weekday(day).label[:3] for day, limit in (athlete.get("available_min") or {}).items() if limit == 0]
        parts = (
            f"{runs} runs a week" if runs else "",
            f"long run on {Weekday(long_day).label}" if long_day else "",
            f"not on {', '.join(off)}" if off else "",
        )
        return ", ".join(part for part in parts if part) or "any day"

    @property
    def away_gist(self) -> str:
        """ "24 – 26 Dec, 2 – 2 Jan" """
        spans = ((date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in self.base["blackouts"])
        return ", ".join(day_range(*span) if span[0] != span[1] else short_day(span[0]) for span in spans) or "no days"

    @property
    def between(self) -> list[str]:
        """ "Jingle 5K on Sat 19 Dec (C)": what the weeks are laid around."""
        return [
            f"{race['name'] or 'A race'} on {short_day(date.fromisoformat(race['date']))} ({race['priority']})"
            for race in self.base.get("races_between") or []
        ]

    @property
    def named_errors(self) -> Iterator[tuple[str, str]]:
        """(what has to be put right, how), in words that need no look at the control."""
        for name, errors in self.errors.items():
            day = name.removeprefix("minutes_")
            named = Weekday(day).label if day in Weekday.values else "Away" if name.startswith("away_") else ""
            for error in errors:
                yield named or str(self.fields[name].label if name in self.fields else ""), str(error)

    @property
    def days_have_errors(self) -> bool:
        return any(name.startswith("minutes_") for name in self.errors)

    @property
    def away_has_errors(self) -> bool:
        return any(name.startswith("away_") for name in self.errors)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name in DISTANCES:
            before_m = self.base["spring_plan"].get(name)
            said[name] = metres_of(said.get(name), unit=self.unit, before_m=before_m)
            if (said[name] or 0) > LONGEST_WEEK_M:
                self.add_error(name, "A week has 300 km at most. Look at the number and the unit.")
        if said.get("week1_m") and (said.get("week1_long_m") or 0) > said["week1_m"]:
            self.add_error("week1_long_m", "The long run is part of the week: it cannot be longer.")
        self._check_cut(said)
        self._check_blackouts(said)
        return said

    def request(self) -> Json:
        """The draft's request with what stands in the form. Only for a valid form."""
        said = self.cleaned_data
        spring = {name: said[name] for name in DISTANCES} | {"weeks": said["spring_weeks"]}
        before = self.base["spring_plan"]
        if "whole_weeks" in before and spring["weeks"] != before.get("weeks"):
            spring["whole_weeks"] = None  # another plan now: who joins it, and when, is said anew
        request = self.base | {
            "athlete": self.base["athlete"] | self._athlete(),
            "spring_plan": before | spring,
            "blackouts": list(self._blackouts()),
            "policy": self.base["policy"] | self._policy(),
        }
        return request | {"note": said["note"]} if said["note"] or "note" in self.base else request

    def _athlete(self) -> Json:
        said, before = self.cleaned_data, self.base["athlete"]
        minutes = {day: said[f"minutes_{day}"] for day in Weekday.values if said[f"minutes_{day}"] is not None}
        others = [night for night in before.get("fixed") or [] if night["ingredient"] != FAST]
        nights = [{"weekday": day, "ingredient": FAST} for day in said["club_nights"]]
        return {
            "comfort": said["comfort"],
            "usual_run_days": said["usual_run_days"],
            "long_run_day": said["long_run_day"] or None,
            "long_run_every": said["long_run_every"],
            "available_min": minutes,
            "fixed": others + nights,
        }

    def _policy(self) -> Json:
        said = self.cleaned_data
        cut = self._cut(said)
        reason = said["cut_reason"] or None
        return {
            "cut": cut,
            "cut_reason": reason if cut is not None else None,
            "second_fast": said["second_fast"],
            "break_days": said["break_days"],
        }

    def _cut(self, said: dict[str, Any]) -> float | None:
        """The number typed, else the rules' where they are ticked and the slider was left alone, else the slider's."""
        if said.get("cut_other") is not None:
            return round(float(said["cut_other"]) / 100, 4)
        was_moved = said.get("cut") != said.get("cut_shown")
        asked_for_rules = said.get("cut_by_rules") and (not was_moved or self.base["policy"].get("cut") is not None)
        if asked_for_rules or said.get("cut") is None:
            return None
        return round(float(said["cut"]) / 100, 4)

    def _check_cut(self, said: dict[str, Any]) -> None:
        cut = self._cut(said)
        band = band_of(self.base)
        if cut is not None and not band.low <= cut <= band.high and not said.get("cut_reason"):
            self.add_error("cut_reason", f"Outside {band.in_words} write down why.")

    def _check_blackouts(self, said: dict[str, Any]) -> None:
        first, last = (date.fromisoformat(self.base[race]["date"]) for race in ("fall_race", "a_race"))
        for n in range(self.blackouts):
            start, end = said.get(f"away_{n}_start"), said.get(f"away_{n}_end")
            if start and not first <= start < last:
                self.add_error(f"away_{n}_start", "That is not between the two races. Look at the year.")
            elif end and not start:
                self.add_error(f"away_{n}_start", "From which day?")
            elif start and end and end < start:
                self.add_error(f"away_{n}_end", "The last day comes after the first.")
            elif start and end and end - start > timedelta(days=60):
                self.add_error(f"away_{n}_end", "More than sixty days away: plan the two parts on their own.")

    def _blackouts(self) -> Iterator[Json]:
        for n in range(self.blackouts):
            start: date | None = self.cleaned_data[f"away_{n}_start"]
            if start is not None:
                end = self.cleaned_data[f"away_{n}_end"] or start
                yield {"start": start.isoformat(), "end": end.isoformat()}

    def _add_blackouts(self) -> None:
        for n in range(self.blackouts):
            for end, label in (("start", "Away from"), ("end", "to")):
                widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
                wrong = {"invalid": "Write a day that is in the calendar."}
                self.fields[f"away_{n}_{end}"] = forms.DateField(
                    label=label, required=False, widget=widget, error_messages=wrong
                )


def initial_of(request: Json, response: Json, *, unit: str, usual_weeks: set[int]) -> Json:
    """The controls as this request has them, the slider where the answer's cut is."""
    athlete, policy, spring = request["athlete"], request["policy"], request["spring_plan"]
    cut, weeks = policy.get("cut"), spring.get("weeks")
    band = band_of(request)
    shown = percent_of(cut if cut is not None else rules_cut(response, band), band)
    is_inside = cut is None or band.low <= cut <= band.high
    initial = {
        "cut": shown,
        "cut_shown": shown,
        "cut_by_rules": cut is None,
        "cut_other": None if is_inside else round(100 * cut, 1),
        "cut_reason": policy.get("cut_reason") or "",
        "comfort": str(athlete.get("comfort") or 0),
        "break_days": policy.get("break_days"),
        "spring_weeks": "" if weeks is None or weeks in usual_weeks else str(weeks),
        "usual_run_days": athlete.get("usual_run_days"),
        "long_run_day": athlete.get("long_run_day") or "",
        "long_run_every": str(athlete.get("long_run_every") or 1),
        "club_nights": [night["weekday"] for night in athlete.get("fixed") or [] if night["ingredient"] == FAST],
        "second_fast": bool(policy.get("second_fast")),
        "note": request.get("note", ""),
    }
    initial |= {name: said_in(spring.get(name), unit) for name in DISTANCES}
    initial |= {f"minutes_{day}": (athlete.get("available_min") or {}).get(day) for day in Weekday.values}
    for n, blackout in enumerate(request.get("blackouts") or []):
        initial |= {f"away_{n}_start": blackout["start"], f"away_{n}_end": blackout["end"]}
    return initial
