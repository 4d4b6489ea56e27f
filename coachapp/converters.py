"""What an address may hold beside Django's own: importing this module is enough."""

from datetime import date

from django.urls import register_converter


class IsoDate:
    """A calendar day in an address: 2026-12-20. What is no day is no page."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """A date, or one written that way, as plans in JSON have it."""
        return str(value)


class SecretToken:
    """What `secrets.token_urlsafe(24)` gives. Anything else opens nothing, and is not looked up."""

    regex = r"[A-Za-z0-9_-]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IsoDate, "day")
register_converter(SecretToken, "secret")
