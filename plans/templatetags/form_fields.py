"""What a form's template asks about a field and Django does not tell."""

from django import template
from django.forms import BoundField, CheckboxInput

register = template.Library()


@register.filter
def unit(field: BoundField) -> str:
    """The unit behind the input: widgets name it in `attrs={"data-unit": "mi"}`."""
    return str(field.field.widget.attrs.get("data-unit", ""))


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def width(field: BoundField) -> str:
    """The share of the form's grid, `w2`, `w3` or `w6`: widgets name it in `attrs={"data-width": "w3"}`."""
    return str(field.field.widget.attrs.get("data-width", ""))
