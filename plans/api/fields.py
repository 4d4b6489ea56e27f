from typing import Any

from rest_framework import serializers


class NumberField(serializers.FloatField):
    """A JSON number and nothing that merely reads like one: no text, no true, no integer beyond any float."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        try:
            return float(data)
        except OverflowError:
            self.fail("invalid")


class WholeNumberField(serializers.IntegerField):
    """See also NumberField: "12", true and 12.5 are refused alike."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return data
