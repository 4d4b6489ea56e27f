"""What allauth asks us about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from psycopg.errors import UniqueViolation

from athletes.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Allauth's ways, with our words."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:  # noqa: FBT001, FBT002 -- allauth's signature
        """Sent twice at once, one makes the account; the other is told the same, as for an address that is taken."""
        try:
            with transaction.atomic():
                saved: User = super().save_user(request, user, form, commit)
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation):
                raise
            raise ImmediateHttpResponse(self.respond_email_verification_sent(request, None)) from error
        return saved
