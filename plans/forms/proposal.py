"""A coach's word beside a plan that stays as it is."""

from django import forms


class WordForm(forms.Form):
    word = forms.CharField(label="A word to them", max_length=300, required=False)
