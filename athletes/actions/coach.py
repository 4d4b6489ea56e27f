"""Somebody becomes a coach."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from athletes.actions.api_token import revoke_api_token
from athletes.models import Assistant, Coach, User


@transaction.atomic
def make_coach(
    *, email: str, name: str, time_zone: str, unit: str, password: str | None, at: datetime
) -> tuple[Coach, bool]:
    """The coach of this address, and whether they are one only since now. Their address counts as verified.

    Whoever had an account keeps its name, zone and unit; a password given here replaces theirs and ends their token.
    """
    user, is_new_user = User.objects.get_or_create(
        email=email, defaults={"name": name, "time_zone": time_zone, "unit": unit}
    )
    if password is not None:
        user.set_password(password)
        revoke_api_token(user)
    elif is_new_user:
        user.set_unusable_password()
    user.save(update_fields=["password"])
    EmailAddress.objects.filter(email=email).exclude(user=user).delete()
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    Assistant.objects.filter(user=user).delete()  # with a desk of their own they work at no other
    return Coach.objects.get_or_create(user=user, defaults={"since": at})
