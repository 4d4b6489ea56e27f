"""A word about a session."""

from django import forms

from plans.models.note import LONGEST_NOTE


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Your words",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write something first."},
    )
