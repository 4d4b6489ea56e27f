"""What allauth asks us about accounts."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from psycopg.errors import UniqueViolation

from athletes.actions.address_health import settle
from athletes.actions.api_token import revoke_api_token
from athletes.actions.mail import queue_mail
from athletes.models import Erasure, User
from athletes.staying import remember_leaver


class AccountBackend(AuthenticationBackend):
    """Allauth's, and a person comes with the runner they are: every page asks for both."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("athlete").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


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

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The password was right. Who is about to leave may stay; who was shut out is told so."""
        if Erasure.objects.of(user) is None:
            response: HttpResponse = super().respond_user_inactive(request, user)
            return response
        remember_leaver(request, user)
        return redirect("athletes:keep_account")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Who opens a link from a mailbox has it: whatever came back from there before is settled."""
        settle(email_address.email, at=timezone.now())
        confirmed: bool = super().confirm_email(request, email_address)
        return confirmed

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """At a change and at a reset. Whoever made a token while the old password was known loses it, too."""
        super().set_password(user, password)
        revoke_api_token(user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox: nobody waits for the mail server, and its absence loses neither account nor mail."""
        message = self.render_mail(template_prefix, email, {"request": self.request, "email": email, **context})
        queue_mail(
            to=email,
            kind=template_prefix.rpartition("/")[2],
            key=uuid4().hex,  # each asking is a mail of its own, with a link of its own
            subject=str(message.subject),
            text=str(message.body),
            at=timezone.now(),
        )

    def send_account_already_exists_mail(self, email: str) -> None:
        """Takes as long as making an account does, or a clock would tell who has one."""
        make_password(email)
        super().send_account_already_exists_mail(email)
