"""How the week or a session felt: one tap, and where it aches."""

from django import forms

from plans.models.check_in import Feeling


class CheckInForm(forms.Form):
    feeling = forms.ChoiceField(choices=Feeling.choices)
    where = forms.CharField(label="Where?", max_length=80, required=False)


class AcheForm(forms.Form):
    where = forms.CharField(label="Where it aches", max_length=80, required=False)
