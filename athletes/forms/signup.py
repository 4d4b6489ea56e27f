from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest

if TYPE_CHECKING:
    from athletes.models import User


class SignupForm(forms.Form):
    """What we ask beyond e-mail and password. Allauth builds its own form on top of this one."""

    name = forms.CharField(max_length=120, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: "User") -> None:  # noqa: ARG002 -- allauth's signature
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
