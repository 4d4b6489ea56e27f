"""A token lets a program act as the person who made it. Whoever holds it needs no password and no second step."""

import hashlib
import secrets

from django.db import transaction
from rest_framework.authtoken.models import Token

from athletes.models import User

# Lets a scanner of leaked secrets, and the reader of a configuration file, tell what this is.
PREFIX = "offseason_"
KEY_LENGTH = 40  # of the column; 160 bits of a digest of 256 random ones


def key_of(token: str) -> str:
    """What is stored of a token: a digest, so that a copy of the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()[:KEY_LENGTH]


@transaction.atomic
def make_api_token(user: User) -> str:
    """A new token, told once; the one before stops working."""
    User.objects.select_for_update().get(pk=user.pk)
    revoke_api_token(user)
    token = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(user=user, key=key_of(token))
    return token


def revoke_api_token(user: User) -> None:
    """Doing it twice is the same as once."""
    Token.objects.filter(user=user).delete()
