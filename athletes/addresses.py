"""Which e-mail addresses are somebody's."""

from allauth.account.models import EmailAddress

from athletes.models import User


def addresses_of(user: User) -> list[str]:
    """The one they sign in with, and every other that they have proven to be theirs. In small letters."""
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({user.email, *(address.lower() for address in proven)})
