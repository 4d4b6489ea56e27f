"""The assign page as a coach sees it, and its form as the page would send it."""

from typing import Any

from django.urls import reverse

from athletes.models import Athlete
from plans.pages.assign import PreviewRow

ASSIGN, PREVIEW, PUBLISH = (reverse(f"plans:{name}") for name in ("assign", "assign_preview", "assign_publish"))


def names(response: Any) -> list[str]:
    return [row.candidate.athlete.name for row in response.context["rows"]]


def row_of(response: Any, athlete: Athlete) -> PreviewRow:
    found: PreviewRow = next(row for row in response.context["rows"] if row.pk == str(athlete.pk))
    return found


def row_url(athlete: Athlete) -> str:
    return reverse("plans:assign_row", args=[athlete.pk])


def said(response: Any, *, key: Any = None, **shared: Any) -> dict[str, Any]:
    """The form as the page shows it, with what the coach changes of the shared choices."""
    form: dict[str, Any] = {"athlete": [], "key": key or response.context["form"].key_value} | shared
    for row in response.context["rows"]:
        form["athlete"].append(row.pk)
        form[f"{row.pk}-seen"] = row.seen
        form |= {f"{row.pk}-was": "1"} if row.can_publish else {}
        form |= {f"{row.pk}-tick": "1"} if row.is_included else {}
    return form
