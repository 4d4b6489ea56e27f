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


register_converter(IsoDate, "day")
