"""The name of a squad."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError

from athletes.models import Squad

KNOWN: Final = "You have a squad of that name."
BETWEEN_SQUADS: Final = ";|"  # what stands between the names of squads in a file

if TYPE_CHECKING:  # generic for the type checker only
    _SquadModelForm = forms.ModelForm[Squad]
else:
    _SquadModelForm = forms.ModelForm


class SquadForm(_SquadModelForm):
    class Meta:
        model = Squad
        fields = ["name"]
        labels = {"name": "Name"}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}
        error_messages = {"name": {"required": "Give the squad a name, such as New York."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Several of these stand on one page: a label must find its own field.
        self.auto_id = f"squad_{self.instance.pk or 'new'}_%s"

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if set(name) & set(BETWEEN_SQUADS):
            raise ValidationError("Leave out “;” and “|”: in a file they stand between squads.", code="between")
        same = Squad.objects.filter(coach=self.instance.coach, name__iexact=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise ValidationError(KNOWN, code="known")
        return name
