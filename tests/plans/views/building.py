"""The builder's form as the page shows it, and where its buttons lead."""

from typing import Any

from django.urls import reverse

from plans.forms.builder import BuilderForm
from plans.models import OffSeason, PlanVersion
from tests.plans.drafted import drafted

HTMX = {"HX-Request": "true"}


def url(name: str, off_season: OffSeason, *more: str) -> str:
    return reverse(f"plans:{name}", args=[off_season.pk, *more])


def controls(off_season: OffSeason, **changed: Any) -> dict[str, Any]:
    """The form as the page shows it, with what the coach changes."""
    draft = drafted(OffSeason.objects.get(pk=off_season.pk))
    form = BuilderForm(request=draft.request, response=draft.response)
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    filled = shown | {"lock": off_season.lock} | changed
    return {name: value for name, value in filled.items() if value is not None and value is not False}


def newest(off_season: OffSeason) -> PlanVersion:
    return drafted(OffSeason.objects.get(pk=off_season.pk))
