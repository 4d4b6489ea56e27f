from django import forms

from athletes.choices import UnusableReason


class MarkForm(forms.Form):
    """Why a week must not count; empty for one that counts."""

    unusable = forms.ChoiceField(required=False, choices=[("", "it counts"), *UnusableReason.choices])
