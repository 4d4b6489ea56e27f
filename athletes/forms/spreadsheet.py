"""A file, or its lines pasted; a coach also says what it is about."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from athletes.forms.squad import BETWEEN_SQUADS
from athletes.imports.table import Unreadable, decoded

KINDS: Final = [("athletes", "Athletes"), ("races", "Races"), ("weeks", "Weekly history")]
TOO_LARGE: Final = "The file is larger than 2 MB. Split it in two."


class SheetForm(forms.Form):
    """A file or its rows; `text` is what is to be read, wherever it came from."""

    file = forms.FileField(
        label="File",
        required=False,
        help_text="CSV or text, up to 2 MB and 5,000 rows.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label="Or paste the rows",
        required=False,
        strip=False,
        max_length=500_000,
        help_text="With the line that names the columns.",
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    unit = forms.ChoiceField(
        label="Distances are in",
        choices=[("km", "kilometres"), ("mi", "miles")],
        help_text="Where neither the column nor the cell says it.",
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_large = is_too_large

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_too_large:
            self.add_error("file", TOO_LARGE)
            return cleaned
        file, pasted = cleaned.get("file"), cleaned.get("text")
        if file and pasted and pasted.strip():
            self.add_error("text", "There is a file as well. Take one of the two.")
        elif file:
            self._take(file)
        elif not (pasted and pasted.strip()) and not {"file", "text"} & set(self.errors):
            self.add_error("file", "Choose a file, or paste its rows below.")
        return cleaned

    def refuse(self, reason: Unreadable) -> None:
        """What the reading of the text says, beside where the text came from."""
        self.add_error("file" if self.cleaned_data.get("file") else "text", str(reason))

    def _take(self, file: Any) -> None:
        try:
            self.cleaned_data["text"] = decoded(file.read())
        except Unreadable as reason:
            self.add_error("file", str(reason))


class SpreadsheetForm(SheetForm):
    """A coach's, of any kind."""

    kind = forms.ChoiceField(
        label="What is in it", choices=KINDS, initial="athletes", widget=forms.RadioSelect(attrs={"class": "choice"})
    )
    squad = forms.CharField(
        label="Squad for all of them",
        required=False,
        max_length=60,
        help_text="For athletes. A new name makes a new squad; empty for none.",
        widget=forms.TextInput(attrs={"list": "squads", "autocomplete": "off"}),
    )

    def clean_squad(self) -> str:
        name = " ".join(str(self.cleaned_data["squad"]).split())
        if set(name) & set(BETWEEN_SQUADS):
            raise ValidationError("Leave out “;” and “|”: in a file they stand between squads.", code="between")
        return name
