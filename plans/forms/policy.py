"""Every rule as a field of text. An empty field means the usual figure, a field that was not sent the coach's present one."""

import json
from typing import Any, Final

from django import forms

from plans.coach_rules import policy_from
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.policy.override import (
    FURTHEST,
    PolicyError,
    Setting,
    changes_of,
    overridden,
    rules,
    settings_of,
)
from plans.words.policy import Numbers, Scale, scale_of

Json = dict[str, Any]

LONGEST: Final = 20_000
MOST_SHARE: Final = 1.5
BELONG: Final = (
    ("cut.low", "cut.high", "The smallest cut has to be smaller than the largest."),
    ("volume.band_floor", "volume.band_ceiling", "The least has to be less than the most."),
    ("long_run.floor_share", "long_run.ceiling_share", "The least has to be less than the most."),
)


class SettingField(forms.CharField):
    """One setting's figures in the words of the page."""

    def __init__(self, setting: Setting, scale: Scale) -> None:
        self.setting, self.scale = setting, scale
        super().__init__(required=False, max_length=120)

    def clean(self, value: Any) -> Numbers | None:
        """None for the usual figure."""
        text = super().clean(value)
        if not text:
            return None
        usual = self.setting.value
        numbers = self._read(text)
        asked = numbers if isinstance(usual, tuple) else numbers[0]
        if self.scale.per == 100 and max(numbers) > MOST_SHARE:  # noqa: PLR2004 -- percent
            raise forms.ValidationError(f"At most {100 * MOST_SHARE:g}%.")
        self._check_far(numbers)
        try:
            overridden(DEFAULT_POLICY, {self.setting.name: asked})
        except PolicyError as unfit:
            raise forms.ValidationError(_plain(unfit)) from None
        return asked

    def _read(self, text: str) -> tuple[float, ...]:
        usual = self.setting.value
        needed = len(usual) if isinstance(usual, tuple) else 1
        try:
            numbers = self.scale.read(text)
        except ValueError:
            numbers = ()
        if len(numbers) != needed:
            many = "a number" if needed == 1 else f"{needed} numbers"
            raise forms.ValidationError(f"Write {many}, such as {self.scale.say(usual)}.")
        return numbers

    def _check_far(self, numbers: tuple[float, ...]) -> None:
        usual = self.setting.value
        for new, old in zip(numbers, usual if isinstance(usual, tuple) else (usual,), strict=True):
            most = FURTHEST * max(abs(old), 1)
            if abs(new) > most:
                raise forms.ValidationError(f"At most {self.scale.say(most)}, {FURTHEST} times the usual.")


class PolicyForm(forms.Form):
    """`present` are the coach's changes now; `seen` the number of the version they stand in."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, payload: Any = None, *, present: Json, number: int) -> None:
        self.present = changes_of(policy_from(present))
        super().__init__(payload, initial={"seen": number})
        for rule in rules():
            for setting in settings_of(rule):
                self.fields[setting.name] = SettingField(setting, scale_of(rule.evidence.unit, setting.value))

    def values(self) -> dict[str, str]:
        """What stands in each field, as typed or as it is in force."""
        typed = self.data if self.is_bound else {}
        shown = {name: self._said(name, value) for name, value in self.present.items()}
        return {name: typed.get(name, shown.get(name, "")) for name in self.fields if name != "seen"}

    def clean(self) -> Json:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            policy = overridden(DEFAULT_POLICY, self.changes())
            for low, high, why in BELONG:
                if _figure(policy, low) >= _figure(policy, high):
                    self.add_error(high, why)
            if policy.cut.high > 1 - policy.volume.band_floor + 1e-9:
                keeps = f"{100 * (1 - policy.cut.high):g}%"
                self.add_error("volume.band_floor", f"A cut this large keeps {keeps}: set at most that here.")
        return said

    def changes(self) -> Json:
        """The changes that this form asks for, the shortest ones. Only for a form without errors."""
        asked = {name: value for name, value in self.cleaned_data.items() if name != "seen" and value is not None}
        left_alone = {name: value for name, value in self.present.items() if name not in self.data}
        return changes_of(overridden(DEFAULT_POLICY, asked | left_alone))

    def _said(self, name: str, value: Any) -> str:
        field = self.fields[name]
        assert isinstance(field, SettingField)  # noqa: S101 -- made above
        return field.scale.say(tuple(value) if isinstance(value, list) else value)


class ProposalForm(forms.Form):
    """Changes that were shown once, carried by the page to the button that saves them; judged anew."""

    changes = forms.CharField(max_length=LONGEST, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_changes(self) -> Json:
        try:
            changes = json.loads(self.cleaned_data["changes"])
            if not isinstance(changes, dict):
                raise forms.ValidationError("These are no rules.")
            "".join(changes).encode()  # half a character is in no name, and could not be shown: a ValueError
            return changes_of(overridden(DEFAULT_POLICY, changes))
        except PolicyError as unfit:
            raise forms.ValidationError(str(unfit)) from None
        except (ValueError, RecursionError):
            raise forms.ValidationError("These are no rules.") from None


def _figure(policy: Any, name: str) -> float:
    section, rule = name.split(".")
    figure: float = getattr(getattr(policy, section), rule)
    return figure


def _plain(unfit: PolicyError) -> str:
    """The reason without the rule's dotted name: it stands beside the field."""
    reason = str(unfit).partition(": ")[2]
    return f"{reason[:1].upper()}{reason[1:]}."
