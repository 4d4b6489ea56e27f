"""One session of a draft: another workout, another day, another amount. What is left alone gives no edit."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from athletes.forms.fields import DistanceField, metres_of, said_in
from plans.edits import CannotEdit, apply_edits
from plans.engine.contract import load_response, load_session
from plans.engine.swap import alternatives
from plans.words import wording
from plans.words.edits import new_breaches

Json = dict[str, Any]
Choice = tuple[str, str]

MINUTE_S: Final = 60


class SessionForm(forms.Form):
    lock = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    code = forms.ChoiceField(label="Workout")
    day = forms.ChoiceField(label="Day", widget=forms.RadioSelect(attrs={"class": "choice days"}))
    why = forms.CharField(
        label="Why", required=False, max_length=300, help_text="For yourself; it stays with the edit."
    )
    keep = forms.BooleanField(label="I know, keep it", required=False)

    def __init__(
        self,
        payload: Any = None,
        *,
        request: Json,
        response: Json,
        week: Json,
        session: Json,
        lock: int,
        own: Sequence[Json] = (),
    ) -> None:
        """`own`: the workouts of the coach, as an edit carries them."""
        self.session, self.unit = session, request["athlete"].get("unit") or "km"
        initial = {"lock": lock, "code": session["code"], "day": session["date"]}
        super().__init__(payload, initial=initial, auto_id="s_%s")
        self.own = {one["code"]: one for one in own if _fits(one, response, session)}
        others = [*_workouts(response, session), *((code, f"{one['title']} (yours)") for code, one in self.own.items())]
        # A form that comes back is only read: what its choice breaks is then shown in full.
        groups = others if self.is_bound else self._by_rules(request, response, others)
        self._choose("code", [(session["code"], f"{session['title']} (now)"), *groups])
        self._choose("day", [(day.isoformat(), f"{day:%a} {day.day}") for day in _days(week)])
        self._add_amount()

    @property
    def in_minutes(self) -> bool:
        return self.unit == "min" or not self.session["distance_m"]

    def operations(self) -> list[Json]:
        """The edits this form asks for, in the order they are applied. Only for a valid form."""
        return [edit | self._why() for edit in self._operations()]

    def clean_amount(self) -> float | None:
        said: float | None = self.cleaned_data["amount"]
        if said == 0:
            raise forms.ValidationError("Nothing of it is no session: take it out of the plan, below.")
        return said

    def _operations(self) -> Iterator[Json]:
        said, key = self.cleaned_data, self.session["key"]
        if said["code"] != self.session["code"]:
            yield {"op": "swap", "key": key, "code": said["code"]} | self._own(said["code"])
        if "amount" in self.changed_data and said.get("amount") is not None:
            yield {"op": "amount", "key": key} | self._amount(said["amount"])
        if said["day"] != self.session["date"]:
            yield {"op": "move", "key": key, "date": said["day"]}

    def _amount(self, said: float) -> Json:
        if not self.in_minutes:
            return {"distance_m": round(metres_of(said, unit=self.unit) or 0)}
        if not self.session["distance_m"]:
            return {"duration_s": round(said * MINUTE_S)}
        pace_m_per_s = self.session["distance_m"] / self.session["duration_s"]
        return {"distance_m": round(said * MINUTE_S * pace_m_per_s)}

    def _own(self, code: str) -> Json:
        return {"workout": self.own[code]} if code in self.own else {}

    def _by_rules(self, request: Json, response: Json, others: Sequence[Choice]) -> list[tuple[str, list[Choice]]]:
        """What keeps the rules in this place first; what has no place in this week at all is not offered."""
        keeping: list[Choice] = []
        breaking: list[Choice] = []
        for code, title in others:
            edit = {"op": "swap", "key": self.session["key"], "code": code} | self._own(code)
            try:
                after = apply_edits(request, response, [edit]).response
            except CannotEdit:
                continue
            breaches = new_breaches(response, after, unit=self.unit)
            said = f"{title}: {breaches[0].title.lower()}" if breaches else title
            (breaking if breaches else keeping).append((code, said))
        groups = (("Keep the rules", keeping), ("Go against one", breaking))
        return [(name, choices) for name, choices in groups if choices]

    def _why(self) -> Json:
        return {"why": self.cleaned_data["why"]} if self.cleaned_data["why"] else {}

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _add_amount(self) -> None:
        session = self.session
        if not session["distance_m"] and not session["duration_s"]:
            return
        if self.in_minutes:
            self.fields["amount"] = DistanceField(label="Amount", most=600, required=True)
            self.initial["amount"] = round(session["duration_s"] / MINUTE_S)
        else:
            self.fields["amount"] = DistanceField(label="Amount", most=100, required=True)
            self.initial["amount"] = said_in(session["distance_m"], self.unit)
        unit = "min" if self.in_minutes else wording.distance_unit(self.unit)
        self.fields["amount"].widget.attrs["data-unit"] = unit


def _workouts(response: Json, session: Json) -> Iterator[Choice]:
    for row in alternatives(load_response(response), load_session(session)):
        yield row.code, row.title


def _fits(own: Json, response: Json, session: Json) -> bool:
    """Of the same ingredient, for this level, and not what stands there already."""
    is_same = own["ingredient"] == session["ingredient"] and own["code"] != session["code"]
    return is_same and (response["ability"] is None or response["ability"] in own["levels"])


def _days(week: Json) -> list[date]:
    first, last = date.fromisoformat(week["start"]), date.fromisoformat(week["end"])
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
