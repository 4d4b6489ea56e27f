"""Which e-mail addresses are somebody's."""

from allauth.account.models import EmailAddress

from athletes.models import User


def addresses_of(user: User) -> list[str]:
    """The one they sign in with, and every other that they have proven to be theirs. In small letters."""
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({user.email, *(address.lower() for address in proven)})


def user_of(address: str) -> User | None:
    """Whose proven address this is (in small letters); None for nobody's, and while the account sleeps.

    Compared once more here: PostgreSQL takes letters of other scripts for the same capitals.
    """
    proven = EmailAddress.objects.filter(email__iexact=address, verified=True, user__is_active=True)
    return next((found.user for found in proven.select_related("user") if found.email.lower() == address), None)
