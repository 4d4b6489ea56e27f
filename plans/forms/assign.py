"""The assign page's form: what all share, and one small form for each row."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict

from plans.pages.assign_figures import Figures
from plans.season_choices import KEEP_DRAFT, NEW_DRAFT, OwnChoices, SharedChoices

MOST_AT_ONCE: Final = 200
LONGEST_SPRING: Final = 24
SHORTEST_SPRING: Final = 4
COMFORT: Final = [
    ("", "as each said"),
    ("-2", "much less (−2)"),
    ("-1", "less (−1)"),
    ("0", "neither (0)"),
    ("1", "more (+1)"),
    ("2", "much more (+2)"),
]
A_NUMBER: Final = ("invalid", "min_value", "max_value")
ONLY_CUT: Final = "A cut here is between 20 and 40 percent. Outside, with its reason, use the builder."
ONLY_WEEKS: Final = f"A spring plan here has {SHORTEST_SPRING} to {LONGEST_SPRING} weeks."


class SharedForm(forms.Form):
    """`key` goes with the page: the same page sent twice is one batch."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    spring_weeks = forms.TypedChoiceField(
        label="Spring plan before each A race", coerce=int, empty_value=None, required=False,
        choices=[("", "the usual length"), *((str(n), f"{n} weeks") for n in range(6, LONGEST_SPRING + 1))],
    )  # fmt: skip
    comfort = forms.TypedChoiceField(
        label="Wants to run, this winter", coerce=int, empty_value=None, required=False, choices=COMFORT
    )
    long_run_every = forms.TypedChoiceField(
        label="Long run", coerce=int, empty_value=None, required=False,
        choices=[("", "as each has it"), ("1", "every week"), ("2", "every second week")],
    )  # fmt: skip
    break_days = forms.TypedChoiceField(
        label="Days off after the race", coerce=int, empty_value=None, required=False,
        choices=[("", "by the rules"), *((str(n), str(n)) for n in range(15))],
    )  # fmt: skip
    second_fast = forms.BooleanField(label="A second, light fast workout", required=False)
    note = forms.CharField(
        label="Note to all", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, payload: Any = None) -> None:
        super().__init__(payload, auto_id="a_%s", initial={"key": uuid.uuid4()})

    @property
    def key_value(self) -> str:
        """What the page was made with; a page that lost it starts anew."""
        return str(self["key"].value() or uuid.uuid4()) if "key" not in self.errors else str(uuid.uuid4())

    def choices(self) -> SharedChoices:
        """What is valid of it; all else stays as it is for each athlete."""
        if not self.is_bound:
            return SharedChoices()
        self.full_clean()
        said = self.cleaned_data
        return SharedChoices(
            comfort=said.get("comfort"),
            spring_weeks=said.get("spring_weeks"),
            long_run_every=said.get("long_run_every"),
            break_days=said.get("break_days"),
            second_fast=bool(said.get("second_fast")),
            note=said.get("note") or "",
        )


class RowForm(forms.Form):
    """`was` is whether the page let it be ticked: only then does an empty box mean no."""

    tick = forms.BooleanField(required=False)
    was = forms.BooleanField(required=False)
    cut = forms.FloatField(required=False, min_value=20, max_value=40, error_messages=dict.fromkeys(A_NUMBER, ONLY_CUT))
    weeks = forms.IntegerField(
        required=False,
        min_value=SHORTEST_SPRING,
        max_value=LONGEST_SPRING,
        error_messages=dict.fromkeys(A_NUMBER, ONLY_WEEKS),
    )
    way = forms.CharField(required=False, max_length=40)
    reason = forms.CharField(required=False, max_length=1000)
    ask = forms.BooleanField(required=False)
    draft = forms.ChoiceField(required=False, choices=[("", ""), (KEEP_DRAFT, ""), (NEW_DRAFT, "")])
    draft_number = forms.IntegerField(required=False, min_value=1)
    seen = forms.CharField(required=False, max_length=600)

    def said(self) -> "RowSaid":
        self.full_clean()
        said = self.cleaned_data
        own = OwnChoices(
            cut=round(said["cut"] / 100, 4) if said.get("cut") is not None else None,
            spring_weeks=said.get("weeks"),
            way=said.get("way") or "",
            reason=(said.get("reason") or "").strip(),
            draft=said.get("draft") or "",
            draft_number=said.get("draft_number"),
            asks_ways=bool(said.get("ask")),
        )
        shown = _shown(said.get("seen"))
        return RowSaid(
            own=own,
            ticked=said["tick"] if said["was"] else None,
            seen=Figures.from_json(shown),
            state=_storable(str(shown.get("state") or ""))[:120],
            error=next((str(text) for errors in self.errors.values() for text in errors), ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSaid:
    """`ticked` is None for a row that was new to the page, or could not be ticked. `seen` and `state` are what it showed."""

    own: OwnChoices
    ticked: bool | None
    seen: Figures | None
    state: str
    error: str

    @property
    def why_left_out(self) -> str:
        return "Left out by you." if self.ticked is False else self.state or "Left out."


def rows_said(payload: QueryDict, athlete_ids: Iterable[UUID]) -> dict[UUID, RowSaid]:
    return {pk: RowForm(payload, prefix=str(pk)).said() for pk in athlete_ids}


def picked_ids(asked: Iterable[str]) -> list[UUID] | None:
    """The athletes that an address or a form names, each once; None when one of them is no id at all."""
    try:
        return list(dict.fromkeys(UUID(one) for one in asked))
    except ValueError:
        return None


def _storable(text: str) -> str:
    """JSON can say what PostgreSQL does not take: NUL, and half a character."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def _shown(text: str | None) -> dict[str, Any]:
    """What the page showed of this row. It comes from the browser: only figures of the right kind are believed."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
