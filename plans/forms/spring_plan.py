"""Where the spring plan is: its name, its link, or both."""

from typing import TYPE_CHECKING

from django import forms

from plans.models import OffSeason

if TYPE_CHECKING:  # generic for the type checker only
    _OffSeasonModelForm = forms.ModelForm[OffSeason]
else:
    _OffSeasonModelForm = forms.ModelForm


class SpringPlanForm(_OffSeasonModelForm):
    spring_plan_link = forms.URLField(
        label="Its link",
        required=False,
        assume_scheme="https",
        help_text="Where the weeks themselves are: a page, a shared file, a watch’s plan.",
        error_messages={"invalid": "Write a whole address, such as https://example.org/my-plan."},
    )

    class Meta:
        model = OffSeason
        fields = ("spring_plan_name", "spring_plan_link")
        labels = {"spring_plan_name": "Its name"}

    def clean_spring_plan_link(self) -> str:
        """Only what a browser opens as a page: nothing that runs, nothing that reads files."""
        link: str = self.cleaned_data["spring_plan_link"]
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError("The address begins with https:// or http://.", code="scheme")
        return link
