"""The operator's forms: the switch for all mail, and what to look for among the mails."""

from typing import Any

from django import forms

from athletes.models.mail import MailState, OutgoingMailQuerySet


class StopForm(forms.Form):
    why = forms.CharField(label="Why", max_length=200, help_text="It stands on this page while mail is stopped.")
    sure = forms.BooleanField(label="Yes, nobody gets any mail", error_messages={"required": "Tick this as well."})


class FindMailForm(forms.Form):
    """Every part narrows the list; an empty one is no condition."""

    state = forms.ChoiceField(label="State", required=False, choices=[("", "any"), *MailState.choices])
    kind = forms.CharField(label="Kind", required=False, max_length=40)
    words = forms.CharField(label="Address or Message-ID", required=False, max_length=254)

    def __init__(self, payload: Any = None) -> None:
        super().__init__(payload or None)

    def found(self, mails: OutgoingMailQuerySet) -> OutgoingMailQuerySet:
        """None at all for what could not be read."""
        if not self.is_bound:
            return mails
        return mails.asked_for(**self.cleaned_data) if self.is_valid() else mails.none()
