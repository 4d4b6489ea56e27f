"""The day that an athlete wants a session on."""

from django import forms


class OwnDayForm(forms.Form):
    date = forms.DateField(error_messages={"required": "Choose a day.", "invalid": "Choose one of the days below."})
