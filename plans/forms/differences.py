"""What somebody typed, set against what is saved, in words."""

from typing import Any

from django import forms

from plans.forms.builder import BuilderForm


def differences(form: BuilderForm) -> list[tuple[str, str, str]]:
    """(what, as it is saved, as it was typed) of each control that differs from the draft under the form."""
    hidden = {"cut_shown"}
    return [
        (
            str(form[name].label or name),
            _said(form.fields[name], form.initial.get(name)),
            _said(form.fields[name], form[name].data),
        )
        for name in form.changed_data
        if name not in hidden
    ]


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool) or (isinstance(field, forms.BooleanField) and not value):
        return "yes" if value else "no"
    if isinstance(value, str) and isinstance(field, forms.BooleanField):
        return "yes"
    if isinstance(field, forms.ChoiceField):
        chosen = {str(one) for one in (value if isinstance(value, list) else [value if value is not None else ""])}
        return ", ".join(str(label) for choice, label in _choices(field) if str(choice) in chosen) or "none"
    return "blank" if value in (None, "") else str(value)


def _choices(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    return [(choice[0], choice[1]) for choice in field.widget.choices]
