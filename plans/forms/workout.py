"""A workout, part by part: rows that stay where they are without JavaScript, numbered to be put in another order."""

from collections.abc import Iterator
from itertools import groupby, repeat
from typing import Any, Final, cast

from django import forms
from django.forms import BoundField

from plans.engine.own_workout import KINDS, indoors, main_zone
from plans.engine.response import Ability
from plans.engine.template import ALL, Exercise, MainSet, Rep, Side, Template, Zone
from plans.models.session import Ingredient

REPS: Final = 8
LIFTS: Final = 8
MINUTE_S: Final = 60
# A zone, and behind a colon one half of its paces.
ZONES: Final = (
    ("fartlek", "fartlek, by feel"),
    ("threshold", "threshold"),
    ("threshold:faster", "threshold, a little faster"),
    ("threshold:slower", "threshold, a little slower"),
    ("interval", "interval"),
    ("repetition", "repetition"),
    ("hill", "uphill"),
    ("marathon", "marathon pace"),
    ("steady", "steady"),
    ("easy", "easy"),
)
UNITS: Final = (("s", "s"), ("min", "min"), ("m", "m"))


def _small(most: float, *, step: str = "decimal") -> forms.FloatField:
    said = f"Write a number from 0 to {most:g}."
    return forms.FloatField(
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": step}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
    )


class WorkoutForm(forms.Form):
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="Name", max_length=80)
    intent = forms.CharField(label="What it is for", max_length=120, help_text="The athlete reads it as the reason.")
    ingredient = forms.ChoiceField(label="Ingredient", choices=[(kind, Ingredient(kind).label) for kind in KINDS])
    levels = forms.MultipleChoiceField(
        label="For",
        choices=[(level, level) for level in ALL],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice"}),
    )
    rpe = forms.FloatField(
        label="Effort, 0 to 10",
        min_value=0,
        max_value=10,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Write a number from 0 to 10."),
    )
    fewest = forms.IntegerField(label="Run it at least", required=False, min_value=1, max_value=60)
    most = forms.IntegerField(label="at most", required=False, min_value=1, max_value=60)
    is_continuous = forms.BooleanField(label="Without a break, as one stretch", required=False)
    lead = forms.FloatField(
        label="Easy running before it, times as long",
        required=False,
        min_value=0,
        max_value=5,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    from_min = forms.IntegerField(label="Lasts from", required=False, min_value=5, max_value=240)
    to_min = forms.IntegerField(label="to", required=False, min_value=5, max_value=240)
    heavy = forms.BooleanField(label="Heavy leg work", required=False)
    needs_gym = forms.BooleanField(label="Needs a gym", required=False)

    def __init__(self, payload: Any = None, *, template: Template | None = None, seen: int = 0) -> None:
        self.before = template
        super().__init__(payload, initial=_initial(template) | {"seen": seen}, auto_id="w_%s")
        for n in range(REPS):
            self._add_rep(n)
        for n in range(LIFTS):
            self.fields[f"lift{n}_nr"] = _small(99)
            self.fields[f"lift{n}_name"] = forms.CharField(required=False, max_length=60)
            self.fields[f"lift{n}_sets"] = _small(20)
            self.fields[f"lift{n}_reps"] = forms.CharField(required=False, max_length=20)

    @property
    def rep_rows(self) -> list[list[BoundField]]:
        names = ("nr", "times", "zone", "work", "unit", "rest", "rest_unit")
        return [[self[f"rep{n}_{name}"] for name in names] for n in range(REPS)]

    @property
    def lift_rows(self) -> list[list[BoundField]]:
        return [[self[f"lift{n}_{name}"] for name in ("nr", "name", "sets", "reps")] for n in range(LIFTS)]

    @property
    def row_errors(self) -> list[str]:
        """What is wrong inside the rows, with the row's place."""
        return [
            f"Row {int(name.partition('_')[0][-1]) + 1}: {error}"
            for name, errors in self.errors.items()
            if name.startswith(("rep", "lift"))
            for error in errors
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("ingredient") == "fast" and not self.errors:
            self._check_main(said)
        if (said.get("from_min") or 0) > (said.get("to_min") or 240):
            self.add_error("to_min", "The longest comes after the shortest.")
        for n in range(LIFTS):
            if said.get(f"lift{n}_name") and not (said.get(f"lift{n}_sets") and said.get(f"lift{n}_reps")):
                self.add_error(f"lift{n}_sets", "Sets and repetitions are missing.")
        return said

    def template(self) -> Template:
        """What the form says. Only for a valid form."""
        said = self.cleaned_data
        is_fast = said["ingredient"] == "fast"
        main = self._main(said) if is_fast else None
        zone = main_zone(main) if main else None
        levels: tuple[Ability, ...] = tuple(level for level in ALL if level in said["levels"])
        return Template(
            code="C0",
            title=said["title"],
            ingredient=said["ingredient"],
            levels=levels,
            rpe=said["rpe"],
            intent=said["intent"],
            zone=zone,
            main=main,
            alternate=indoors(zone) if zone else None,
            heavy=said["heavy"] and not is_fast,
            needs_gym=said["needs_gym"] and not is_fast,
            minutes=(0, 0) if is_fast else (said["from_min"] or 20, said["to_min"] or said["from_min"] or 40),
            exercises=() if is_fast else tuple(self._lifts(said)),
        )

    def _add_rep(self, n: int) -> None:
        self.fields[f"rep{n}_nr"] = _small(99)
        self.fields[f"rep{n}_times"] = _small(20)
        self.fields[f"rep{n}_zone"] = forms.ChoiceField(required=False, choices=ZONES)
        self.fields[f"rep{n}_work"] = _small(20_000)
        self.fields[f"rep{n}_unit"] = forms.ChoiceField(required=False, choices=UNITS)
        self.fields[f"rep{n}_rest"] = _small(5_000)
        self.fields[f"rep{n}_rest_unit"] = forms.ChoiceField(required=False, choices=UNITS)

    def _check_main(self, said: dict[str, Any]) -> None:
        reps = list(self._reps(said))
        if not reps:
            self.add_error("rep0_work", "A fast workout needs at least one stretch: how long, how fast?")
        elif all(rep.zone in {"easy", "steady"} for rep in reps):
            self.add_error("rep0_zone", "Nothing here is fast: marathon pace is the least.")
        if (said.get("fewest") or 1) > (said.get("most") or said.get("fewest") or 1):
            self.add_error("most", "The most is at least the least.")
        if said.get("is_continuous") and len(reps) > 1:
            self.add_error("is_continuous", "One stretch has one row.")

    def _main(self, said: dict[str, Any]) -> MainSet:
        fewest = said["fewest"] or 1
        return MainSet(
            pattern=tuple(self._reps(said)),
            fewest=fewest,
            most=said["most"] or fewest,
            is_continuous=said["is_continuous"],
            lead=said["lead"] or 0.0,
        )

    def _reps(self, said: dict[str, Any]) -> Iterator[Rep]:
        for n in _in_order(said, "rep", REPS, "work"):
            work, rest = said[f"rep{n}_work"], said.get(f"rep{n}_rest") or 0
            in_metres, rest_in_metres = said[f"rep{n}_unit"] == "m", said[f"rep{n}_rest_unit"] == "m"
            zone, _, side = (said[f"rep{n}_zone"] or "fartlek").partition(":")
            rep = Rep(
                zone=cast("Zone", zone),
                side=cast("Side", side or "both"),
                seconds=0 if in_metres else _seconds(work, said[f"rep{n}_unit"]),
                metres=work if in_metres else 0,
                rest_s=0 if rest_in_metres else _seconds(rest, said[f"rep{n}_rest_unit"]),
                rest_m=rest if rest_in_metres else 0,
            )
            yield from repeat(rep, int(said.get(f"rep{n}_times") or 1))

    def _lifts(self, said: dict[str, Any]) -> Iterator[Exercise]:
        for n in _in_order(said, "lift", LIFTS, "name"):
            name, sets, reps = (said[f"lift{n}_{part}"] for part in ("name", "sets", "reps"))
            yield Exercise(name=name, sets=int(sets), reps=reps)


def _in_order(said: dict[str, Any], kind: str, rows: int, needed: str) -> list[int]:
    """The rows that hold something, by their number; rows of the same number as they stand."""
    filled = [n for n in range(rows) if said.get(f"{kind}{n}_{needed}")]
    return sorted(filled, key=lambda n: (said.get(f"{kind}{n}_nr") or n + 1, n))


def _seconds(amount: float, unit: str) -> float:
    return amount * MINUTE_S if unit == "min" else amount


def _initial(template: Template | None) -> dict[str, Any]:
    if template is None:
        return {"levels": list(ALL), "ingredient": "fast", "rpe": 7, "fewest": 4, "most": 8}
    initial: dict[str, Any] = {
        "title": template.title,
        "intent": template.intent,
        "ingredient": template.ingredient,
        "levels": list(template.levels),
        "rpe": f"{template.rpe:g}",
        "heavy": template.heavy,
        "needs_gym": template.needs_gym,
        "from_min": template.minutes[0] or None,
        "to_min": template.minutes[1] or None,
    }
    if template.main:
        main = template.main
        initial |= {"fewest": main.fewest, "most": main.most, "is_continuous": main.is_continuous}
        initial["lead"] = f"{main.lead:g}" if main.lead else ""
        for n, (rep, same) in enumerate(groupby(main.pattern)):
            initial |= _rep_initial(n, rep, times=len(list(same)))
    for n, lift in enumerate(template.exercises[:LIFTS]):
        row = {"nr": n + 1, "name": lift.name, "sets": lift.sets, "reps": lift.reps}
        initial |= {f"lift{n}_{part}": value for part, value in row.items()}
    return initial


def _rep_initial(n: int, rep: Rep, *, times: int) -> dict[str, Any]:
    in_min = rep.seconds >= 2 * MINUTE_S and not rep.seconds % MINUTE_S
    row = {
        "nr": n + 1,
        "times": times if times > 1 else "",
        "zone": rep.zone if rep.side == "both" else f"{rep.zone}:{rep.side}",
        "work": f"{rep.metres or (rep.seconds / MINUTE_S if in_min else rep.seconds):g}",
        "unit": "m" if rep.metres else "min" if in_min else "s",
        "rest": f"{rep.rest_m or rep.rest_s:g}" if rep.rest_m or rep.rest_s else "",
        "rest_unit": "m" if rep.rest_m else "s",
    }
    return {f"rep{n}_{part}": value for part, value in row.items()}
