from django import forms


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "off", "placeholder": "name@example.org"})
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AgreeForm(forms.Form):
    """Before an athlete moves from one coach to another."""

    agreed = forms.BooleanField(
        label="Yes, change my coach", error_messages={"required": "Tick this to change your coach, or leave the page."}
    )


class MaybeInviteForm(InviteForm):
    """On the page where a runner enters: an address invites them, without one they stay the coach's record."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["email"].required = False
        self.fields["email"].label = "Invite by e-mail"
        self.fields["email"].help_text = "They get a link to an account of their own. Leave it empty to do that later."
