"""System checks of the house: what must hold for every model of ours."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Field, Model

OUR_APPS = ("athletes", "plans", "questions")


@register()
def every_field_has_a_retention_rule(**_: Any) -> list[CheckMessage]:
    return [error for app in OUR_APPS for model in apps.get_app_config(app).get_models() for error in _gaps(model)]


def _gaps(model: type[Model]) -> list[CheckMessage]:
    declared = set(getattr(model, "kept", {}))
    stored = {field.name for field in model._meta.concrete_fields if _needs_rule(field)}
    missing: list[CheckMessage] = [
        Error(
            f"{model._meta.label}.{name} has no retention rule",
            hint="Name it in `kept`.",
            obj=model,
            id="coachapp.E001",
        )
        for name in sorted(stored - declared)
    ]
    unknown: list[CheckMessage] = [
        Error(f"{model._meta.label}.kept names {name}, which is no field", obj=model, id="coachapp.E002")
        for name in sorted(declared - stored)
    ]
    return missing + unknown


def _needs_rule(field: "Field[Any, Any]") -> bool:
    """Relations follow the row they point at, and a counted id says nothing about anybody."""
    return not field.is_relation and not (field.primary_key and field.get_internal_type() == "BigAutoField")
