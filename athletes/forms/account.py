"""Allauth's forms in our words: one name for e-mail, no label twice, one sentence about passwords."""

from typing import Any

from allauth.account import forms as allauth
from django import forms

from athletes.models import User

LONG_ENOUGH = "Ten characters or more; no common password, not only digits, nothing like your name."


def say_plainly(form: forms.Form) -> None:
    """A placeholder that repeats the label goes; what a new password needs is said once."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in {"login", "email"}:
            field.label = "E-mail"
        if field.help_text:
            field.help_text = LONG_ENOUGH if name == "password1" else ""


class LoginForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_plainly(self)


class SignupForm(allauth.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_plainly(self)


class AddEmailForm(allauth.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_plainly(self)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_plainly(self)


class ResetPasswordForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_plainly(self)

    def clean_email(self) -> str:
        """Who is about to leave and has no password left may still come back."""
        email: str = super().clean_email()
        self.users: list[User] = self.users or list(User.objects.leaving().filter(email=email.lower()))
        return email


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_plainly(self)
