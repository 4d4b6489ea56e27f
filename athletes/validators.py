import zoneinfo

from django.core.exceptions import ValidationError


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            "%(name)s is not a time zone. Choose one from the list, such as Europe/Berlin.",
            code="time_zone",
            params={"name": name},
        )
