from collections.abc import Iterable
from typing import Any

from django import forms

from plans.engine.template import ALL
from plans.models import OffSeason


class TrialForm(forms.Form):
    """Where a workout is tried: in the plan of an athlete, or of a usual runner of a level."""

    where = forms.ChoiceField(label="Try it for", required=False)

    def __init__(self, payload: Any = None, *, plans: Iterable[OffSeason]) -> None:
        super().__init__(payload, auto_id="t_%s")
        levels = [(level, f"a usual {level}") for level in ALL]
        athletes = [(str(plan.pk), f"{plan.athlete.name}, {plan.a_race}") for plan in plans]
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)  # noqa: S101 -- declared above
        where.choices = [("Athletes", athletes), ("Levels", levels)] if athletes else [("Levels", levels)]
