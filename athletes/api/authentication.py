from typing import Any

from rest_framework.authentication import TokenAuthentication

from athletes.actions.api_token import key_of


class DigestTokenAuthentication(TokenAuthentication):
    """`Authorization: Token …`, looked up by its digest."""

    def authenticate_credentials(self, key: str) -> tuple[Any, Any]:
        return super().authenticate_credentials(key_of(key))
