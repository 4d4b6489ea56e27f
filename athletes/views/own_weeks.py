"""A runner's own weeks come in from a file: choose it, look at what was read, then import it."""

from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.actions.bring_in import bring_in_own_weeks, weigh_own_weeks
from athletes.forms.spreadsheet import SheetForm
from athletes.imports.table import Unreadable
from athletes.imports.weeks import OWN_WEEKS
from athletes.views.import_kinds import WAYS, own_week_cells
from athletes.views.import_preview import OVER, brought_back, carried, done_words, preview_context
from athletes.views.spreadsheet import template_file
from coachapp.access import athlete_only
from coachapp.http import UserRequest
from coachapp.uploads import is_too_large

WAY: Final = replace(WAYS["weeks"], kind=OWN_WEEKS, headings=WAYS["weeks"].headings[1:], cells=own_week_cells)


@athlete_only
@require_http_methods(["GET", "POST"])
def import_own(request: UserRequest) -> HttpResponse:
    if request.method == "GET":
        return _choose(request, SheetForm(initial={"unit": "mi" if request.user.athlete.unit == "mi" else "km"}))
    form = SheetForm(request.POST, request.FILES, is_too_large=is_too_large(request))
    if not form.is_valid():
        return _choose(request, form, status=422)
    try:
        return _preview(request, form.cleaned_data)
    except Unreadable as reason:
        form.refuse(reason)
        return _choose(request, form, status=422)


@athlete_only
@require_POST
def import_own_run(request: UserRequest) -> HttpResponse:
    athlete = request.user.athlete
    try:
        said = brought_back(request, salt=_salt(request))
        reading = OWN_WEEKS.read(said["text"], unit=said["unit"], today=athlete.today(timezone.now()))
    except (signing.BadSignature, Unreadable):  # unreadable: what it may hold has changed since the preview
        messages.warning(request, OVER)
        return redirect("athletes:own_import")
    messages.success(request, done_words(WAY, bring_in_own_weeks(reading, athlete)))
    return redirect("plans:baseline")


@athlete_only
@require_GET
def import_own_template(request: UserRequest) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    return template_file(OWN_WEEKS)


def _choose(request: UserRequest, form: SheetForm, *, status: int = 200) -> HttpResponse:
    return render(request, "athletes/import_own.html", {"form": form, "kind": OWN_WEEKS}, status=status)


def _preview(request: UserRequest, said: dict[str, Any]) -> HttpResponse:
    """Raises Unreadable."""
    athlete, unit = request.user.athlete, said["unit"]
    reading = OWN_WEEKS.read(said["text"], unit=unit, today=athlete.today(timezone.now()))
    context = preview_context(WAY, reading, weigh_own_weeks(reading, athlete), unit=unit) | {
        "carried": carried(said, "text", "unit", salt=_salt(request)),
        "choose_url": reverse("athletes:own_import"),
        "run_url": reverse("athletes:own_import_run"),
    }
    return render(request, "athletes/import_preview.html", context)


def _salt(request: UserRequest) -> str:
    return f"athletes.own_weeks.{request.user.pk}"
