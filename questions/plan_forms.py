"""The forms between a question and the builder. What was read from the asker's words says from which."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html

from athletes.ages import may_have_account
from athletes.forms.entry import EntryForms
from athletes.forms.race import DISTANCES, RaceForm
from plans.forms.publish import SeenForm
from questions.actions.answer_with_plan import Attached
from questions.models import Question
from questions.pages.asker import Asker
from questions.pages.differences import Difference
from questions.understand.said import Said, SaidRace, Understood

FROM_PLAN = "From the plan they made here."
NOT_SAID = "Not said. Ask, or fill it in."


class AskerForms(EntryForms):
    """A runner who enters, filled in with what is known of them; beneath each field stands where it is from.

    Who assists invites nobody: without `can_invite` there is no tick for it.
    """

    def __init__(self, payload: Any = None, *, asker: Asker, question: Question, today: date, can_invite: bool) -> None:
        super().__init__(payload, athlete=asker.athlete, fall_race=asker.fall_race, a_race=asker.a_race, today=today)
        self.invite = InviteTick(payload, question=question) if can_invite else None
        self.other = SomebodyElseTick(payload)
        self.today = today
        _leave_distance_open(self.fall_race)
        _leave_distance_open(self.a_race)
        for form, name, help_text in self._sources(asker):
            form.fields[name].help_text = help_text

    def is_valid(self) -> bool:
        ticks = [tick.is_valid() for tick in (self.other, self.invite) if tick]
        if not all([super().is_valid(), *ticks]):
            return False
        if self.invite is None:
            return True
        self.invite.refuse_child(self.athlete.cleaned_data["birth_date"], on=self.today)
        return self.invite.is_valid()

    @property
    def invites(self) -> bool:
        return bool(self.invite and self.invite.cleaned_data["invites"])

    @property
    def is_somebody_else(self) -> bool:
        return bool(self.other.cleaned_data["is_somebody_else"])

    def _sources(self, asker: Asker) -> Iterable[tuple[forms.BaseForm, str, str]]:
        said = asker.said
        if asker.has_plan:
            yield from ((form, name, FROM_PLAN) for form in (self.fall_race, self.a_race) for name in ("name", "date"))
            yield self.athlete, "baseline_m", FROM_PLAN
        else:
            yield from _race_sources(self.fall_race, said.fall_race)
            yield from _race_sources(self.a_race, said.a_race)
            yield self.athlete, "baseline_m", quotation(said.weekly_m) or NOT_SAID
        yield from self._figures(said, has_plan=asker.has_plan)

    def _figures(self, said: Understood, *, has_plan: bool) -> Iterable[tuple[forms.BaseForm, str, str]]:
        figures: dict[str, Said[Any] | None] = {
            "baseline_long_m": said.long_m,
            "years_running": said.years_running,
            "sex": said.sex,
        }
        if not has_plan:
            figures |= {"unit": said.unit, "usual_run_days": said.run_days}
        yield from ((self.athlete, name, quotation(one)) for name, one in figures.items() if one)
        if said.age:
            yield self.athlete, "birth_date", f"{quotation(said.age)} The day itself is theirs to say."


class InviteTick(forms.Form):
    """Whether an invitation is mailed now. While they wait for an answer its mail carries the link."""

    invites = forms.BooleanField(required=False)

    def __init__(self, payload: Any = None, *, question: Question) -> None:
        super().__init__(payload, initial={"invites": not question.is_open})
        field = self.fields["invites"]
        field.label = f"Mail {question.asker_email} an invitation now"
        if question.is_open:
            field.help_text = "No need to: send the off-season with your answer, and that mail carries the link."

    def refuse_child(self, birth_date: date | None, *, on: date) -> None:
        """Adds the error that says what to change."""
        if self.cleaned_data["invites"] and not may_have_account(birth_date, on=on):
            self.add_error("invites", "Accounts wait until 16. Take the tick out; the record stays with you.")


class SomebodyElseTick(forms.Form):
    is_somebody_else = forms.BooleanField(required=False, label="No, this is somebody else: make a new record")


class SameForm(forms.Form):
    """Which runner of the roster it is."""

    athlete = forms.UUIDField()


class TakeOverForm(forms.Form):
    """What was written and is not in the record, or is otherwise there."""

    taken = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, payload: Any = None, *, found: Iterable[Difference]) -> None:
        found = list(found)
        super().__init__(payload, initial={"taken": [one.key for one in found if one.is_news]})
        field = self.fields["taken"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [(one.key, one.text) for one in found]


class AttachPlanForm(SeenForm):
    """Beside an answer: the draft that the page showed is published and goes out with it."""

    attach_plan = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=1)

    @property
    def attached(self) -> Attached | None:
        """None where it is not ticked; a page that lost its numbers counts as a stale one."""
        if not self.data.get("attach_plan"):
            return None
        seen = self.cleaned_data if self.is_valid() else {"version": 0, "lock": 0}
        return Attached(version=seen["version"], lock=seen["lock"])


def quotation(said: Said[Any] | None) -> str:
    """ "From: “48 miles a week”", escaped; empty where nothing was said."""
    if said is None:
        return ""
    note = f" {said.note[:1].upper()}{said.note[1:]}." if said.note else ""
    return format_html("From: “{}”.{}", said.words.rstrip(". "), note)


def _leave_distance_open(form: RaceForm) -> None:
    """No race is a marathon because nobody said what it is."""
    field = form.fields["distance"]
    if isinstance(field, forms.ChoiceField) and not form.instance.distance_m:
        field.choices, field.initial = [("", "not said"), *DISTANCES], ""


def _race_sources(form: forms.BaseForm, race: SaidRace | None) -> Iterable[tuple[forms.BaseForm, str, str]]:
    if race is None:
        yield from ((form, name, NOT_SAID) for name in ("name", "date"))
        return
    words = Said(race.name, race.words)
    yield form, "name", quotation(words) if race.name else f"{quotation(words)} Which race?"
    yield form, "date", quotation(race.day) if race.day else _which_day(race)
    if race.result_s and "duration_s" in form.fields:
        yield form, "duration_s", quotation(race.result_s)
    if race.goal and "goal" in form.fields:
        yield form, "goal", quotation(race.goal)


def _which_day(race: SaidRace) -> str:
    return f"{quotation(Said(race.when, race.when))} Which day?" if race.when else NOT_SAID
